import { expect, test } from 'vitest';
import type { Entry } from '#ledger';
import { Ancestry } from '#ledger';
import { TeamFold } from '#team';
import { JOURNAL, meet, RECORD, World } from './cast.ts';

/** Sam was taken off, and wrote after it what is held; whoever looks on has all of that, and hears one entry at a time from here on. */
const cast = () => {
  const client = new World().begins();
  const [sam, kim] = [client.admits('Sam', { [JOURNAL]: 'write' }), client.admits('Kim', { [JOURNAL]: 'write' })];
  meet(client, sam, kim);
  const early = sam.writes();
  client.hears(sam);
  client.removes(sam);
  const late = sam.writes();
  client.hears(sam);
  const index = new Ancestry(RECORD);
  const fold = new TeamFold(index);
  const hear = (...entries: readonly Entry[]) => {
    for (const entry of entries) index.add(entry);
    const before = fold.team;
    const change = fold.update();
    expect(fold.team === before).toBe(!change.team);
    return change;
  };
  const first = hear(...client.index.entries);
  return { client, sam, kim, early, late, hear, first };
};

const nothing = { counted: [], uncounted: [], held: [], team: false };

test('the first look reports all words, by whether they count', () => {
  const { early, late, first, hear } = cast();
  expect(first).toEqual({ counted: [early], uncounted: [], held: [late], team: true });
  expect(hear()).toEqual(nothing);
});

test('words and receipts of those who knew of the removal change nothing but themselves', () => {
  const { client, kim, hear } = cast();
  const note = client.writes();
  expect(hear(note)).toEqual({ ...nothing, counted: [note] });
  expect(hear(client.receipts())).toEqual(nothing);
  const answer = kim.hears(client).writes();
  expect(hear(answer)).toEqual({ ...nothing, counted: [answer] });
});

test('words of the one who was removed are held, and change nothing but themselves', () => {
  const { sam, hear } = cast();
  const more = sam.writes();
  expect(hear(more)).toEqual({ ...nothing, held: [more] });
});

test('a receipt of somebody who did not know of the removal changes nothing; their words may let held ones count', () => {
  const { sam, kim, late, hear } = cast();
  kim.hears(sam);
  expect(hear(kim.receipts())).toEqual(nothing);
  const answer = kim.writes();
  expect(hear(answer)).toEqual({ counted: [late, answer], uncounted: [], held: [], team: true });
});

test('of a removal and an accept only those words are reported that became otherwise', () => {
  const { client, kim, hear } = cast();
  const [note, hers] = [client.writes(), kim.writes()];
  expect(hear(note).counted).toEqual([note]);
  expect(hear(hers)).toMatchObject({ counted: [hers], uncounted: [] });
  expect(hear(client.removes(kim))).toEqual({ counted: [], uncounted: [hers], held: [], team: true });
  client.hears(kim);
  expect(hear(client.accepts(hers))).toEqual({ counted: [hers], uncounted: [], held: [], team: true });
});
