import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 as sha256OfLibrary } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#base';
import type { Bytes } from '#base';
import { deriveBytes, sha256 } from '#crypto';
import { bytesOf } from './bytes-of.ts';
import { NIST_SHA256, NIST_SHA256_MONTE } from './nist-sha256.ts';
import { RFC5869 } from './rfc5869.ts';
import type { DerivedRow } from './wycheproof-hkdf.ts';
import { WYCHEPROOF_HKDF, WYCHEPROOF_HKDF_BYTES, WYCHEPROOF_HKDF_TOO_LONG } from './wycheproof-hkdf.ts';

/** Our purposes are text, so a vector whose `info` is none can only be put to the function that `deriveBytes` calls. */
const derive = (secret: string, salt: string, info: string, length: number): Bytes =>
  info === ''
    ? deriveBytes(bytesOf(secret), bytesOf(salt), '', length)
    : new Uint8Array(hkdf(sha256OfLibrary, bytesOf(secret), bytesOf(salt), bytesOf(info), length));

const monteRound = (seed: Bytes): Bytes => {
  let last: [Bytes, Bytes, Bytes] = [seed, seed, seed];
  for (let i = 0; i < 1000; i++) last = [last[1], last[2], sha256(...last)];
  return last[2];
};

export const describeHashing = (): void => {
  describe('SHA-256 (NIST)', () => {
    it.each(NIST_SHA256)('hashes $bits bits, at once and byte by byte', ({ message, hash }) => {
      const bytes = bytesOf(message);
      expect(bytesToHex(sha256(bytes))).toBe(hash);
      expect(bytesToHex(sha256(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toBe(hash);
    });

    it('goes four rounds of a thousand hashes of three parts', () => {
      let seed = bytesOf(NIST_SHA256_MONTE.seed);
      for (const hash of NIST_SHA256_MONTE.rounds) {
        seed = monteRound(seed);
        expect(bytesToHex(seed)).toBe(hash);
      }
    });
  });

  describe('HKDF-SHA256', () => {
    it.each(RFC5869)('RFC 5869 $name', ({ secret, salt, info, derived }) => {
      expect(bytesToHex(derive(secret, salt, info, derived.length / 2))).toBe(derived);
    });

    it.each<DerivedRow>(WYCHEPROOF_HKDF)('Wycheproof %i', (_id, secret, salt, info, derived) => {
      expect(bytesToHex(derive(secret, salt, info, derived.length / 2))).toBe(derived);
    });

    it.each<DerivedRow>(WYCHEPROOF_HKDF_BYTES)('Wycheproof %i, beneath our own function', (_id, secret, salt, info, derived) => {
      expect(bytesToHex(derive(secret, salt, info, derived.length / 2))).toBe(derived);
    });

    it.each(WYCHEPROOF_HKDF_TOO_LONG)('Wycheproof %i: derives no more than 8,160 bytes', (_id, secret, salt, length) => {
      expect(() => deriveBytes(bytesOf(secret), bytesOf(salt), '', length)).toThrow();
      expect(deriveBytes(bytesOf(secret), bytesOf(salt), '', length - 1)).toHaveLength(8160);
    });
  });
};
