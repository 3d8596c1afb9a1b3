import { concatBytes, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { AEAD_KEY_BYTES, importAeadKey, sha256 } from '#crypto';
import type { AeadKey } from '#crypto';
import { idToBytes, toKeyId } from './fields.ts';
import type { KeyId, PageId, RecordId } from './ids.ts';

const DOMAIN = textToBytes('around-me/page-key/1\0');

/** A key of one page of one record: its bytes (to be boxed for others), its id and the form that WebCrypto uses. */
export interface PageKey {
  readonly id: KeyId;
  readonly page: PageId;
  readonly bytes: Bytes;
  readonly aead: AeadKey;
}

/**
 * The id of a page key: SHA-256 over domain, record, page and key. Each receiver computes it again, since
 * AES-GCM does not commit to its key (one ciphertext can be made to open under two).
 */
export const keyIdOf = (record: RecordId, page: PageId, key: Uint8Array): KeyId => {
  const id = toKeyId(sha256(concatBytes(DOMAIN, idToBytes(record), idToBytes(page), key)));
  if (!id) throw new RangeError('SHA-256 is 32 bytes.');
  return id;
};

/** Names 32 bytes as a key of that page; throws where the length is another. */
export const toPageKey = async (record: RecordId, page: PageId, bytes: Bytes): Promise<PageKey> => ({
  id: keyIdOf(record, page, bytes),
  page,
  bytes,
  aead: await importAeadKey(bytes),
});

/** A fresh key for a page. */
export const createPageKey = (record: RecordId, page: PageId, random: Random): Promise<PageKey> =>
  toPageKey(record, page, random(AEAD_KEY_BYTES));
