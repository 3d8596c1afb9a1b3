import type { Bytes } from '#base';

/** Something of the product that reads bytes which others made. */
export interface Decoder {
  /** Its corpus is `corpus/<name>.json`. */
  readonly name: string;
  /** How many of a long run's mutations it gets, as a share: what signs and seals is slow. */
  readonly share: number;
  /** How many mutations it gets among the tests. */
  readonly runs: number;
  /** Real bytes beside the corpus: of a record that is made when the run begins. */
  readonly seeds?: readonly Bytes[];
  /**
   * Gives the bytes to the decoder. Throws where it throws, or where what it promises does not hold; else says whether it took them.
   * Gives the same answer each time: nothing is kept from one call to the next.
   */
  readonly check: (bytes: Bytes) => boolean | Promise<boolean>;
}

/** What a decoder promises does not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

export const mustHold = (holds: boolean, promise: string): void => {
  if (!holds) throw new Broken(promise);
};

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
