import { describe, expect, it } from 'vitest';
import { RECOVERY_SEED_BYTES, seedFromWords, toBoxKey, toSignKey, wordsFromSeed } from '#crypto';
import { BIP39, BIP39_OTHER_SIZES } from './bip39.ts';
import { bytesOf } from './bytes-of.ts';

const WORDS = BIP39[0].words.split(' ');

export const describeWords = (): void => {
  describe('recovery words (BIP-39)', () => {
    it.each(BIP39)('turns $seed into its words and back', ({ seed, words }) => {
      expect(wordsFromSeed(bytesOf(seed)).join(' ')).toBe(words);
      expect(seedFromWords(words.split(' '))).toEqual(bytesOf(seed));
    });

    it.each(BIP39_OTHER_SIZES)('refuses words of another size: %s', (words) => expect(seedFromWords(words.split(' '))).toBeNull());

    it.each([
      ['no words', []],
      ['empty words', Array.from({ length: 12 }, () => '')],
      ['eleven', WORDS.slice(1)],
      ['thirteen', [...WORDS, 'abandon']],
      ['a last word that does not fit', [...WORDS.slice(0, 11), 'abandon']],
      ['two words that changed places', ['about', ...WORDS.slice(1, 11), 'abandon']],
      ['a word of no list', ['around', ...WORDS.slice(1, 11), 'me!']],
      ['all in one', [WORDS.join(' ')]],
      ['a very long word', ['a'.repeat(1_000_000), ...WORDS.slice(1)]],
      ['letters of another kind', ['\u0430bandon', ...WORDS.slice(1)]],
      ['half a letter', ['\ud800', ...WORDS.slice(1)]],
    ])('refuses %s', (_what, words) => expect(seedFromWords(words)).toBeNull());

    it.each([0, RECOVERY_SEED_BYTES - 1, RECOVERY_SEED_BYTES + 1, 32])('has no words for %i bytes', (length) => {
      expect(() => wordsFromSeed(new Uint8Array(length))).toThrow(RangeError);
    });
  });

  describe('public keys', () => {
    it.each([0, 1, 31, 33, 64])('names nothing of %i bytes a key', (length) => {
      for (const toKey of [toSignKey, toBoxKey]) {
        expect(() => toKey(new Uint8Array(length))).toThrow(RangeError);
        expect(() => toKey('0'.repeat(2 * length))).toThrow(RangeError);
      }
    });

    it.each(['A'.repeat(64), 'g'.repeat(64), ` ${'0'.repeat(63)}`, `${'0'.repeat(64)}\n`])('names %j no key', (text) => {
      for (const toKey of [toSignKey, toBoxKey]) expect(() => toKey(text)).toThrow(RangeError);
    });
  });
};
