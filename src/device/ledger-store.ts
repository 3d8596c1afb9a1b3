import type * as Y from 'yjs';
import type { Bytes, Result } from '#base';

/** Why the disk did not take something. */
export interface StorageError {
  readonly type: 'full' | 'blocked' | 'gone' | 'failed';
}

/** Where one record's sealed ledger and this device's outbox lie. */
export interface LedgerStore {
  /** What lies there, unchecked: the stored document as one update, entries of forked strands beside it, and own entries of the outbox in order. */
  load(): Promise<
    Result<{ readonly stored: Uint8Array | null; readonly branched: readonly Bytes[]; readonly outbox: readonly Bytes[] }, StorageError>
  >;
  /** From now on every update of `doc` is written. `replace`: what was stored failed the check; what `doc` has takes its place, in one write. */
  attach(doc: Y.Doc, options: { readonly replace: boolean }): Promise<Result<void, StorageError>>;
  /** Keeps entries beside the document: of a forked strand it has one branch only. */
  keepBranched(entries: readonly Bytes[]): Promise<Result<void, StorageError>>;
  /** Own entry bytes, durable when it resolves. */
  keepOwn(seq: number, entry: Bytes): Promise<Result<void, StorageError>>;
  /** Resolves when everything applied to the document before this call is on the disk. */
  settled(): Promise<Result<void, StorageError>>;
  /** Drops own entries up to `seq` from the outbox: call it only after `settled`. */
  clearOutbox(upTo: number): Promise<Result<void, StorageError>>;
  /** Deletes all of it. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
