import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '#base';
import type { Bytes } from '#base';
import { toSignKey } from '#crypto';
import type { SignKey, SigningKey } from '#crypto';

// Keys that no honest device makes, with signatures of theirs that hold. RFC 8032, 5.1; the hazards: Chalkias, Garillot, Nikolaenko 2020.

const { n: ORDER, p: FIELD } = Point.CURVE();

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes.toReversed())}`);
const toBytes = (value: bigint): Bytes => Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const times = (scalar: bigint): Point => Point.BASE.multiply(scalar);

/**
 * Signs with a scalar, as `publicKey` = scalar · B + a point of small order. `order`: that point's order; tried again until the hash is a
 * multiple of it, so that the small part drops out and the signature holds however it is checked.
 */
export const signerOf = (publicKey: SignKey, scalar: bigint, order = 1n): SigningKey => ({
  publicKey,
  sign: async (message) => {
    const key = Uint8Array.from(publicKey.match(/../g) ?? [], (byte) => parseInt(byte, 16));
    for (let attempt = 1; ; attempt++) {
      const chosen = (toNumber(sha512(concatBytes(toBytes(scalar), Uint8Array.of(attempt), message))) % (ORDER - 1n)) + 1n;
      const commitment = times(chosen).toBytes();
      const hash = toNumber(sha512(concatBytes(commitment, key, message))) % ORDER;
      if (hash % order === 0n) return concatBytes(commitment, toBytes((chosen + hash * scalar) % ORDER));
    }
  },
});

/** A point of order 8: a point of the curve that is not of prime order, times the prime order. */
const torsion = (): Point => {
  for (let y = 2n; ; y++) {
    try {
      const point = Point.fromBytes(toBytes(y));
      const small = point.multiplyUnsafe(ORDER - 1n).add(point);
      if (!small.double().double().is0()) return small;
    } catch {
      // No point has this y.
    }
  }
};

const keyOf = (point: Point): SignKey => toSignKey(point.toBytes());
const withSign = (bytes: Bytes): Bytes => bytes.map((byte, i) => (i === 31 ? byte | 0x80 : byte));

const SECRET = 0x1234_5678_9abc_def0n;

/** Keys that are not canonical and of prime order, each with a signer whose signatures hold for it where such keys are taken. */
export const unsoundKeys = (): readonly (readonly [name: string, signer: SigningKey])[] => {
  const eighth = torsion();
  const small = (name: string, key: SignKey, order: bigint) => [name, signerOf(key, 0n, order)] as const;
  return [
    small('of order 1', keyOf(Point.ZERO), 1n),
    small('of order 2', keyOf(eighth.double().double()), 2n),
    small('of order 4', keyOf(eighth.double()), 4n),
    small('of order 8', keyOf(eighth), 8n),
    ['of prime order and a part of order 8', signerOf(keyOf(times(SECRET).add(eighth)), SECRET, 8n)],
    small('of order 1 with y beyond the field', toSignKey(toBytes(FIELD + 1n)), 1n),
    small('of order 1 with the sign of an x that is 0', toSignKey(withSign(toBytes(1n))), 1n),
    small('of order 4 with y beyond the field', toSignKey(toBytes(FIELD)), 4n),
  ];
};

/** 32 bytes that are no point of the curve at all. */
export const noPoint = (): SignKey => {
  for (let y = 2n; ; y++) {
    try {
      Point.fromBytes(toBytes(y));
    } catch {
      return toSignKey(toBytes(y));
    }
  }
};

/** The key of a scalar, for vectors that a search found. */
export const signerOfScalar = (scalar: bigint): SigningKey => signerOf(keyOf(times(scalar)), scalar);

/** A signature with the order of the group added to its second half: it holds for those who do not look. */
export const withLargeS = (signature: Uint8Array): Bytes =>
  concatBytes(signature.slice(0, 32), toBytes(toNumber(signature.slice(32)) + ORDER));
