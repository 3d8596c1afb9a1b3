import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { BLOB_PART_BYTES } from '#device';
import type { BlobHash } from '#device';
import type { PageId, Strand } from '#ledger';
import type { OtherEnd } from '../link/host.ts';
import { writeBlobMessage } from './blob-message.ts';
import { blobHashOf, sealedLength } from './seal-blob.ts';

/** A blob that this person wants to see, and the page that it hangs on. */
export interface Wanted {
  readonly page: PageId;
  readonly hash: BlobHash;
  readonly bytes: number;
}

/** How far a blob has come. `waiting`: for its turn. `nobody`: none of those who are linked now has it; it comes when somebody does. */
export type Coming = { readonly type: 'waiting' } | { readonly type: 'nobody' } | { readonly type: 'part'; readonly of: number };

interface Tools {
  readonly maySee: (strand: Strand, page: PageId) => boolean;
  /** Whole, and what it is named after. Resolves when it is on the disk, or could not be put there. */
  readonly onWhole: (wanted: Wanted, sealed: Bytes) => Promise<void>;
  readonly onChange: (hash: BlobHash) => void;
}

/** Blobs held in memory at a time, half-way. */
const MOST_AT_ONCE = 2;
/** Blobs that can be asked for and not be there yet. */
const MOST_WANTED = 200;
/** Parts asked for at a time, so that a long way does not slow it down and words are not held up behind it. */
const AHEAD = 4;
/** Asks that one link may leave unanswered before nothing more is asked of it. */
const MOST_UNANSWERED = 2 * AHEAD;
/** Without a part for so long, somebody else is asked. */
const SILENCE_MS = 20_000;
/** Somebody who did not have it may have it by now. */
const AGAIN_MS = 30_000;

/** One blob on its way. The parts that came stay when a link ends: another device may have the rest. */
interface Running {
  readonly wanted: Wanted;
  readonly parts: (Bytes | undefined)[];
  readonly sources: Set<Link>;
  link: Link;
  next: number;
  left: number;
  silence: ReturnType<typeof setTimeout>;
}

interface Link {
  readonly other: OtherEnd;
  /** Asks without an answer, as `hash part`. */
  readonly unanswered: Set<string>;
  /** What it said that it does not have, or did not send. It may have it by now. */
  readonly without: Set<BlobHash>;
  /** What it has under that name is not what the item speaks of. */
  readonly never: Set<BlobHash>;
}

const nameOf = (hash: BlobHash, part: number): string => `${hash} ${String(part)}`;
const countOf = (bytes: number): number => Math.ceil(sealedLength(bytes) / BLOB_PART_BYTES);

/** Gets wanted blobs from the devices that are linked: each from one of them at a time, checked before it is handed on. */
export class Fetching {
  readonly #tools: Tools;
  readonly #links = new Set<Link>();
  readonly #wanted = new Map<BlobHash, Wanted>();
  readonly #running = new Map<BlobHash, Running>();
  /** Parts of these came from several devices and were wrong: from one at a time now, so that it shows whose they are. */
  readonly #fromOne = new Set<BlobHash>();
  readonly #again: ReturnType<typeof setInterval>;

  constructor(tools: Tools) {
    this.#tools = tools;
    this.#again = setInterval(() => {
      if (this.#wanted.size === this.#running.size) return;
      for (const { without } of this.#links) without.clear();
      this.#pump();
    }, AGAIN_MS);
  }

  comingOf(hash: BlobHash): Coming | null {
    const running = this.#running.get(hash);
    if (running) return { type: 'part', of: 1 - running.left / running.parts.length };
    const wanted = this.#wanted.get(hash);
    if (!wanted) return null;
    return { type: this.#candidates(wanted).length > 0 ? 'waiting' : 'nobody' };
  }

  /** Asks for a blob. `false`: too many are wanted already. */
  want(wanted: Wanted): boolean {
    if (this.#wanted.has(wanted.hash)) return true;
    if (this.#wanted.size >= MOST_WANTED) return false;
    this.#wanted.set(wanted.hash, wanted);
    this.#pump();
    this.#tools.onChange(wanted.hash);
    return true;
  }

  /** Not wanted any more: what came of it is dropped. */
  leave(hash: BlobHash): void {
    const running = this.#running.get(hash);
    if (running) clearTimeout(running.silence);
    this.#running.delete(hash);
    this.#fromOne.delete(hash);
    if (this.#wanted.delete(hash)) this.#tools.onChange(hash);
    this.#pump();
  }

  /** A device is there. */
  linked(other: OtherEnd): { answer(hash: BlobHash, part: number, bytes: Bytes | null): void; close(): void } {
    const link: Link = { other, unanswered: new Set(), without: new Set(), never: new Set() };
    this.#links.add(link);
    this.#pump();
    this.#tellWaiting();
    return {
      answer: (hash, part, bytes) => this.#answer(link, hash, part, bytes),
      close: () => {
        this.#links.delete(link);
        for (const running of [...this.#running.values()]) if (running.link === link) this.#moveOn(running);
        this.#tellWaiting();
      },
    };
  }

  close(): void {
    clearInterval(this.#again);
    for (const { silence } of this.#running.values()) clearTimeout(silence);
    this.#running.clear();
    this.#wanted.clear();
    this.#links.clear();
  }

  #candidates({ hash, page }: Wanted): readonly Link[] {
    return [...this.#links].filter(
      ({ other, without, never, unanswered }) =>
        !without.has(hash) && !never.has(hash) && unanswered.size < MOST_UNANSWERED && this.#tools.maySee(other.strand, page),
    );
  }

  #tellWaiting(): void {
    for (const hash of this.#wanted.keys()) if (!this.#running.has(hash)) this.#tools.onChange(hash);
  }

  #pump(): void {
    for (const wanted of this.#wanted.values()) {
      if (this.#running.size >= MOST_AT_ONCE) return;
      if (this.#running.has(wanted.hash)) continue;
      const [link] = this.#candidates(wanted);
      if (!link) continue;
      const count = countOf(wanted.bytes);
      const running: Running = {
        wanted,
        parts: Array.from({ length: count }),
        sources: new Set(),
        link,
        next: 0,
        left: count,
        silence: setTimeout(() => undefined),
      };
      this.#running.set(wanted.hash, running);
      this.#askOn(running);
    }
  }

  /** Asks the running blob's link for what is not there yet, a few parts ahead. */
  #askOn(running: Running): void {
    const { link, wanted, parts } = running;
    const { hash } = wanted;
    clearTimeout(running.silence);
    running.silence = setTimeout(() => {
      this.#doesNotHave(running);
    }, SILENCE_MS);
    const open = [...link.unanswered].filter((name) => name.startsWith(hash)).length;
    for (let free = AHEAD - open; free > 0 && running.next < parts.length && link.unanswered.size < MOST_UNANSWERED; running.next++) {
      const part = running.next;
      if (parts[part]) continue;
      free -= 1;
      link.unanswered.add(nameOf(hash, part));
      link.other.send(() => writeBlobMessage({ type: 'ask', hash, part }));
    }
  }

  #answer(link: Link, hash: BlobHash, part: number, bytes: Bytes | null): void {
    if (!link.unanswered.delete(nameOf(hash, part))) {
      link.other.end('malformed'); // nobody asked for it
      return;
    }
    const running = this.#running.get(hash);
    if (running?.link !== link) {
      if (!running) this.#pump();
      return; // too late: it is left, or comes from elsewhere
    }
    if (!bytes) {
      this.#doesNotHave(running);
      return;
    }
    const last = part === running.parts.length - 1;
    if (bytes.length !== (last ? sealedLength(running.wanted.bytes) - part * BLOB_PART_BYTES : BLOB_PART_BYTES)) {
      // Its writer may have said a wrong size: nobody is to blame, and it is not paid for twice.
      link.never.add(hash);
      this.#moveOn(running);
      return;
    }
    if (!running.parts[part]) running.left -= 1;
    running.parts[part] = bytes;
    running.sources.add(link);
    if (running.left === 0) void this.#finish(running);
    else this.#askOn(running);
    this.#tools.onChange(hash);
  }

  async #finish(running: Running): Promise<void> {
    const { wanted, sources, parts } = running;
    clearTimeout(running.silence);
    const sealed = concatBytes(...parts.map((part) => part ?? new Uint8Array(0)));
    const right = (await blobHashOf(sealed)) === wanted.hash;
    if (this.#running.get(wanted.hash) !== running) return;
    if (right) {
      await this.#tools.onWhole(wanted, sealed);
      this.leave(wanted.hash);
      return;
    }
    this.#running.delete(wanted.hash);
    const [only] = sources;
    if (only && sources.size === 1) {
      only.never.add(wanted.hash);
      // Every honest device checked it before it kept it, and its disk would not open what is damaged.
      if (this.#links.has(only)) only.other.end('bad-sender');
    } else this.#fromOne.add(wanted.hash);
    this.#tools.onChange(wanted.hash);
    this.#pump();
  }

  #doesNotHave(running: Running): void {
    running.link.without.add(running.wanted.hash);
    this.#moveOn(running);
  }

  /** Goes on with another device, if there is one; what came stays, but for what must come from one alone. */
  #moveOn(running: Running): void {
    const { wanted, sources } = running;
    clearTimeout(running.silence);
    const [link] = this.#candidates(wanted);
    if (!link || (this.#fromOne.has(wanted.hash) && sources.size > 0)) {
      this.#running.delete(wanted.hash);
      this.#pump();
    } else {
      running.link = link;
      running.next = 0;
      this.#askOn(running);
    }
    this.#tools.onChange(wanted.hash);
  }
}
