import type { Bytes } from '#base';
import type { Edit } from './edits.ts';

/** Chance from one number alone (SplitMix32), so that a mutation can be made again from its number. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
    // Neighbouring numbers begin alike: move them apart.
    for (let i = 0; i < 3; i++) this.next();
  }

  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from.');
    return picked;
  }

  bytes(length: number): Bytes {
    return Uint8Array.from({ length }, () => this.next() & 255);
  }
}

const SIZES = [1, 2, 4, 7, 8] as const;
const valuesOf = (size: number, length: number): readonly number[] => {
  const most = Math.min(2 ** (8 * size) - 1, Number.MAX_SAFE_INTEGER);
  return [0, 1, most, most - 1, Math.floor(most / 2) + 1, length, length + 1, Math.max(0, length - 1)];
};

/** A few edits of bytes so long, with other real bytes at hand. Mostly one: what breaks early hides what comes later. */
export const drawEdits = (dice: Dice, length: number, others: readonly Bytes[]): readonly Edit[] => {
  const count = [1, 1, 1, 2, 2, 3, 5][dice.below(7)] ?? 1;
  return Array.from({ length: count }, () => drawEdit(dice, length, others));
};

const drawEdit = (dice: Dice, length: number, others: readonly Bytes[]): Edit => {
  const at = dice.next();
  const some = () => [1, 2, 7, 32, 43, 64, 87, 200][dice.below(8)] ?? 1;
  switch (dice.below(10)) {
    case 0:
    case 1:
      return { type: 'flip', at, bit: dice.below(8) };
    case 2:
      return { type: 'set', at, byte: dice.pick([0, 1, 2, 0x7f, 0x80, 0x83, 0xff]) };
    case 3:
      return { type: 'cut', at };
    case 4:
      return { type: 'drop', at, length: some() };
    case 5:
      return { type: 'insert', at, bytes: dice.bytes(some()) };
    case 6:
      return { type: 'double', at, length: some() };
    case 7:
      return { type: 'splice', at, from: dice.next(), other: dice.pick(others) };
    case 8:
      return { type: 'swell', at, length: dice.pick([2, 4, 5, 7, 8, 9, 10, 180]), zeros: dice.below(2) === 0 };
    default: {
      const size = dice.pick(SIZES);
      return { type: 'number', at, size, value: dice.pick(valuesOf(size, length)) };
    }
  }
};
