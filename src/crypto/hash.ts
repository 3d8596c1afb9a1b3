import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';

const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

/** SHA-256 of the parts, one after the other (FIPS 180-4). Synchronous: an entry's hash is needed before its successor can be begun. */
export const sha256 = (...parts: readonly Uint8Array[]): Bytes => {
  const [only] = parts;
  return own(nobleSha256(parts.length === 1 && only ? only : concatBytes(...parts)));
};

/** The same, by the browser and beside what it is doing: for what is megabytes long. */
export const sha256OfLarge = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** HKDF-SHA256 (RFC 5869): `length` bytes, at most 8,160, for the purpose that `info` names. */
export const deriveBytes = (secret: Uint8Array, salt: Uint8Array, info: string, length: number): Bytes =>
  own(hkdf(nobleSha256, secret, salt, textToBytes(info), length));
