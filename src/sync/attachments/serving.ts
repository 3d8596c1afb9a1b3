import type { Bytes } from '#base';
import type { BlobHash } from '#device';
import type { OtherEnd } from '../link/host.ts';
import { writeBlobMessage } from './blob-message.ts';

/** Asks that may wait for their answer at a time; nobody honest has half as many under way. */
const MOST_WAITING = 16;
/** Parts that one link is given in all: 256 MiB. Whoever wants more is told that it is not there, and links again. */
const MOST_PARTS = 4096;

/** Answers what the other side of one link asks for, in order, so that there is never much in memory. */
export class Serving {
  readonly #other: OtherEnd;
  readonly #part: (hash: BlobHash, part: number) => Promise<Bytes | null>;
  #waiting = 0;
  #given = 0;
  #answering: Promise<void> = Promise.resolve();
  #closed = false;

  /** `part`: a part of a blob that this device has, where the other side may have it. */
  constructor(other: OtherEnd, part: (hash: BlobHash, part: number) => Promise<Bytes | null>) {
    this.#other = other;
    this.#part = part;
  }

  ask(hash: BlobHash, part: number): void {
    if (this.#waiting >= MOST_WAITING) {
      this.#other.end('malformed');
      return;
    }
    this.#waiting += 1;
    this.#answering = this.#answering.then(async () => {
      const bytes = this.#closed || this.#given >= MOST_PARTS ? null : await this.#part(hash, part);
      if (this.#closed) return;
      if (bytes) this.#given += 1;
      this.#other.send(() => {
        this.#waiting -= 1;
        return writeBlobMessage(bytes ? { type: 'part', hash, part, bytes } : { type: 'not-there', hash, part });
      });
    });
  }

  close(): void {
    this.#closed = true;
  }
}
