import * as Y from 'yjs';
import { ok } from '#base';
import type { Bytes, Result } from '#base';
import type { LedgerStore, StorageError } from './ledger-store.ts';

/** A store that leaves nothing behind: for the made-up record, and for tests of what stands above it. */
export class MemoryLedgerStore implements LedgerStore {
  #stored: readonly Uint8Array[] = [];
  readonly #outbox = new Map<number, Bytes>();
  readonly #branched: Bytes[] = [];
  #detach: () => void = () => undefined;

  load(): ReturnType<LedgerStore['load']> {
    // Merged when they are read, as on a disk: once for all instead of once a write.
    const stored = this.#stored.length > 0 ? Y.mergeUpdates([...this.#stored]) : null;
    return Promise.resolve(
      ok({ stored, branched: this.#branched, outbox: [...this.#outbox].sort(([a], [b]) => a - b).map(([, bytes]) => bytes) }),
    );
  }

  attach(doc: Y.Doc): Promise<Result<void, StorageError>> {
    const updates: Uint8Array[] = [Y.encodeStateAsUpdate(doc)];
    this.#stored = updates;
    const store = (update: Uint8Array) => {
      updates.push(update);
    };
    doc.on('update', store);
    this.#detach = () => {
      doc.off('update', store);
    };
    return Promise.resolve(ok(undefined));
  }

  keepBranched(entries: readonly Bytes[]): Promise<Result<void, StorageError>> {
    this.#branched.push(...entries);
    return Promise.resolve(ok(undefined));
  }

  keepOwn(seq: number, entry: Bytes): Promise<Result<void, StorageError>> {
    this.#outbox.set(seq, entry);
    return Promise.resolve(ok(undefined));
  }

  settled(): Promise<Result<void, StorageError>> {
    return Promise.resolve(ok(undefined));
  }

  clearOutbox(upTo: number): Promise<Result<void, StorageError>> {
    for (const seq of [...this.#outbox.keys()]) if (seq <= upTo) this.#outbox.delete(seq);
    return Promise.resolve(ok(undefined));
  }

  forget(): Promise<void> {
    this.#stored = [];
    this.#outbox.clear();
    return this.close();
  }

  close(): Promise<void> {
    this.#detach();
    return Promise.resolve();
  }
}
