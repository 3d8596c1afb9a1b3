import { expect, it } from 'vitest';
import type { Entry } from '#ledger';
import { askedOnce, Claims, follow } from '../../../src/ledger/chains.ts';
import { World } from '../team/cast.ts';

/** Entries of one strand: `by(null)` is a first one, `by(a)` follows `a`. */
const cast = () => {
  const world = new World();
  const device = world.device('Sam', null);
  const by = (after: Entry | null): Entry =>
    world.make({
      strand: device.strand,
      seq: after ? after.seq + 1 : 0,
      prev: after?.hash ?? null,
      parents: [],
      facts: { kind: 'change' },
    });
  return { by };
};

const chainsOf = (entries: readonly Entry[], signed: readonly Entry[]) =>
  follow(null, 0, new Claims(entries), (entry) => Promise.resolve(signed.includes(entry)));

it('G4: a chain goes as far as its last good signature, which stands for those before it', async () => {
  const { by } = cast();
  const a = by(null);
  const b = by(a);
  const c = by(b);
  const d = by(c);
  expect(await chainsOf([a, b, c, d], [b])).toEqual([[a, b]]);
  expect(await chainsOf([d, c, b, a], [a, d])).toEqual([[a, b, c, d]]);
  expect(await chainsOf([a, b, c, d], [])).toEqual([]);
  expect(await chainsOf([b, c], [b, c])).toEqual([]);
});

it('G4: of one header with several signatures the good one is taken, whichever came first', async () => {
  const { by } = cast();
  const [bad, good] = [by(null), by(null)].map((entry, _, [first]) => ({ ...entry, hash: first?.hash ?? entry.hash }));
  if (!bad || !good) throw new Error('There are two.');
  for (const order of [
    [bad, good],
    [good, bad],
    [bad, good, { ...bad }],
  ])
    expect((await chainsOf(order, [good]))[0]?.[0]).toBe(good);
});

it('G6: where branches part each is followed by itself, and what nobody signed is none', async () => {
  const { by } = cast();
  const a = by(null);
  const [b, c, d] = [by(a), by(a), by(a)];
  const [afterB, afterC] = [by(b), by(c)];
  // What follows vouches for `b`; `c` has a signature of its own and nothing good after it; nobody signed `d`.
  expect(await chainsOf([a, b, c, d, afterB, afterC], [afterB, c])).toEqual([[a, b, afterB], [c]]);
  expect(await chainsOf([a, b, c, d], [d])).toEqual([[a, d]]);
  // Where nobody signed any of them, the chain before them ends with its own last signature.
  expect(await chainsOf([a, b, c], [a])).toEqual([[a]]);
  expect(await chainsOf([a, b, c], [])).toEqual([]);
});

it('a signature is looked at once', async () => {
  const { by } = cast();
  const entry = by(null);
  let asked = 0;
  const isSigned = askedOnce(() => Promise.resolve(++asked > 0));
  expect([await isSigned(entry), await isSigned(entry), asked]).toEqual([true, true, 1]);
});

it('a place that was looked at is forgotten', async () => {
  const { by } = cast();
  const entry = by(null);
  const claims = new Claims([entry]);
  claims.forget(entry);
  expect(await follow(null, 0, claims, () => Promise.resolve(true))).toEqual([]);
});
