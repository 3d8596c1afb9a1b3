import { expect, test } from 'vitest';
import type { Entry } from '#ledger';
import { JOURNAL, meet, World } from './cast.ts';

/** Sam's device, copied twice: three that write with one strand, and two of the client's that may choose. */
const cast = (seed = 1) => {
  const client = new World(seed).begins();
  const laptop = client.links('laptop');
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, laptop, sam, kim);
  return { client, laptop, sam, kim, copy: sam.copy(), third: sam.copy() };
};

// Hashes are drawn: among these each of two branches has the smaller one some time.
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

test('T4.4 what lies on the branch that was not chosen is set aside from the fork on, and nothing before it', () => {
  const smaller = new Set<boolean>();
  for (const seed of SEEDS) {
    const { client, sam, copy } = cast(seed);
    const before = sam.writes();
    copy.hears(sam);
    const [one, other] = [sam.writes(), copy.writes()];
    const [next, beside] = [sam.writes(), copy.writes()];
    smaller.add(one.hash < other.hash);
    client.hears(sam);
    expect(client.team.isSetAside(one)).toBe(false);
    client.receipts();
    client.hears(copy);
    expect([before, one, next, other, beside].map((entry) => client.counts(entry))).toEqual([true, true, true, false, false]);
    expect([before, one, next, other, beside].map((entry) => client.team.isSetAside(entry))).toEqual([false, false, false, true, true]);
    expect(client.team.whyHeld(beside.hash)?.rule).toBe('T4.4');
  }
  expect(smaller.size).toBe(2);
});

test('T4.4 of two branches of which none was chosen both are held, and neither is set aside', () => {
  const { client, sam, copy } = cast();
  const branches = [sam.writes(), copy.writes(), sam.writes(), copy.writes()];
  client.hears(sam).hears(copy).receipts();
  for (const entry of branches) expect([client.counts(entry), client.team.isSetAside(entry)]).toEqual([false, false]);
});

test('T4.5 of two branches that were both chosen the one with the larger hash is set aside, a third that nobody chose or not', () => {
  for (const seed of SEEDS) {
    const { client, laptop, sam, kim, copy, third } = cast(seed);
    const [one, two, three] = [sam.writes(), copy.writes(), third.writes()];
    client.hears(sam).receipts();
    laptop.hears(copy).receipts();
    kim.hears(third);
    meet(client, laptop, kim);
    const [smaller, larger] = one.hash < two.hash ? [one, two] : [two, one];
    expect([smaller, larger, three].map((entry) => kim.counts(entry))).toEqual([true, false, false]);
    expect([smaller, larger, three].map((entry) => kim.team.isSetAside(entry))).toEqual([false, true, true]);
    expect([larger, three].map((entry) => kim.team.whyHeld(entry.hash)?.rule)).toEqual(['T4.5', 'T4.4']);
  }
});

test('T4.4 a client’s entry that had two of three branches chooses none', () => {
  const { client, sam, kim, copy, third } = cast();
  const branches = [sam.writes(), copy.writes(), third.writes()];
  client.hears(sam).hears(copy).receipts();
  kim.hears(client).hears(third);
  expect(branches.map((entry) => kim.counts(entry))).toEqual([false, false, false]);
});

test('T4.4 the client’s words on a page choose no branch, nor does what a recovery has undone', () => {
  const { client, laptop, sam, kim, copy } = cast();
  const line = [client.last, laptop.last].filter((entry): entry is Entry => entry !== undefined);
  const [one, other] = [sam.writes(), copy.writes()];
  laptop.hears(sam).writes();
  kim.hears(laptop).hears(copy);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, false]);
  laptop.receipts();
  kim.hears(laptop);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([true, false]);
  kim.hears(client.recovers('new phone', line));
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, false]);
});

test('T4.7 on the branch that was let count by name what follows counts once the client has met it, whatever the hashes', () => {
  for (const seed of SEEDS) {
    const { client, laptop, sam, kim, copy } = cast(seed);
    const [one, other] = [sam.writes(), copy.writes()];
    client.hears(sam).receipts();
    laptop.hears(copy).accepts(other);
    const next = copy.writes();
    kim.hears(client).hears(copy).hears(laptop);
    expect([one, other, next].map((entry) => kim.counts(entry))).toEqual([false, true, false]);
    expect(kim.team.whyHeld(next.hash)?.rule).toBe('T4.4');
    laptop.hears(copy).receipts();
    kim.hears(laptop);
    expect([one, other, next].map((entry) => kim.counts(entry))).toEqual([false, true, true]);
    expect(kim.team.isSetAside(next)).toBe(false);
  }
});
