import { ok } from '#base';
import type { Bytes, Result } from '#base';
import type { StorageError } from './ledger-store.ts';
import { partsOf } from './blob-store.ts';
import type { BlobHash, BlobStore, KeptBlob } from './blob-store.ts';

/** Blobs that leave nothing behind: for the made-up record. */
export class MemoryBlobs implements BlobStore {
  readonly #blobs = new Map<BlobHash, { readonly blob: KeptBlob; readonly parts: readonly Bytes[] }>();

  list(): Promise<Result<readonly KeptBlob[], StorageError>> {
    return Promise.resolve(ok([...this.#blobs.values()].map(({ blob }) => blob)));
  }

  keep(blob: KeptBlob, sealed: Bytes): Promise<Result<void, StorageError>> {
    this.#blobs.set(blob.hash, { blob, parts: partsOf(sealed) });
    return DONE;
  }

  part(hash: BlobHash, part: number): Promise<Bytes | null> {
    return Promise.resolve(this.#blobs.get(hash)?.parts[part] ?? null);
  }

  drop(hash: BlobHash): Promise<Result<void, StorageError>> {
    this.#blobs.delete(hash);
    return DONE;
  }

  forget(): Promise<Result<void, StorageError>> {
    this.#blobs.clear();
    return DONE;
  }
}

const DONE: Promise<Result<void, StorageError>> = Promise.resolve(ok(undefined));
