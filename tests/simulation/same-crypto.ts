import { bytesToHex } from '#base';
import type { Chance } from './chance.ts';

const PKCS8_X25519 = Uint8Array.from('302e020100300506032b656e04220420'.match(/../g) ?? [], (byte) => parseInt(byte, 16));

interface Restore {
  readonly restore: () => void;
}

/**
 * WebCrypto with its own chance taken from the run (the fresh key of a box decides an entry's hash), and with signatures that were
 * checked once not checked again by every simulated device. The primitives stay the real ones.
 */
export const installSameCrypto = (chance: Chance): Restore => {
  const { subtle } = crypto;
  const generateKey = subtle.generateKey.bind(subtle);
  const verify = subtle.verify.bind(subtle);
  const known = new Map<string, Promise<boolean>>();
  const names = new WeakMap<CryptoKey, number>();
  let keys = 0;
  const nameOf = (key: CryptoKey): number => {
    const name = names.get(key) ?? keys++;
    names.set(key, name);
    return name;
  };
  const pair = async (extractable: boolean, usages: readonly KeyUsage[]): Promise<CryptoKeyPair> => {
    const pkcs8 = new Uint8Array([...PKCS8_X25519, ...chance.bytes(32)]);
    const key = await subtle.importKey('pkcs8', pkcs8, 'X25519', true, ['deriveBits']);
    const { x, crv = 'X25519' } = await subtle.exportKey('jwk', key);
    const publicKey = await subtle.importKey(
      'jwk',
      { kty: 'OKP', crv, ...(x === undefined ? {} : { x }), key_ops: [] },
      'X25519',
      true,
      [],
    );
    const privateKey = await subtle.importKey('pkcs8', pkcs8, 'X25519', extractable, [...usages]);
    return { publicKey, privateKey };
  };
  Object.assign(subtle, {
    generateKey: (algorithm: AlgorithmIdentifier, extractable: boolean, usages: readonly KeyUsage[]) => {
      const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
      return name === 'X25519' ? pair(extractable, usages) : generateKey(algorithm as AesKeyGenParams, extractable, [...usages]);
    },
    verify: (algorithm: AlgorithmIdentifier, key: CryptoKey, signature: BufferSource, data: BufferSource) => {
      const text = (source: BufferSource) =>
        bytesToHex(
          source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength),
        );
      const what = `${String(nameOf(key))} ${text(signature)} ${text(data)}`;
      const before = known.get(what);
      if (before) return before;
      const checked = verify(algorithm, key, signature, data);
      known.set(what, checked);
      return checked;
    },
  });
  return {
    restore: () => {
      Object.assign(subtle, { generateKey, verify });
    },
  };
};
