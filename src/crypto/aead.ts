import type { Brand, Bytes } from '#base';

/** An AES-256-GCM key whose bytes cannot be read back out of it. */
export type AeadKey = Brand<CryptoKey, 'AeadKey'>;

export const AEAD_KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

const USES: KeyUsage[] = ['encrypt', 'decrypt'];

/** Takes 32 key bytes into WebCrypto. */
export const importAeadKey = async (bytes: Bytes): Promise<AeadKey> => {
  if (bytes.length !== AEAD_KEY_BYTES) throw new RangeError('An AES-256 key is 32 bytes.');
  return (await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, USES)) as AeadKey;
};

/** A fresh key that never was bytes outside the browser: for the vault, which keeps it as the object that it is. */
export const createVaultKey = async (): Promise<AeadKey> =>
  (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, USES)) as AeadKey;

/** Names a stored object as an AES-256-GCM key; `null` where it is something else. */
export const toAeadKey = (value: unknown): AeadKey | null =>
  value instanceof CryptoKey && value.algorithm.name === 'AES-GCM' && USES.every((use) => value.usages.includes(use))
    ? (value as AeadKey)
    : null;

/** AES-256-GCM (NIST SP 800-38D), 16-byte tag at the end. A nonce (12 random bytes) is never used twice with one key. */
export const sealAead = async (key: AeadKey, nonce: Bytes, additionalData: Bytes, plaintext: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, plaintext));

/** The plaintext, or `null` where key, nonce, additional data or ciphertext are not those that were sealed together. */
export const openAead = async (key: AeadKey, nonce: Bytes, additionalData: Bytes, ciphertext: Bytes): Promise<Bytes | null> => {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, ciphertext));
  } catch {
    return null;
  }
};
