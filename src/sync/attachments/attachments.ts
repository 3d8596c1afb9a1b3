import { concatBytes, err, ok } from '#base';
import type { Bytes, Clock, Random, Result } from '#base';
import { BLOB_PART_BYTES } from '#device';
import type { BlobHash, BlobStore, KeptBlob, StorageError } from '#device';
import type { PageId, Strand } from '#ledger';
import type { OtherEnd, Talk, Talking } from '../link/host.ts';
import { readBlobMessage } from './blob-message.ts';
import { Fetching } from './fetching.ts';
import type { Wanted } from './fetching.ts';
import { MOST_BLOB_BYTES, openBlob, sealBlob } from './seal-blob.ts';
import type { BlobRef } from './seal-blob.ts';
import { Serving } from './serving.ts';

/** What a picture or letter is to this device. `away`: not here, and not asked for. `no-room`: it came, and the disk did not take it. */
export type AttachmentState =
  | { readonly type: 'looking' }
  | { readonly type: 'here' }
  | { readonly type: 'away' }
  | { readonly type: 'waiting' }
  | { readonly type: 'nobody' }
  | { readonly type: 'coming'; readonly of: number }
  | { readonly type: 'no-room'; readonly reason: StorageError['type'] };

export type AttachmentError = StorageError | { readonly type: 'empty' } | { readonly type: 'too-large'; readonly bytes: number };

interface World {
  readonly store: BlobStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether a device of the team may see a page now. */
  readonly maySee: (strand: Strand, page: PageId) => boolean;
}

/** The pictures and letters of one record: those that this device has, and those that it gets from others. */
export class Attachments implements Talk {
  readonly name = 'blobs/1';
  readonly kind = 4;
  readonly #world: World;
  readonly #kept = new Map<BlobHash, KeptBlob>();
  readonly #noRoom = new Map<BlobHash, StorageError['type']>();
  readonly #listeners = new Set<() => void>();
  readonly #fetching: Fetching;
  /** Resolves when it is known what is here. */
  readonly ready: Promise<void>;
  #looked = false;
  #closed = false;

  constructor(world: World) {
    this.#world = world;
    this.#fetching = new Fetching({
      maySee: world.maySee,
      onWhole: async ({ hash, page }, sealed) => {
        const kept = await this.#keep({ hash, page, bytes: sealed.length, own: false, at: world.clock() }, sealed);
        if (!kept.ok) this.#noRoom.set(hash, kept.error.type);
      },
      onChange: () => {
        this.#tell();
      },
    });
    this.ready = this.#look();
  }

  /** Calls `listener` when something may have another state. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Seals content and keeps it on this device, for an item of that page to refer to. */
  async add(page: PageId, content: Bytes): Promise<Result<BlobRef, AttachmentError>> {
    if (content.length === 0) return err({ type: 'empty' });
    if (content.length > MOST_BLOB_BYTES) return err({ type: 'too-large', bytes: content.length });
    const { ref, sealed } = await sealBlob(content, this.#world.random);
    const kept = await this.#keep({ hash: ref.hash, page, bytes: sealed.length, own: true, at: this.#world.clock() }, sealed);
    return kept.ok ? ok(ref) : kept;
  }

  stateOf({ hash }: Pick<BlobRef, 'hash'>): AttachmentState {
    if (this.#kept.has(hash)) return { type: 'here' };
    if (!this.#looked) return { type: 'looking' };
    const coming = this.#fetching.comingOf(hash);
    if (coming) return coming.type === 'part' ? { type: 'coming', of: coming.of } : coming;
    const reason = this.#noRoom.get(hash);
    return reason ? { type: 'no-room', reason } : { type: 'away' };
  }

  /** Gets it from whoever has it, now or when they come. Nothing is asked of anybody for what is here. */
  async want(wanted: Wanted): Promise<void> {
    await this.ready;
    if (this.#closed || this.#kept.has(wanted.hash)) return;
    this.#noRoom.delete(wanted.hash);
    this.#fetching.want(wanted);
  }

  /** Does not wait for it any longer. */
  leave(hash: BlobHash): void {
    this.#fetching.leave(hash);
  }

  /** The content, from this device; `null` where it is not here, or is not what the item says. */
  async read(ref: BlobRef): Promise<Bytes | null> {
    await this.ready;
    const sealed = await this.#sealed(ref.hash);
    return sealed && openBlob(ref, sealed);
  }

  /** How many are here, and what they take up; `fetched`: those that came from others, and can come again. */
  usage(): { readonly count: number; readonly bytes: number; readonly fetched: number; readonly fetchedBytes: number } {
    const kept = [...this.#kept.values()];
    const fetched = kept.filter(({ own }) => !own);
    return { count: kept.length, bytes: sum(kept), fetched: fetched.length, fetchedBytes: sum(fetched) };
  }

  /** Takes one off this device: nothing refers to it. */
  async drop(hash: string): Promise<void> {
    const known = [...this.#kept.keys()].find((one) => one === hash);
    if (known === undefined || !(await this.#world.store.drop(known)).ok) return;
    this.#kept.delete(known);
    this.#tell();
  }

  /** Takes those that came from others off this device. */
  async dropFetched(): Promise<void> {
    for (const { hash, own } of [...this.#kept.values()]) {
      if (!own) await this.drop(hash);
    }
  }

  close(): void {
    this.#closed = true;
    this.#fetching.close();
    this.#listeners.clear();
  }

  /** Deletes all: this device is not on the team any more. */
  async forget(): Promise<void> {
    this.close();
    this.#kept.clear();
    await this.#world.store.forget();
  }

  begin(other: OtherEnd): Talking {
    const serving = new Serving(other, (hash, part) => this.#partFor(other.strand, hash, part));
    const fetching = this.#fetching.linked(other);
    return {
      take: (body) => {
        const message = readBlobMessage(body);
        if (!message) other.end('malformed');
        else if (message.type === 'ask') serving.ask(message.hash, message.part);
        else fetching.answer(message.hash, message.part, message.type === 'part' ? message.bytes : null);
      },
      close: () => {
        serving.close();
        fetching.close();
      },
    };
  }

  async #look(): Promise<void> {
    const listed = await this.#world.store.list();
    if (listed.ok) for (const blob of listed.value) this.#kept.set(blob.hash, blob);
    this.#looked = true;
    this.#tell();
  }

  async #keep(blob: KeptBlob, sealed: Bytes): Promise<Result<void, StorageError>> {
    if (this.#closed) return err({ type: 'gone' });
    const kept = await this.#world.store.keep(blob, sealed);
    if (!kept.ok) return kept;
    this.#kept.set(blob.hash, blob);
    this.#tell();
    return kept;
  }

  async #partFor(strand: Strand, hash: BlobHash, part: number): Promise<Bytes | null> {
    const blob = this.#kept.get(hash);
    return blob && this.#world.maySee(strand, blob.page) ? this.#world.store.part(hash, part) : null;
  }

  async #sealed(hash: BlobHash): Promise<Bytes | null> {
    const blob = this.#kept.get(hash);
    if (!blob) return null;
    const count = Math.ceil(blob.bytes / BLOB_PART_BYTES);
    const parts = await Promise.all(Array.from({ length: count }, (_, part) => this.#world.store.part(hash, part)));
    const there = parts.filter((part) => part !== null);
    if (there.length === count) return concatBytes(...there);
    // The disk lost some of it: it can come again.
    await this.#world.store.drop(hash);
    this.#kept.delete(hash);
    this.#tell();
    return null;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const sum = (blobs: readonly KeptBlob[]): number => blobs.reduce((all, { bytes }) => all + bytes, 0);
