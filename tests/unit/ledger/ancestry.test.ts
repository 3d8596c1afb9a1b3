import { expect, test } from 'vitest';
import { Ancestry } from '#ledger';
import type { Entry } from '#ledger';
import { createDice, headOf, PlainIndex, RECORD, shuffleCausally, World } from '../team/cast.ts';
import { createHistory } from '../team/histories.ts';

// The index answers by vector clocks over branches; the plain one by sets of ancestors.

const indexOf = (entries: readonly Entry[]): Ancestry => {
  const index = new Ancestry(RECORD);
  for (const entry of entries) index.add(entry);
  return index;
};

/** Everybody writes, hears others and is copied, with no thought for who may: ancestry knows no rules. */
const tangle = (seed: number): readonly Entry[] => {
  const world = new World(seed);
  const { pick, chance } = world.dice;
  const devices = [world.begins()];
  for (const name of ['laptop', 'tablet']) devices.push(devices[0]!.links(name));
  for (let i = 0; i < 40; i++) {
    const device = pick(devices);
    if (chance(0.1)) devices.push(device.copy());
    else if (chance(0.5)) device.hears(pick(devices));
    else device.receipts();
  }
  for (const device of devices) devices[0]!.hears(device);
  return devices[0]!.index.entries;
};

test.each([1, 2, 3, 4, 5, 6])('what is among an entry’s ancestors, and what its rivals are, is what sets of ancestors say (%i)', (seed) => {
  for (const entries of [tangle(seed), createHistory(seed, 40).client.index.entries]) {
    const index = indexOf(shuffleCausally(entries, createDice(seed)));
    const plain = new PlainIndex(entries);
    for (const e of entries) {
      const ancestors = entries.filter((x) => plain.has(e, x));
      expect(entries.filter((x) => index.has(e, x))).toEqual(ancestors);
      expect(new Set(index.rivals(e))).toEqual(new Set(plain.rivals(e)));
      const past = index.pastOf(e).flatMap(({ hash }) => index.get(hash) ?? []);
      expect(entries.filter((x) => past.some((last) => last === x || plain.has(last, x)))).toEqual(ancestors);
    }
    expect(index.hasForks).toBe(plain.hasForks);
  }
});

test('the histories of these tests are forked', () => {
  expect([1, 2, 3, 4, 5, 6].filter((seed) => new PlainIndex(tangle(seed)).hasForks)).toHaveLength(6);
});

test('of a strand that nobody wrote with there is nothing', () => {
  const client = new World().begins();
  const index = indexOf(client.index.entries);
  const stranger = client.world.device('stranger', null).strand;
  expect([index.lengthOf(stranger), index.at(stranger, 0), index.branchesOf(stranger)]).toEqual([0, undefined, []]);
  expect([index.lengthOf(client.strand), index.at(client.strand, 0)]).toEqual([1, client.last]);
});

test('what is not stored here has no ancestors here to be asked for', () => {
  const index = indexOf(new World().begins().index.entries);
  const client = new World(2).begins();
  expect(() => index.has(client.last!, client.last!)).toThrow('not stored');
  expect(() => {
    index.add({ ...client.receipts(), prev: null, parents: [{ strand: client.strand, seq: 0, hash: client.index.entries[0]!.hash }] });
  }).toThrow('before its child');
});

test('what a branch has heard of the strand that it parted from is among its ancestors', () => {
  const client = new World().begins();
  const laptop = client.links('laptop');
  const copy = client.copy();
  const main = client.receipts();
  const answer = laptop.hears(client).receipts();
  const branch = copy.receipts();
  copy.hears(laptop);
  const next = copy.says({ kind: 'seen', opened: new Uint8Array(0) }, { after: branch, parents: [headOf(answer)] });
  client.hears(copy);
  // The one had its own branch first, the other the strand that it parted from.
  for (const { index } of [copy, client]) {
    expect(index.rivals(branch)).toEqual([main]);
    expect([index.has(branch, main), index.has(next, main), index.has(next, branch)]).toEqual([false, true, true]);
  }
});
