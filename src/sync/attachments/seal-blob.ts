import { base64urlToBytes, bytesToBase64url, concatBytes, isZero, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { AEAD_KEY_BYTES, importAeadKey, NONCE_BYTES, openAead, sealAead, sha256OfLarge, TAG_BYTES } from '#crypto';
import { toBlobHash } from '#device';
import type { BlobHash } from '#device';
import { paddedLength } from '#ledger';

/** What an item says of the blob that it refers to. */
export interface BlobRef {
  readonly hash: BlobHash;
  /** The key of this blob alone, base64url. */
  readonly key: string;
  /** Of the content. */
  readonly bytes: number;
}

const LENGTH_BYTES = 4;
const ADDITIONAL_DATA = textToBytes('around-me/blob/1');

/** The most that a blob can hold: with its length it fills 8 MiB. */
export const MOST_BLOB_BYTES = 8 * 1024 * 1024 - LENGTH_BYTES;

/** How many bytes a sealed blob has whose content has so many. */
export const sealedLength = (bytes: number): number => NONCE_BYTES + paddedLength(LENGTH_BYTES + bytes) + TAG_BYTES;

/** Seals content under a fresh key of its own; padded like words, so that its size tells little. */
export const sealBlob = async (content: Bytes, random: Random): Promise<{ readonly ref: BlobRef; readonly sealed: Bytes }> => {
  if (content.length === 0 || content.length > MOST_BLOB_BYTES) throw new RangeError('A blob holds 1 byte to 8 MiB.');
  const [key, nonce] = [random(AEAD_KEY_BYTES), random(NONCE_BYTES)];
  const plain = new Uint8Array(paddedLength(LENGTH_BYTES + content.length));
  new DataView(plain.buffer).setUint32(0, content.length);
  plain.set(content, LENGTH_BYTES);
  const sealed = concatBytes(nonce, await sealAead(await importAeadKey(key), nonce, ADDITIONAL_DATA, plain));
  return { ref: { hash: await blobHashOf(sealed), key: bytesToBase64url(key), bytes: content.length }, sealed };
};

export const blobHashOf = async (sealed: Bytes): Promise<BlobHash> => {
  const hash = toBlobHash(await sha256OfLarge(sealed));
  if (!hash) throw new RangeError('SHA-256 is 32 bytes.');
  return hash;
};

/** The content; `null` where the key is not that of these bytes, or what lies under it is not as long as the item says. */
export const openBlob = async ({ key, bytes }: BlobRef, sealed: Bytes): Promise<Bytes | null> => {
  const raw = base64urlToBytes(key);
  if (raw?.length !== AEAD_KEY_BYTES || sealed.length !== sealedLength(bytes)) return null;
  const plain = await openAead(await importAeadKey(raw), sealed.slice(0, NONCE_BYTES), ADDITIONAL_DATA, sealed.slice(NONCE_BYTES));
  if (!plain || new DataView(plain.buffer).getUint32(0) !== bytes) return null;
  const end = LENGTH_BYTES + bytes;
  return isZero(plain.subarray(end)) ? plain.slice(LENGTH_BYTES, end) : null;
};
