import type { Bytes, Random } from '#base';

/** All chance of a run, from one seed (sfc32, by Chris Doty-Humphrey, public domain): the same seed, the same run. */
export class Chance {
  readonly seed: number;
  #a: number;
  #b = 0x9e3779b9;
  #c = 0x243f6a88;
  #counter = 1;

  constructor(seed: number) {
    this.seed = seed;
    this.#a = seed | 0;
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
