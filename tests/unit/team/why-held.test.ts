import { expect, test } from 'vitest';
import { JOURNAL, meet, World } from './cast.ts';

const cast = () => {
  const client = new World().begins();
  const laptop = client.links('laptop');
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, laptop, sam, kim);
  return { client, laptop, sam, kim };
};

test('T4.3 of two revokes only the one that holds words is named, not the one they are vouched for past', () => {
  const { client, laptop, sam, kim } = cast();
  client.revokes(sam, JOURNAL, 'write');
  const holding = laptop.revokes(sam, JOURNAL, 'write');
  const words = sam.writes();
  // Kim knew of the laptop’s revoke, and not of the other.
  kim.hears(laptop).hears(sam).writes();
  meet(client, laptop, sam, kim);
  expect(client.team.whyHeld(words.hash)).toEqual({ rule: 'T4.3', cuts: [holding] });
});

test('T3.5 of two removals only the one that holds words is named, not the one they are vouched for past', () => {
  const { client, laptop, sam, kim } = cast();
  client.removes(sam);
  const holding = laptop.removes(sam);
  const words = sam.writes();
  kim.hears(laptop).hears(sam);
  kim.says(
    { kind: 'change' },
    {
      page: JOURNAL,
      parents: [words, holding].map(({ strand, seq, hash }) => ({ strand, seq, hash })).sort((a, b) => a.strand - b.strand),
    },
  );
  meet(client, laptop, sam, kim);
  expect(client.team.whyHeld(words.hash)).toEqual({ rule: 'T3.5', cuts: [holding] });
});

test('T2.3 what a stolen device said of the team stays undone though a member has built on it; its words are vouched for', () => {
  const { client, sam, kim } = cast();
  const last = client.writes();
  const [removal, words] = [client.removes(kim), client.writes()];
  sam.hears(client).writes();
  const phone = sam.recovers('new phone', [last]);
  kim.hears(phone);
  expect(kim.team.whyHeld(removal.hash)).toEqual({ rule: 'T2.3', cuts: [] });
  expect(kim.team.isGoneBy(removal)).toBe(false);
  expect(kim.counts(words)).toBe(true);
});
