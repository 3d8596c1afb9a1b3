import { expect, test } from 'vitest';
import { Ancestry } from '#ledger';
import type { Entry } from '#ledger';
import { TeamFold } from '#team';
import { JOURNAL, meet, PLAN, RECORD, World } from './cast.ts';

const millisecondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const indexOf = (entries: readonly Entry[]): Ancestry => {
  const index = new Ancestry(RECORD);
  for (const entry of entries) index.add(entry);
  return index;
};

const largeLedger = (count: number) => {
  const world = new World(11);
  const client = world.begins();
  const people = Array.from({ length: 8 }, (_, i) => client.admits(`Person ${String(i)}`, { [JOURNAL]: 'write', [PLAN]: 'write' }));
  meet(client, ...people);
  for (let i = 0; i < count; i++) {
    const device = people[i % people.length];
    device?.writes(i % 3 === 0 ? PLAN : JOURNAL);
    if (i % 16 === 0) device?.hears(client);
  }
  for (const device of people) client.hears(device);
  return { client, people };
};

// The limits are loose: they are there to notice work that grows with the square of the history, not a slow machine.
test(
  'a ledger of 20,000 entries is folded well within a second, and a note added to it in a fraction of a millisecond',
  { timeout: 120_000 },
  () => {
    const { client, people } = largeLedger(20_000);
    const fold = new TeamFold(indexOf(client.index.entries));
    const whole = millisecondsOf(() => fold.update());
    expect(fold.team.held()).toEqual([]);
    expect(whole).toBeLessThan(1000);

    const [sam, kim] = people;
    if (!sam || !kim) throw new Error('There are eight.');
    client.removes(sam);
    const held = sam.writes();
    client.hears(sam);
    kim.hears(client);
    expect(kim.team.stateOf(held.hash)).toBe('held');
    const added = millisecondsOf(() => {
      for (let i = 0; i < 500; i++) kim.writes();
    });
    expect(added / 500).toBeLessThan(5);
    if (process.env['SHOW']) console.log({ entries: client.index.entries.length, whole, anOwnNoteAfterARemoval: added / 500 });
  },
);

test('500 team operations among 500 notes are folded well within a second', { timeout: 120_000 }, () => {
  const { client, people } = largeLedger(500);
  for (let i = 0; i < 500; i++) {
    const device = people[i % people.length];
    if (!device) continue;
    if (i % 4 === 0) client.revokes(device, JOURNAL, 'write');
    else if (i % 4 === 1) client.grants(device, JOURNAL);
    else if (i % 4 === 2) client.rotates(JOURNAL, [client, ...people]);
    else client.removes(client.admits('Someone', { [JOURNAL]: 'see' }));
  }
  for (const device of people) {
    device.writes();
    client.hears(device);
  }
  const fold = new TeamFold(indexOf(client.index.entries));
  const whole = millisecondsOf(() => fold.update());
  if (process.env['SHOW']) console.log({ entries: client.index.entries.length, whole, held: fold.team.held().length });
  expect(whole).toBeLessThan(1000);
});
