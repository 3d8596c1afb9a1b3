import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#base';
import { BOX_OVERHEAD, createBoxKey, sealToBoxKey, toBoxKey } from '#crypto';
import { bytesOf } from './bytes-of.ts';
import { RFC9180 } from './rfc9180.ts';

const { recipient, ephemeral, plaintext, first, later } = RFC9180;
const INFO = bytesOf(RFC9180.info);
const AAD = bytesOf(first.aad);
const SEALED = bytesOf(ephemeral.key + first.ciphertext);

const opened = async (sealed: Uint8Array, info: Uint8Array = INFO, aad: Uint8Array = AAD): Promise<string | null> => {
  const bytes = await (await createBoxKey(bytesOf(recipient.secret))).open(sealed, info, aad);
  return bytes && bytesToHex(bytes);
};

const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

export const describeBoxes = (): void => {
  describe('HPKE (RFC 9180)', () => {
    it.each([recipient, ephemeral])('makes the public key $key', async ({ secret, key }) => {
      expect((await createBoxKey(bytesOf(secret))).publicKey).toBe(key);
    });

    it('opens the published box', async () => expect(await opened(SEALED)).toBe(plaintext));

    it.each(later)('opens no later word of the context ($aad) as a box of its own', async ({ aad, ciphertext }) => {
      expect(await opened(bytesOf(ephemeral.key + ciphertext), INFO, bytesOf(aad))).toBeNull();
    });

    it('opens what it sealed to the published key', async () => {
      const sealed = await sealToBoxKey(toBoxKey(recipient.key), bytesOf(plaintext), INFO, AAD);
      if (!sealed.ok) throw new Error(sealed.error.type);
      expect(sealed.value).toHaveLength(plaintext.length / 2 + BOX_OVERHEAD);
      expect(await opened(sealed.value)).toBe(plaintext);
    });

    it('opens nothing for another purpose or place', async () => {
      expect(await opened(SEALED, AAD, AAD)).toBeNull();
      expect(await opened(SEALED, INFO, INFO)).toBeNull();
    });

    it.each(Array.from(SEALED, (_, i) => i))('opens nothing with byte %i changed', async (at) => {
      expect(await opened(flipped(SEALED, at))).toBeNull();
    });

    it.each([0, 1, 31, 32, 33, BOX_OVERHEAD - 1, BOX_OVERHEAD, SEALED.length - 1])(
      'opens nothing cut off after %i bytes',
      async (length) => {
        expect(await opened(SEALED.subarray(0, length))).toBeNull();
      },
    );

    it.each(['00'.repeat(32), '01' + '00'.repeat(31), 'ec' + 'ff'.repeat(30) + '7f', 'ff'.repeat(32)])(
      'opens nothing behind the encapsulated key %s',
      async (key) => expect(await opened(bytesOf(key + first.ciphertext))).toBeNull(),
    );

    it.each([0, 31, 33])('makes no key of %i bytes', async (length) => {
      await expect(createBoxKey(new Uint8Array(length))).rejects.toThrow(RangeError);
    });
  });
};
