import * as z from 'zod/mini';
import { err, ok, toInstant } from '#base';
import type { Bytes, Result } from '#base';
import { toPageId } from '#ledger';
import type { SealedDatabase } from './database.ts';
import type { StorageError } from './ledger-store.ts';
import { partsOf, toBlobHash } from './blob-store.ts';
import type { BlobHash, BlobStore, KeptBlob } from './blob-store.ts';
import { toStorageError } from './storage-error.ts';

const RowSchema = z.object({ hash: z.string(), page: z.string(), bytes: z.number(), own: z.boolean(), at: z.number() });

const fromRow = (value: unknown): KeptBlob | null => {
  const row = z.safeParse(RowSchema, value);
  if (!row.success) return null;
  const [hash, page] = [toBlobHash(row.data.hash), toPageId(row.data.page)];
  return hash && page && { ...row.data, hash, page, at: toInstant(row.data.at) };
};

/** Blobs in this device's database: sealed as they came, and once more under the vault key. `space`: the random prefix of the record's rows. */
export class SealedBlobs implements BlobStore {
  readonly #database: SealedDatabase;
  readonly #space: string;

  constructor(database: SealedDatabase, space: string) {
    this.#database = database;
    this.#space = space;
  }

  list(): Promise<Result<readonly KeptBlob[], StorageError>> {
    return attempt(async () => (await this.#database.blobsOf(this.#space)).flatMap((row) => fromRow(row) ?? []));
  }

  keep(blob: KeptBlob, sealed: Bytes): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.putBlob(this.#space, blob.hash, blob, partsOf(sealed)));
  }

  async part(hash: BlobHash, part: number): Promise<Bytes | null> {
    try {
      return await this.#database.blobPart(this.#space, hash, part);
    } catch {
      return null; // a disk that does not answer has it no more than one where it is not
    }
  }

  drop(hash: BlobHash): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.dropBlobs(`${this.#space}:${hash}`));
  }

  forget(): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.dropBlobs(`${this.#space}:`));
  }
}

const attempt = async <T>(work: () => Promise<T>): Promise<Result<T, StorageError>> => {
  try {
    return ok(await work());
  } catch (problem) {
    return err(toStorageError(problem));
  }
};
