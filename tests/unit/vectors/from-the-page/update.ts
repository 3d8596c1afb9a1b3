import { join, text } from './bytes.ts';

/** lib0’s variable-length number: seven bits a byte, the lowest first, the top bit set on all but the last. */
const varUint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
};

export interface Run {
  readonly strand: number;
  readonly from: number;
  readonly entries: readonly Uint8Array[];
}

/** Section 3: the update that holds exactly these runs, strands from the highest down. */
export const updateOf = (runs: readonly Run[]): Buffer => {
  const sections = runs
    .toSorted((a, b) => b.strand - a.strand)
    .map(({ strand, from, entries }) => {
      const name = text(String(strand));
      const parts = entries.map((bytes, i) => {
        const sequence = from + i;
        const head =
          sequence === 0
            ? join(Buffer.of(3, 1), varUint(name.length), name)
            : join(Buffer.of(0x83), varUint(strand), varUint(sequence - 1));
        return join(head, varUint(bytes.length), bytes);
      });
      return join(varUint(entries.length), varUint(strand), varUint(from), ...parts);
    });
  return join(varUint(runs.length), ...sections, Buffer.of(0));
};
