import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { SealedDatabase } from './database.ts';
import type { StorageError } from './ledger-store.ts';
import { toStorageError } from './storage-error.ts';

/** What is put and what is dropped in one go: all of it is on the disk afterwards, or nothing. */
export interface SnapshotChange {
  readonly put: ReadonlyMap<string, Bytes>;
  readonly drop: readonly string[];
}

/**
 * Where what one record last looked like lies, in named parts, each under the vault key. The record can be read without any of it, so
 * it may go at any time.
 */
export interface SnapshotStore {
  /** All parts that this vault opens. What is damaged, or was sealed for another place, is left out. */
  load(): Promise<ReadonlyMap<string, Bytes>>;
  write(change: SnapshotChange): Promise<Result<void, StorageError>>;
  /** Deletes all of it. */
  forget(): Promise<Result<void, StorageError>>;
}

/** Snapshots in this device's database. `space`: the random prefix of the record's rows. */
export class SealedSnapshots implements SnapshotStore {
  readonly #database: SealedDatabase;
  readonly #space: string;

  constructor(database: SealedDatabase, space: string) {
    this.#database = database;
    this.#space = space;
  }

  async load(): Promise<ReadonlyMap<string, Bytes>> {
    try {
      return await this.#database.snapshotOf(this.#space);
    } catch {
      return new Map(); // a disk that does not answer says so where the record itself is read
    }
  }

  write(change: SnapshotChange): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.writeSnapshot(this.#space, change));
  }

  forget(): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.clearSnapshot(this.#space));
  }
}

const attempt = async (work: () => Promise<void>): Promise<Result<void, StorageError>> => {
  try {
    await work();
    return ok(undefined);
  } catch (problem) {
    return err(toStorageError(problem));
  }
};

/** Leaves nothing behind: for tests of what stands above it. */
export class MemorySnapshots implements SnapshotStore {
  readonly parts = new Map<string, Bytes>();

  load(): Promise<ReadonlyMap<string, Bytes>> {
    return Promise.resolve(new Map(this.parts));
  }

  write({ put, drop }: SnapshotChange): Promise<Result<void, StorageError>> {
    for (const part of drop) this.parts.delete(part);
    for (const [part, plain] of put) this.parts.set(part, plain);
    return Promise.resolve(ok(undefined));
  }

  forget(): Promise<Result<void, StorageError>> {
    this.parts.clear();
    return Promise.resolve(ok(undefined));
  }
}
