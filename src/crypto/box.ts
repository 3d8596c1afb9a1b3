import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concatBytes, err, ok } from '#base';
import type { Bytes, Result } from '#base';
import { publicKeyOfX25519 } from './exchange.ts';
import { keyToBytes } from './keys.ts';
import type { BoxKey } from './keys.ts';

/** A key that boxes can be sealed to, private half inside. */
export interface OpeningKey {
  readonly publicKey: BoxKey;
  /** The plaintext, or `null` where the box is not for this key, purpose (`info`) and place (`aad`). */
  open(sealed: Uint8Array, info: Uint8Array, aad: Uint8Array): Promise<Bytes | null>;
}

const ENCAPSULATED_BYTES = 32;
/** What a box is longer than what lies in it: encapsulated key and tag. */
export const BOX_OVERHEAD = ENCAPSULATED_BYTES + 16;

/** RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

// Both take buffers of their own: a view would hand the whole buffer behind it to the library.
const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** The opening key of a 32-byte seed (the X25519 private key of RFC 7748). */
export const createBoxKey = async (seed: Bytes): Promise<OpeningKey> => {
  const publicKey = await publicKeyOfX25519(seed);
  const recipientKey = await suite.kem.importKey('raw', own(seed), false);
  return {
    publicKey,
    async open(sealed, info, aad) {
      if (sealed.length < BOX_OVERHEAD) return null;
      try {
        const enc = own(sealed.subarray(0, ENCAPSULATED_BYTES));
        const context = await suite.createRecipientContext({ recipientKey, enc, info: own(info) });
        return new Uint8Array(await context.open(own(sealed.subarray(ENCAPSULATED_BYTES)), own(aad)));
      } catch {
        return null;
      }
    },
  };
};

/** Seals `plaintext` so that only the holder of `key` can open it, for one purpose and place. Fails for a key that is no point of use. */
export const sealToBoxKey = async (
  key: BoxKey,
  plaintext: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
): Promise<Result<Bytes, { readonly type: 'unusable-key'; readonly key: BoxKey }>> => {
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(own(keyToBytes(key)));
    const context = await suite.createSenderContext({ recipientPublicKey, info: own(info) });
    const ciphertext = await context.seal(own(plaintext), own(aad));
    return ok(concatBytes(new Uint8Array(context.enc), new Uint8Array(ciphertext)));
  } catch {
    return err({ type: 'unusable-key', key });
  }
};
