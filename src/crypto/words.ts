import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Bytes } from '#base';

/** How many bytes the recovery words stand for: 128 bits, 12 words. */
export const RECOVERY_SEED_BYTES = 16;

/** The 12 words of a 16-byte seed (BIP-39, English list; the last word checks the others). */
export const wordsFromSeed = (seed: Bytes): readonly string[] => {
  if (seed.length !== RECOVERY_SEED_BYTES) throw new RangeError('A recovery seed is 16 bytes.');
  return entropyToMnemonic(seed, wordlist).split(' ');
};

/** The seed of 12 words, as typed (case and space forgiven); `null` where a word is not on the list or they do not fit together. */
export const seedFromWords = (words: readonly string[]): Bytes | null => {
  const clean = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== '');
  if (clean.length !== 12) return null;
  try {
    return new Uint8Array(mnemonicToEntropy(clean.join(' '), wordlist));
  } catch {
    return null;
  }
};
