import { createCipheriv, createDecipheriv, createHmac, diffieHellman, hkdfSync, KeyObject, sign, verify } from 'node:crypto';
import { Point } from '@noble/ed25519';
import type { Bytes } from '#base';
import { Chance } from './chance.ts';

interface Restore {
  readonly restore: () => void;
}

type Params = Readonly<Record<string, unknown>>;

const TAG_BYTES = 16;
const NONE = new Uint8Array(0);

const bytesOf = (source: unknown): Uint8Array => {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return NONE;
};

/** A buffer of its own, as WebCrypto gives it. */
const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** A short name for bytes, different for different ones: each byte a letter. */
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const nameOf = (algorithm: unknown): string =>
  typeof algorithm === 'string' ? algorithm : String((algorithm as { readonly name?: unknown }).name);

const paramsOf = (algorithm: unknown): Params => (typeof algorithm === 'object' && algorithm !== null ? (algorithm as Params) : {});

/** X25519 pairs by number, made once for all runs of a process: the n-th box of each run has the n-th pair for its fresh one. */
const pairs: Promise<CryptoKeyPair>[] = [];

/** WebCrypto's own methods, before any were changed. */
const real = {
  importKey: crypto.subtle.importKey.bind(crypto.subtle) as (...args: readonly unknown[]) => Promise<CryptoKey>,
  exportKey: crypto.subtle.exportKey.bind(crypto.subtle) as (format: string, key: CryptoKey) => Promise<JsonWebKey>,
  generateKey: crypto.subtle.generateKey.bind(crypto.subtle) as (...args: readonly unknown[]) => Promise<CryptoKeyPair | CryptoKey>,
};
const methods = ['generateKey', 'importKey', 'exportKey', 'encrypt', 'decrypt', 'sign', 'verify', 'deriveBits'] as const;
// Not bound: they are put back as they were.
const untouched = Object.fromEntries(methods.map((name) => [name, Reflect.get(crypto.subtle, name) as unknown]));

const PKCS8_X25519 = Uint8Array.from('302e020100300506032b656e04220420'.match(/../g) ?? [], (byte) => parseInt(byte, 16));

const pairOf = async (seed: Bytes): Promise<CryptoKeyPair> => {
  const privateKey = await real.importKey('pkcs8', new Uint8Array([...PKCS8_X25519, ...seed]), 'X25519', true, ['deriveBits']);
  const { x, crv } = await real.exportKey('jwk', privateKey);
  return { privateKey, publicKey: await real.importKey('jwk', { kty: 'OKP', crv, x, key_ops: [] }, 'X25519', true, []) };
};

/**
 * WebCrypto without its threads, for runs that can be played again to the byte: the same primitives of the same library (Node's OpenSSL),
 * asked at once instead of on a thread that may end before or after another. Fresh keys of boxes come by number, since they decide an
 * entry's hash. What was done once with the same inputs (a signature checked, a key taken in) is not done again by every simulated device.
 */
export const installSameCrypto = (): Restore => {
  /** By key and signature, over what it was checked. The product hands in a copy of its own each time. */
  const checked = new Map<string, readonly { readonly data: Uint8Array; readonly holds: boolean }[]>();
  const imported = new Map<string, Promise<CryptoKey>>();
  const numbers = new WeakMap<CryptoKey, number>();
  let keys = 0;
  let boxes = 0;
  const numberOf = (key: CryptoKey): number => {
    const number = numbers.get(key) ?? keys++;
    numbers.set(key, number);
    return number;
  };
  const freshPair = (): Promise<CryptoKeyPair> => {
    const n = boxes++;
    return (pairs[n] ??= pairOf(new Chance(n, 'box').bytes(32)));
  };
  const now = <T>(work: () => T): Promise<T> => {
    try {
      return Promise.resolve(work());
    } catch (problem) {
      return Promise.reject(problem instanceof Error ? problem : new Error(String(problem)));
    }
  };
  Object.assign(crypto.subtle, {
    generateKey: (algorithm: unknown, extractable: boolean, usages: readonly string[]) =>
      nameOf(algorithm) === 'X25519' && extractable ? freshPair() : real.generateKey(algorithm, extractable, usages),
    importKey: (format: string, data: unknown, algorithm: unknown, extractable: boolean, usages: readonly string[]) => {
      if (format !== 'raw' && format !== 'pkcs8') return real.importKey(format, data, algorithm, extractable, usages);
      const hash = paramsOf(algorithm)['hash'];
      const hashed = hash === undefined ? '' : nameOf(hash);
      const what = `${format} ${nameOf(algorithm)} ${hashed} ${String(extractable)} ${usages.join()} ${textOf(bytesOf(data))}`;
      const before = imported.get(what);
      if (before) return before;
      const key = real.importKey(format, data, algorithm, extractable, usages);
      imported.set(what, key);
      return key;
    },
    // Of public keys, which is all that is asked: Node's own goes by way of a thread.
    exportKey: (format: string, key: CryptoKey) =>
      format === 'raw'
        ? now(() => own(Buffer.from(KeyObject.from(key).export({ format: 'jwk' }).x ?? '', 'base64url')))
        : real.exportKey(format, key),
    encrypt: (algorithm: unknown, key: CryptoKey, data: unknown) =>
      now(() => {
        const { iv, additionalData } = paramsOf(algorithm);
        const cipher = createCipheriv('aes-256-gcm', KeyObject.from(key), bytesOf(iv)).setAAD(bytesOf(additionalData));
        return own(Buffer.concat([cipher.update(bytesOf(data)), cipher.final(), cipher.getAuthTag()]));
      }),
    decrypt: (algorithm: unknown, key: CryptoKey, data: unknown) =>
      now(() => {
        const { iv, additionalData } = paramsOf(algorithm);
        const sealed = bytesOf(data);
        const [ciphertext, tag] = [sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
        const decipher = createDecipheriv('aes-256-gcm', KeyObject.from(key), bytesOf(iv), { authTagLength: TAG_BYTES });
        decipher.setAAD(bytesOf(additionalData)).setAuthTag(tag);
        return own(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
      }),
    sign: (algorithm: unknown, key: CryptoKey, data: unknown) =>
      now(() =>
        nameOf(algorithm) === 'HMAC'
          ? own(createHmac('sha256', KeyObject.from(key)).update(bytesOf(data)).digest())
          : own(sign(null, bytesOf(data), KeyObject.from(key))),
      ),
    verify: (_algorithm: unknown, key: CryptoKey, signature: unknown, data: unknown) =>
      now(() => {
        const what = `${String(numberOf(key))} ${textOf(bytesOf(signature))}`;
        const before = checked.get(what)?.find(({ data: same }) => Buffer.compare(same, bytesOf(data)) === 0);
        if (before) return before.holds;
        const holds = verify(null, bytesOf(data), KeyObject.from(key), bytesOf(signature));
        checked.set(what, [...(checked.get(what) ?? []), { data: bytesOf(data), holds }]);
        return holds;
      }),
    deriveBits: (algorithm: unknown, key: CryptoKey, bits: number) =>
      now(() => {
        const params = paramsOf(algorithm);
        if (nameOf(algorithm) === 'X25519')
          return own(diffieHellman({ privateKey: KeyObject.from(key), publicKey: KeyObject.from(params['public'] as CryptoKey) }));
        return own(new Uint8Array(hkdfSync('sha256', KeyObject.from(key), bytesOf(params['salt']), bytesOf(params['info']), bits / 8)));
      }),
  });
  const soundness = rememberSoundness();
  return {
    restore: () => {
      Object.assign(crypto.subtle, untouched);
      soundness.restore();
    },
  };
};

const known = new Map<string, boolean>();

/** Whether a point is of prime order is worked out once for each, not by every device that hears of the key. */
const rememberSoundness = (): Restore => {
  const isTorsionFree = Reflect.get<Point, 'isTorsionFree'>(Point.prototype, 'isTorsionFree');
  Point.prototype.isTorsionFree = function (this: Point) {
    if (this.Z !== 1n) return isTorsionFree.call(this);
    const what = `${this.X.toString(36)} ${this.Y.toString(36)}`;
    const is = known.get(what) ?? isTorsionFree.call(this);
    known.set(what, is);
    return is;
  };
  return {
    restore: () => {
      Point.prototype.isTorsionFree = isTorsionFree;
    },
  };
};
