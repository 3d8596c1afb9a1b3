import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bytesToHex } from '#base';
import { createSigningKey, hasNativeEd25519, isSoundSignKey, toSignKey, verifySignature } from '#crypto';
import { bytesOf } from './bytes-of.ts';
import { CCTV_SOUND_KEY, CCTV_UNSOUND_KEYS } from './cctv-ed25519.ts';
import { RFC8032 } from './rfc8032.ts';
import type { SignatureGroup, SignatureRow } from './signature-vector.ts';
import { SPECCHECK } from './speccheck-ed25519.ts';
import { WYCHEPROOF_ED25519 } from './wycheproof-ed25519.ts';

/** Whose Ed25519 the room stands on: the platform's WebCrypto, or the library that stands in where there is none. */
export type Signer = 'native' | 'library';

const isEd25519 = (algorithm: unknown): boolean =>
  algorithm === 'Ed25519' || (typeof algorithm === 'object' && algorithm !== null && 'name' in algorithm && algorithm.name === 'Ed25519');

/** Makes this platform one that knows no Ed25519. The room asks once, so this comes before all else in a test file. */
const withoutNativeEd25519 = (): void => {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle) as (...all: unknown[]) => Promise<CryptoKey>;
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation(((...all: unknown[]) =>
    isEd25519(all[2])
      ? Promise.reject(new DOMException('Unrecognized algorithm.', 'NotSupportedError'))
      : importKey(...all)) as typeof crypto.subtle.importKey);
};

const checkGroup = ({ key, rows }: SignatureGroup): void => {
  describe(`by key ${key.slice(0, 8)}`, () => {
    it('takes the key as sound', () => expect(isSoundSignKey(toSignKey(key))).toBe(true));

    it.each<SignatureRow>(rows)('%i: %s', async (_id, _shows, message, signature, valid) => {
      expect(await verifySignature(toSignKey(key), bytesOf(message), bytesOf(signature))).toBe(valid);
    });
  });
};

/**
 * Each published signature against our own functions. Both signers are held to the same verdicts wherever the key is sound: that is
 * what makes two devices agree. Where it is not, the key itself must be refused.
 */
export const describeSignatures = (signer: Signer): void => {
  describe(`Ed25519 (${signer})`, () => {
    beforeAll(() => {
      if (signer === 'library') withoutNativeEd25519();
    });
    afterAll(() => vi.restoreAllMocks());

    it(`stands on the ${signer} one`, async () => expect(await hasNativeEd25519()).toBe(signer === 'native'));

    describe('RFC 8032', () => {
      it.each(RFC8032)('$name: makes the key and the signature, and takes it', async ({ secret, key, message, signature }) => {
        const signing = await createSigningKey(bytesOf(secret));
        expect(signing.publicKey).toBe(key);
        expect(isSoundSignKey(signing.publicKey)).toBe(true);
        expect(bytesToHex(await signing.sign(bytesOf(message)))).toBe(signature);
        expect(await verifySignature(signing.publicKey, bytesOf(message), bytesOf(signature))).toBe(true);
      });
    });

    describe('Wycheproof', () => WYCHEPROOF_ED25519.forEach(checkGroup));

    describe('CCTV', () => {
      checkGroup(CCTV_SOUND_KEY);
      it.each(CCTV_UNSOUND_KEYS)('%i: refuses a key: %s', (_id, _shows, key) => expect(isSoundSignKey(toSignKey(key))).toBe(false));
    });

    describe('ed25519-speccheck', () => {
      it.each(SPECCHECK)('$id: $shows', async ({ soundKey, key, message, signature }) => {
        expect(isSoundSignKey(toSignKey(key))).toBe(soundKey);
        // With an unsound key implementations differ; with a sound one they must not.
        if (soundKey) expect(await verifySignature(toSignKey(key), bytesOf(message), bytesOf(signature))).toBe(false);
      });
    });

    describe('malformed signatures', () => {
      const { key, message, signature } = RFC8032[0]!;

      it.each([0, 1, 31, 32, 63, 65, 96, 128, 4096])('refuses one of %i bytes', async (length) => {
        expect(await verifySignature(toSignKey(key), bytesOf(message), new Uint8Array(length))).toBe(false);
      });

      it.each([
        ['02' + '00'.repeat(31), 'on no curve'],
        ['ff'.repeat(32), 'not reduced'],
        ['00'.repeat(32), 'small'],
      ])('refuses one by a key %s that is %s, without throwing', async (unsound) => {
        expect(isSoundSignKey(toSignKey(unsound))).toBe(false);
        expect(await verifySignature(toSignKey(unsound), bytesOf(message), bytesOf(signature))).toBe(false);
      });
    });
  });
};
