import type { Bytes } from '#base';
import { bytesOf, CORPORA } from './corpus.ts';
import type { Decoder } from './decoder.ts';
import { Dice, drawEdits } from './dice.ts';
import { applyEdits } from './edits.ts';

/** The real bytes of each decoder, and chance to draw from them by share. */
export class Mutations {
  readonly decoders: readonly Decoder[];
  readonly #seeds: ReadonlyMap<string, readonly Bytes[]>;
  readonly #shares: number;

  constructor(decoders: readonly Decoder[]) {
    this.decoders = decoders;
    this.#seeds = new Map(decoders.map((decoder) => [decoder.name, seedsOf(decoder)]));
    this.#shares = decoders.reduce((sum, { share }) => sum + share, 0);
  }

  seedsOf({ name }: Decoder): readonly Bytes[] {
    return this.#seeds.get(name) ?? [];
  }

  /** The `n`-th mutation: the same bytes for the same decoder each time. `only`: for that decoder, whatever was drawn. */
  draw(n: number, only: string | null): { readonly decoder: Decoder; readonly bytes: Bytes } {
    const dice = new Dice(n);
    let share = dice.below(this.#shares);
    const drawn = this.decoders.find((decoder) => (share -= decoder.share) < 0);
    const decoder = only === null ? drawn : this.decoders.find(({ name }) => name === only);
    if (!decoder) throw new Error(`No decoder is called ${String(only)}.`);
    return { decoder, bytes: this.#bytes(decoder, dice) };
  }

  #bytes(decoder: Decoder, dice: Dice): Bytes {
    const seeds = this.seedsOf(decoder);
    // Now and then bytes that never were anything.
    if (seeds.length === 0 || dice.below(40) === 0) return dice.bytes(dice.below(400));
    const seed = dice.pick(seeds);
    return applyEdits(seed, drawEdits(dice, seed.length, seeds));
  }
}

const seedsOf = ({ name, seeds = [] }: Decoder): readonly Bytes[] => {
  const corpus = CORPORA.get(name);
  return [...(corpus ? [...bytesOf(corpus.made).values(), ...bytesOf(corpus.found).values()] : []), ...seeds];
};

/** Of small inputs, none takes so long, however slow the machine: three times in a row, and it is the decoder. */
const SLOW_MS = 1000;

export interface Outcome {
  readonly taken: boolean;
  /** What did not hold; `null` where all did. */
  readonly problem: string | null;
  readonly ms: number;
}

/** Gives bytes to a decoder: whether it threw, broke a promise, or took too long. */
export const tryBytes = async (decoder: Decoder, bytes: Bytes, slowMs = SLOW_MS): Promise<Outcome> => {
  let ms = 0;
  let taken = false;
  for (let attempt = 0; attempt < 3; attempt++) {
    const started = performance.now();
    try {
      taken = await decoder.check(new Uint8Array(bytes));
    } catch (problem) {
      const said = problem instanceof Error ? `${problem.name}: ${problem.message}\n${problem.stack ?? ''}` : String(problem);
      return { taken: false, problem: said, ms: performance.now() - started };
    }
    ms = performance.now() - started;
    if (ms < slowMs) return { taken, problem: null, ms };
  }
  return { taken, problem: `It took ${ms.toFixed(0)} ms, and so three times.`, ms };
};
