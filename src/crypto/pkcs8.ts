import { concatBytes } from '#base';
import type { Bytes } from '#base';

// RFC 8410: a PKCS #8 key is this head and the 32 bytes; WebCrypto takes private keys in no shorter form.
const HEADS = {
  Ed25519: Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20),
  X25519: Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20),
} as const;

/** The PKCS #8 form of a 32-byte private key. */
export const toPkcs8 = (algorithm: keyof typeof HEADS, seed: Bytes): Bytes => {
  if (seed.length !== 32) throw new RangeError('A private key is 32 bytes.');
  return concatBytes(HEADS[algorithm], seed);
};
