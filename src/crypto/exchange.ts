import { base64urlToBytes } from '#base';
import type { Bytes } from '#base';
import { keyToBytes, toBoxKey } from './keys.ts';
import type { BoxKey } from './keys.ts';
import { toPkcs8 } from './pkcs8.ts';

/** One side of a key agreement. */
export interface Exchange {
  readonly publicKey: BoxKey;
  /** 32 shared bytes (X25519, RFC 7748), to be put through `deriveBytes`; `null` where their key gives nothing secret (small order). */
  agree(theirs: BoxKey): Promise<Bytes | null>;
}

/** The public half of a 32-byte X25519 private key. */
export const publicKeyOfX25519 = async (seed: Bytes): Promise<BoxKey> => {
  // WebCrypto gives the public half of a private key only through the JWK form of an extractable one.
  const key = await crypto.subtle.importKey('pkcs8', toPkcs8('X25519', seed), { name: 'X25519' }, true, ['deriveBits']);
  const { x } = await crypto.subtle.exportKey('jwk', key);
  const bytes = base64urlToBytes(x ?? '');
  if (!bytes) throw new Error('WebCrypto gave no public key.');
  return toBoxKey(bytes);
};

/** An exchange from 32 fresh random bytes. */
export const createExchange = async (seed: Bytes): Promise<Exchange> => {
  const publicKey = await publicKeyOfX25519(seed);
  const mine = await crypto.subtle.importKey('pkcs8', toPkcs8('X25519', seed), { name: 'X25519' }, false, ['deriveBits']);
  return {
    publicKey,
    async agree(theirs) {
      try {
        const key = await crypto.subtle.importKey('raw', keyToBytes(theirs), { name: 'X25519' }, false, []);
        const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: key }, mine, 256));
        return shared.every((byte) => byte === 0) ? null : shared;
      } catch {
        return null;
      }
    },
  };
};
