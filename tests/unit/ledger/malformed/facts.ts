import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { headToBytes } from '#ledger';
import type { Kind } from '#ledger';
import { number, seal, zeros } from './parts.ts';
import { at, head } from './world.ts';
import type { EntryRow, World } from './world.ts';

// Entries whose facts are not exactly those of their kind (E5). Each is signed by whose it is.

const facts = (name: string, kind: Kind, change: (facts: Bytes, world: World) => Uint8Array): EntryRow => ({
  name: `E5: ${name}`,
  offered: async (world) => {
    const parts = world.good(kind);
    const changed = { ...parts, facts: new Uint8Array(change(parts.facts, world)) };
    return at(world, kind, await seal(changed, world.placeOf(kind).writer.signer));
  },
  refusal: { type: 'bad-entry', problem: { type: 'bad-facts', kind } },
});

const WITH_FACTS = ['begin', 'clink', 'admit', 'link', 'grant', 'revoke', 'rotate', 'share', 'remove', 'accept', 'recover'] as const;

const put = (bytes: Uint8Array, offset: number, value: Uint8Array): Bytes =>
  concatBytes(bytes.slice(0, offset), value, bytes.slice(offset + value.length));

// rotate: a box for the root (80), then the count; share: a key id (32), then the count.
const BOX_BYTES = 87;
const boxesOf = (bytes: Bytes, from: number): Bytes[] =>
  Array.from({ length: 3 }, (_, i) => bytes.slice(from + i * BOX_BYTES, from + (i + 1) * BOX_BYTES));

const boxes = (kind: 'rotate' | 'share', from: number): readonly EntryRow[] => {
  const of = (
    name: string,
    change: (boxes: readonly [Bytes, Bytes, Bytes]) => { readonly count: number; readonly boxes: readonly Bytes[] },
  ) =>
    facts(`${kind} with ${name}`, kind, (bytes) => {
      const { count, boxes: changed } = change(boxesOf(bytes, from + 2) as [Bytes, Bytes, Bytes]);
      return concatBytes(bytes.slice(0, from), number(count, 2), ...changed);
    });
  return [
    of('boxes out of order', ([a, b, c]) => ({ count: 3, boxes: [a, c, b] })),
    of('two boxes for one device', ([a, b]) => ({ count: 2, boxes: [a, put(b, 0, a.slice(0, 7))] })),
    of('the same box twice', ([a]) => ({ count: 2, boxes: [a, a] })),
    of('one box fewer than stated', ([a, b]) => ({ count: 3, boxes: [a, b] })),
    of('one box more than stated', ([a, b, c]) => ({ count: 2, boxes: [a, b, c] })),
    of('65,535 boxes stated in a few bytes', ([a]) => ({ count: 0xffff, boxes: [a] })),
    of('a box for a strand of 2^53', ([a, b, c]) => ({ count: 3, boxes: [a, b, put(c, 0, number(2n ** 53n, 7))] })),
  ];
};

// recover: number (4), device (64), root (64), receipts (32), then the count of the line's heads.
const LINE_AT = 4 + 64 + 64 + 32;
const line = (name: string, count: number, heads: (world: World) => readonly Uint8Array[]): EntryRow =>
  facts(`recover with ${name}`, 'recover', (bytes, world) =>
    concatBytes(bytes.slice(0, LINE_AT), number(count, 2), ...heads(world), bytes.slice(-64)),
  );

export const FACT_ROWS: readonly EntryRow[] = [
  ...WITH_FACTS.map((kind) => facts(`${kind} one byte short`, kind, (bytes) => bytes.slice(0, -1))),
  ...WITH_FACTS.map((kind) => facts(`${kind} one byte long`, kind, (bytes) => concatBytes(bytes, zeros(1)))),
  ...WITH_FACTS.map((kind) => facts(`${kind} of no facts`, kind, () => zeros(0))),
  facts('page with a fact', 'page', () => zeros(1)),
  facts('change with a fact', 'change', () => zeros(1)),
  facts('grant of a right 0', 'grant', (bytes) => put(bytes, 16, number(0, 1))),
  facts('grant of a right 3', 'grant', (bytes) => put(bytes, 16, number(3, 1))),
  facts('revoke of a right 0', 'revoke', (bytes) => put(bytes, 16, number(0, 1))),
  facts('revoke of a right 255', 'revoke', (bytes) => put(bytes, 16, number(255, 1))),
  facts('remove of what is neither member nor strand', 'remove', (bytes) => put(bytes, 0, number(2, 1))),
  facts('remove of a target 255', 'remove', (bytes) => put(bytes, 0, number(255, 1))),
  facts('remove of a member in a strand’s bytes', 'remove', (_, { sam }) => concatBytes(number(0, 1), number(sam.strand, 7))),
  facts('remove of a strand in a member’s bytes', 'remove', (bytes) => put(bytes, 0, number(1, 1))),
  facts('remove of a strand of 2^53', 'remove', () => concatBytes(number(1, 1), number(2n ** 53n, 7))),
  facts('accept of a strand of 56 bits', 'accept', (_, { first }) => put(headToBytes(first), 0, number(2n ** 56n - 1n, 7))),
  facts('accept of two heads', 'accept', (bytes) => concatBytes(bytes, bytes)),
  ...boxes('rotate', 80),
  facts('rotate without a box for the root', 'rotate', (bytes) => bytes.slice(80)),
  ...boxes('share', 32),
  facts('share without boxes', 'share', (bytes) => concatBytes(bytes.slice(0, 32), number(0, 2))),
  line('heads out of order', 2, () => [head(6, 0, zeros(32)), head(5, 0, zeros(32))]),
  line('one head twice', 2, () => [head(5, 0, zeros(32)), head(5, 0, zeros(32))]),
  line('two heads of one strand', 2, () => [head(5, 0, zeros(32)), head(5, 1, zeros(32).fill(1))]),
  line('fewer heads than stated', 3, ({ last }) => [headToBytes(last)]),
  line('more heads than stated', 0, ({ last }) => [headToBytes(last)]),
  line('65,535 heads stated in a few bytes', 0xffff, ({ last }) => [headToBytes(last)]),
  line('a head of a strand of 2^53', 1, () => [head(2n ** 53n, 0, zeros(32))]),
];
