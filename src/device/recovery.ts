import { Redacted } from '#base';
import type { Bytes, Random } from '#base';
import { deriveBytes, RECOVERY_SEED_BYTES, wordsFromSeed } from '#crypto';

const NO_SALT = new Uint8Array(0);

/** What the recovery sheet stands for. Shown once; the seed is not kept on the device. */
export interface Recovery {
  readonly words: readonly string[];
  readonly rootSign: Redacted<Bytes>;
  readonly rootBox: Redacted<Bytes>;
}

/** The root's private keys, from the seed that the twelve words spell. */
export const rootOf = (seed: Bytes): Omit<Recovery, 'words'> => ({
  rootSign: new Redacted(deriveBytes(seed, NO_SALT, 'around-me/root/1/sign', 32)),
  rootBox: new Redacted(deriveBytes(seed, NO_SALT, 'around-me/root/1/box', 32)),
});

/** A fresh root for a new record. */
export const createRecovery = (random: Random): Recovery => {
  const seed = random(RECOVERY_SEED_BYTES);
  return { words: wordsFromSeed(seed), ...rootOf(seed) };
};
