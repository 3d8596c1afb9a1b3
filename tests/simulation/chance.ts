import { textToBytes } from '#base';
import type { Bytes, Random } from '#base';

/** All chance of a run (sfc32, by Chris Doty-Humphrey, public domain): the same seed and purpose, the same numbers. */
export class Chance {
  readonly seed: number;
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  constructor(seed: number, purpose: string | number = 0) {
    this.seed = seed;
    this.begin(purpose);
  }

  /** Begins anew for another purpose: what is drawn for one step of a run does not depend on how much was drawn for those before. */
  begin(purpose: string | number): void {
    this.#a = this.seed | 0;
    this.#b = numberOf(purpose) ^ 0x9e3779b9;
    this.#c = 0x243f6a88;
    this.#counter = 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** A number of 32 bits. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** 0 up to, not including, `n`. */
  below(n: number): number {
    return this.next() % n;
  }

  /** Whether something of that likelihood happens. */
  happens(likelihood: number): boolean {
    return this.next() / 2 ** 32 < likelihood;
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(Math.max(1, from.length))];
  }

  /** One of several, each as likely as its weight says. */
  weighted<T>(from: readonly (readonly [number, T])[]): T | undefined {
    let left = this.below(from.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, what] of from) {
      if (left < weight) return what;
      left -= weight;
    }
    return undefined;
  }

  readonly bytes: Random = (length): Bytes => {
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i += 4) {
      const word = this.next();
      for (let j = 0; j < 4 && i + j < length; j++) out[i + j] = word >>> (8 * j);
    }
    return out;
  };
}

const numberOf = (purpose: string | number): number =>
  typeof purpose === 'number' ? purpose : textToBytes(purpose).reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 7);
