import { seededRandom } from '../unit/ledger/cast.ts';

// RFC 8410: an X25519 private key as PKCS #8 is this and the 32 bytes.
const HEAD = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20);

/** Does some work with the fresh key of every box (HPKE's own chance) taken from a seed, so that the same entries come out each time. */
export const seededBoxes = async <T>(seed: number, work: () => Promise<T>): Promise<T> => {
  const { subtle } = crypto;
  const random = seededRandom(seed);
  const real = subtle.generateKey.bind(subtle) as (...args: readonly unknown[]) => Promise<CryptoKeyPair | CryptoKey>;
  const seeded = async (algorithm: { readonly name?: string }, ...rest: readonly unknown[]) => {
    if (algorithm.name !== 'X25519') return real(algorithm, ...rest);
    const bytes = Uint8Array.of(...HEAD, ...random(32));
    const privateKey = await subtle.importKey('pkcs8', bytes, 'X25519', true, ['deriveBits']);
    const { crv, x } = await subtle.exportKey('jwk', privateKey);
    return { privateKey, publicKey: await subtle.importKey('jwk', { kty: 'OKP', crv, x, key_ops: [] } as JsonWebKey, 'X25519', true, []) };
  };
  Object.assign(subtle, { generateKey: seeded });
  try {
    return await work();
  } finally {
    Object.assign(subtle, { generateKey: real });
  }
};
