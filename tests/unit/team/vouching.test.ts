import { expect, test } from 'vitest';
import type { Entry, Head } from '#ledger';
import { headOf, JOURNAL, meet, World } from './cast.ts';
import type { Device } from './cast.ts';

const cast = () => {
  const world = new World();
  const client = world.begins();
  const laptop = client.links('laptop');
  const [sam, jo, kim] = ['Sam', 'Jo', 'Kim'].map((name) => client.admits(name, { [JOURNAL]: 'write' })) as [Device, Device, Device];
  meet(client, laptop, sam, jo, kim);
  return { world, client, laptop, sam, jo, kim };
};

const heads = (...entries: readonly Entry[]): readonly Head[] => entries.map(headOf).sort((a, b) => a.strand - b.strand);

test('T3.6 a forked device vouches with each of its branches', () => {
  const { client, sam, jo, kim } = cast();
  client.removes(sam);
  client.removes(jo);
  const copy = kim.copy();
  const late = [sam.writes(), jo.writes()];
  kim.hears(sam).writes();
  copy.hears(jo).writes();
  client.hears(kim).hears(copy);
  expect(late.map((entry) => client.counts(entry))).toEqual([true, true]);
});

test('T3.6 a forked device vouches with what it wrote before its branches parted, from its first entry on', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  const late = sam.writes();
  const answer = kim.hears(sam).writes();
  expect(answer.seq).toBe(0);
  const copy = kim.hears(client).copy();
  kim.writes();
  copy.writes();
  client.hears(kim).hears(copy);
  expect(client.counts(late)).toBe(true);
});

test('T3.6 a branch that had seen the removal does not vouch past it', () => {
  const { world, client, sam, kim } = cast();
  const removal = client.removes(sam);
  const late = sam.writes();
  kim.hears(client).hears(sam);
  const copy = kim.copy();
  kim.says({ kind: 'change' }, { page: JOURNAL, keyId: world.keyId(), parents: heads(removal, late) });
  copy.writes();
  client.hears(kim).hears(copy);
  expect(client.counts(late)).toBe(false);
});

test('T3.7 a receipt on a branch vouches for nothing', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  const late = sam.writes();
  const copy = kim.copy();
  kim.hears(sam).receipts();
  copy.writes();
  client.hears(kim).hears(copy);
  expect(client.counts(late)).toBe(false);
});

test('T3.7 a rotate vouches for nothing', () => {
  const { client, laptop, sam } = cast();
  client.removes(sam);
  const late = sam.writes();
  laptop.hears(sam).rotates(JOURNAL, [client, laptop]);
  client.hears(laptop);
  expect(client.counts(late)).toBe(false);
});

test('T3.6 a device that a recovery reaches does not vouch past it, not with what lies on its line either', () => {
  const { client, laptop, sam } = cast();
  const last = client.writes();
  const words = client.writes();
  const answer = laptop.hears(client).writes();
  const phone = sam.recovers('new phone', [last, answer]);
  phone.hears(laptop);
  expect(phone.counts(answer)).toBe(true);
  expect(phone.counts(words)).toBe(false);
});

test('T3.6 a device that was a member’s and is the client’s now does not vouch past that member’s removal, and counts itself', () => {
  const { client, sam, jo } = cast();
  const tablet = sam.links('tablet');
  client.hears(sam).says({ kind: 'clink', device: tablet.keys, proof: new Uint8Array(0) });
  jo.hears(client);
  tablet.hears(client);
  client.removes(sam);
  const late = sam.writes();
  const words = tablet.hears(sam).writes();
  client.hears(tablet);
  expect(client.counts(words)).toBe(true);
  expect(client.counts(late)).toBe(false);
  // Somebody else does.
  jo.hears(sam).writes();
  client.hears(jo);
  expect(client.counts(late)).toBe(true);
});

test('T3.5 a recovery keeps what lies on its line, not all that it had heard of', () => {
  const { client, sam } = cast();
  const last = client.writes();
  const words = client.writes();
  const phone = sam.hears(client).recovers('new phone', [last]);
  expect(phone.index.has(phone.last ?? last, words)).toBe(true);
  expect(phone.team.whyHeld(words.hash)).toMatchObject({ rule: 'T3.5', cuts: [phone.last] });
  expect(phone.counts(last)).toBe(true);
});
