import { Point, verifyAsync as verifyByNoble, getPublicKeyAsync, signAsync as signByNoble, hashes } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { base64urlToBytes, bytesToHex } from '#base';
import type { Bytes } from '#base';
import { keyToBytes, SIGNATURE_BYTES, toSignKey } from './keys.ts';
import type { SignKey } from './keys.ts';
import { toPkcs8 } from './pkcs8.ts';

hashes.sha512 = sha512;
hashes.sha512Async = async (message: Uint8Array) => Promise.resolve(sha512(message));

/** A device's (or the root's) signing key, private half inside. */
export interface SigningKey {
  readonly publicKey: SignKey;
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Promise<Bytes>;
}

// Any sound point will do for the asking: the curve's base point (RFC 8032, 5.1).
const BASE_POINT = new Uint8Array(32).fill(0x66).fill(0x58, 0, 1);

let native: Promise<boolean> | undefined;

/** Whether this browser's own WebCrypto speaks Ed25519 (about eight times as fast as the library). */
export const hasNativeEd25519 = (): Promise<boolean> =>
  (native ??= crypto.subtle.importKey('raw', BASE_POINT, { name: 'Ed25519' }, false, ['verify']).then(
    () => true,
    () => false,
  ));

/** The signing key of a 32-byte seed (RFC 8032's private key). */
export const createSigningKey = async (seed: Bytes): Promise<SigningKey> => {
  if (await hasNativeEd25519()) {
    const pkcs8 = toPkcs8('Ed25519', seed);
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign']);
    const publicKey = (await publicHalf(pkcs8)) ?? toSignKey(new Uint8Array(await getPublicKeyAsync(seed)));
    return { publicKey, sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(message))) };
  }
  const publicKey = toSignKey(new Uint8Array(await getPublicKeyAsync(seed)));
  const kept = new Uint8Array(seed);
  return { publicKey, sign: async (message) => new Uint8Array(await signByNoble(message, kept)) };
};

/** The public half as the browser itself gives it, many times as fast as the library; `null` where it gives none. */
const publicHalf = async (pkcs8: Bytes): Promise<SignKey | null> => {
  const open = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', open);
  const bytes = x === undefined ? null : base64urlToBytes(x);
  return bytes && toSignKey(bytes);
};

const imported = new Map<SignKey, Promise<CryptoKey | null>>();
const MOST_IMPORTED = 1000;

const importForVerifying = (key: SignKey): Promise<CryptoKey | null> => {
  const known = imported.get(key);
  if (known) return known;
  if (imported.size >= MOST_IMPORTED) imported.clear();
  const fresh = crypto.subtle.importKey('raw', keyToBytes(key), { name: 'Ed25519' }, false, ['verify']).catch(() => null);
  imported.set(key, fresh);
  return fresh;
};

/** The neutral point, however an implementation may let it be written. */
const NEUTRAL = new Set(['01' + '00'.repeat(31), '01' + '00'.repeat(30) + '80', 'ee' + 'ff'.repeat(30) + '7f', 'ee' + 'ff'.repeat(31)]);

/**
 * Whether `signature` is `key`'s over `message`. Asks nothing of the key: check `isSoundSignKey` once when it is made known.
 * With a sound key and an R of prime order all implementations agree, so R is checked where the library stands in for WebCrypto.
 * Of the other R only the neutral point can be made to fit where WebCrypto checks: some browsers take it, so it is refused in all.
 */
export const verifySignature = async (key: SignKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> => {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const R = bytesToHex(signature.subarray(0, SIGNATURE_BYTES / 2));
  if (NEUTRAL.has(R)) return false;
  if (await hasNativeEd25519()) {
    const imported = await importForVerifying(key);
    if (!imported) return false;
    return crypto.subtle.verify('Ed25519', imported, new Uint8Array(signature), new Uint8Array(message));
  }
  if (!isSoundPoint(R)) return false;
  return verifyByNoble(signature, message, keyToBytes(key), { zip215: false });
};

const isSoundPoint = (hex: string): boolean => {
  try {
    const point = Point.fromHex(hex, false);
    return !point.is0() && !point.isSmallOrder() && point.isTorsionFree() && point.toHex() === hex;
  } catch {
    return false;
  }
};

/**
 * Whether a signing key is canonical and of prime order. Browsers differ on keys that are not
 * (small orders, torsion), and two devices that disagree on a signature would split the ledger.
 */
export const isSoundSignKey = (key: SignKey): boolean => isSoundPoint(key);
