import { bytesToHex, hexToBytes } from '#base';
import type { Brand, Bytes, Instant, Result } from '#base';
import type { PageId } from '#ledger';
import type { StorageError } from './ledger-store.ts';

/** The name of a sealed blob: the SHA-256 of its sealed bytes, in hex. */
export type BlobHash = Brand<string, 'BlobHash'>;

const HASH_BYTES = 32;

/** Names 32 bytes, or their hex, as that of a blob; `null` where it is something else. */
export const toBlobHash = (value: Uint8Array | string): BlobHash | null => {
  const bytes = typeof value === 'string' ? hexToBytes(value) : value;
  return bytes?.length === HASH_BYTES ? (bytesToHex(bytes) as BlobHash) : null;
};

/** Blobs lie, and travel, in parts of this size; the last one is what is left. */
export const BLOB_PART_BYTES = 64 * 1024;

/** A sealed blob that this device has. */
export interface KeptBlob {
  readonly hash: BlobHash;
  /** On which page an item refers to it: only who may see that one is given it. */
  readonly page: PageId;
  /** Of the sealed bytes. */
  readonly bytes: number;
  /** Added on this device. What came from another one may be taken off again: it can come back. */
  readonly own: boolean;
  readonly at: Instant;
}

/** Where the sealed blobs of one record lie. */
export interface BlobStore {
  list(): Promise<Result<readonly KeptBlob[], StorageError>>;
  /** Keeps all of a blob, or nothing. */
  keep(blob: KeptBlob, sealed: Bytes): Promise<Result<void, StorageError>>;
  /** One part, from 0; `null` where it is not there, or damaged. */
  part(hash: BlobHash, part: number): Promise<Bytes | null>;
  /** Deletes one. */
  drop(hash: BlobHash): Promise<Result<void, StorageError>>;
  /** Deletes all of them. */
  forget(): Promise<Result<void, StorageError>>;
}

/** A blob's parts, in order. */
export const partsOf = (sealed: Bytes): readonly Bytes[] =>
  Array.from({ length: Math.ceil(sealed.length / BLOB_PART_BYTES) }, (_, part) =>
    sealed.slice(part * BLOB_PART_BYTES, (part + 1) * BLOB_PART_BYTES),
  );
