import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#base';
import { importAeadKey, NONCE_BYTES, openAead, sealAead, TAG_BYTES, toAeadKey } from '#crypto';
import { bytesOf } from './bytes-of.ts';
import { WYCHEPROOF_AES_GCM, WYCHEPROOF_WRONG_TAGS } from './wycheproof-aes-gcm.ts';

const NOTHING = new Uint8Array();

export const describeAead = (): void => {
  describe('AES-256-GCM', () => {
    describe('Wycheproof', () => {
      it.each(WYCHEPROOF_AES_GCM)('$id: seals and opens $shows', async ({ key, nonce, aad, plaintext, ciphertext, tag }) => {
        const aeadKey = await importAeadKey(bytesOf(key));
        const sealed = await sealAead(aeadKey, bytesOf(nonce), bytesOf(aad), bytesOf(plaintext));
        expect(bytesToHex(sealed)).toBe(ciphertext + tag);
        expect(await openAead(aeadKey, bytesOf(nonce), bytesOf(aad), bytesOf(ciphertext + tag))).toEqual(bytesOf(plaintext));
      });

      const { key, nonce, ciphertext, tags } = WYCHEPROOF_WRONG_TAGS;
      it.each(tags)('%i: opens nothing under a tag with %s', async (_id, _shows, tag) => {
        const aeadKey = await importAeadKey(bytesOf(key));
        expect(await openAead(aeadKey, bytesOf(nonce), NOTHING, bytesOf(ciphertext + tag))).toBeNull();
      });
    });

    describe('malformed', () => {
      it.each([0, 1, TAG_BYTES - 1])('opens nothing that is %i bytes long, too short for a tag', async (length) => {
        const aeadKey = await importAeadKey(new Uint8Array(32));
        expect(await openAead(aeadKey, new Uint8Array(NONCE_BYTES), NOTHING, new Uint8Array(length))).toBeNull();
      });

      it.each([0, 11, 13])('opens nothing with a nonce of %i bytes', async (length) => {
        const aeadKey = await importAeadKey(new Uint8Array(32));
        const sealed = await sealAead(aeadKey, new Uint8Array(NONCE_BYTES), NOTHING, Uint8Array.of(1, 2, 3));
        expect(await openAead(aeadKey, new Uint8Array(length), NOTHING, sealed)).toBeNull();
      });

      it.each([0, 16, 24, 31, 33])('takes no key of %i bytes', async (length) => {
        await expect(importAeadKey(new Uint8Array(length))).rejects.toThrow(RangeError);
      });

      it('names nothing else a key', async () => {
        const forSigning = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
        const halfAKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt']);
        for (const other of [null, undefined, 'key', {}, NOTHING, forSigning, halfAKey]) expect(toAeadKey(other)).toBeNull();
      });
    });
  });
};
