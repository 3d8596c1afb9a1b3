import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { Ancestry, isKind, Ledger } from '#ledger';
import type { Entry } from '#ledger';
import { remove } from '#sync';
import { TeamFold } from '#team';
import { figure } from './figure.ts';
import { seededRandom } from '../unit/ledger/cast.ts';
import { Notebook } from './ledger/notes.ts';
import { slicesOf } from './ledger/reopen.ts';
import { offerAll, takeInLive } from './ledger/take-in.ts';
import { createLargeTeam } from './team/large-team.ts';
import { writeOperations } from './team/operations.ts';
import { middle, sideBySide, timed, timedAtOnce, tookAtOnce } from './timing.ts';
import type { Took } from './timing.ts';

// What has no counterpart in plain Yjs (who may do what, and keys) is set beside as many small updates as it writes entries.

const OPERATIONS = 500;
const MEMBERS = 10;
const PAGES = 12;
const WARM_UP = 300;
const LIVE = 700;
const DEVICES = 1 + 2 * MEMBERS;

/** `count` small updates, each of one value set in a map, as plain Yjs would say who may do what. */
const smallUpdates = (count: number): readonly Uint8Array[] => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i++) doc.getMap('rights').set(`member ${String(i % 40)}`, { page: i % PAGES, right: 'write' });
  return updates;
};

/** What a plain document takes for as many small updates. */
const tookToApply = (updates: readonly Uint8Array[]): Took => {
  const doc = new Y.Doc();
  return tookAtOnce(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
};

const indexOf = (entries: readonly Entry[]): Ancestry => {
  const [first] = entries;
  if (!first) throw new Error('nothing was written');
  const index = new Ancestry(first.record);
  for (const entry of entries) index.add(entry);
  return index;
};

it('folds 500 operations of a team', async () => {
  const entries = await writeOperations(OPERATIONS);
  const index = indexOf(entries);
  const ledger = new Ledger(index.record);
  expect((await ledger.append(entries)).admitted).toHaveLength(OPERATIONS + 1);
  ledger.close();

  const updates = smallUpdates(OPERATIONS);
  const plain: number[] = [];
  const atOnce: number[] = [];
  const oneByOne: number[][] = [];
  for (let round = 0; round < 11; round++) {
    const fold = new TeamFold(index);
    const whole = timedAtOnce(() => {
      fold.update();
    });
    expect(entries.filter(({ hash }) => fold.team.stateOf(hash) === 'held')).toEqual([]);
    const growing = new Ancestry(index.record);
    const kept = new TeamFold(growing);
    const each = entries.map((entry) => {
      growing.add(entry);
      return timedAtOnce(() => {
        kept.update();
      });
    });
    const applied = tookToApply(updates).clock;
    if (round === 0) continue;
    atOnce.push(whole);
    oneByOne.push(each);
    plain.push(applied);
  }
  const sums = oneByOne.map((times) => times.reduce((sum, one) => sum + one, 0));
  const versus = 'plain Yjs, which knows no team: applyUpdate of 500 small updates';
  figure('team: 500 operations folded at once', middle(atOnce), 'ms');
  figure('team: 500 operations folded at once', middle(atOnce) / middle(plain), 'times', versus);
  figure('team: 500 operations folded as each comes', middle(sums), 'ms');
  figure('team: 500 operations folded as each comes', middle(sums) / middle(plain), 'times', versus);
  figure('team: 500 operations folded as each comes, the last of them', middle(oneByOne.map((times) => times.at(-1) ?? NaN)), 'ms');
});

it('takes a member off a team of 10 with two devices each and 12 pages', async () => {
  const team = await createLargeTeam(MEMBERS, PAGES);
  const [leaving, staying] = team.people;
  if (!leaving || !staying) throw new Error('nobody');
  const before = team.entries;
  // The word itself, and a new key for each page and for the team's own two.
  const updates = smallUpdates(1 + PAGES + 2);

  let written: readonly Entry[] = [];
  let inAll = 0;
  const removing = await sideBySide(
    5,
    async () => {
      const device = await team.open(team.client);
      expect(device.team.devices()).toHaveLength(DEVICES);
      const took = await timed(() => remove(device, leaving.member));
      written = device.ledger.index.entries.slice(before.length);
      expect(device.team.devices()).toHaveLength(DEVICES - 2);
      await device.close();
      inAll = device.ledger.index.entries.length - before.length;
      return took;
    },
    () => tookToApply(updates),
  );
  const rotates = written.filter((entry) => isKind(entry, 'rotate'));
  expect(new Set(rotates.map(({ page }) => page)).size).toBe(PAGES + 2);
  const boxes = rotates.reduce((sum, { facts }) => sum + facts.boxes.length + 1, 0);

  const slices = await slicesOf(before, written);
  const hearing = await sideBySide(
    5,
    async () => {
      const device = await team.open(staying.second);
      const took = await timed(() => offerAll(device, slices));
      expect(device.team.devices()).toHaveLength(DEVICES - 2);
      for (const page of team.shared) {
        expect(device.openPage(page)?.access).toBe('write');
        expect(device.currentKey(page)).not.toBeNull();
      }
      await device.close();
      return took;
    },
    () => tookToApply(updates),
  );
  const versus = `plain Yjs, which knows no team and no key: applyUpdate of ${String(updates.length)} small updates`;
  figure('team: a removal, entries that it writes', written.length, 'entries');
  figure('team: a removal, entries written when the device comes to rest', inAll, 'entries');
  figure('team: a removal, keys sealed', boxes, 'boxes');
  figure('team: a removal, until every key is changed and kept', removing.ours.clock, 'ms');
  figure('team: a removal, until every key is changed and kept, of processors', removing.ours.processor, 'ms');
  figure('team: a removal, until every key is changed and kept', removing.ours.clock / removing.plain.clock, 'times', versus);
  figure('team: a removal heard of by a device that stays', hearing.ours.clock, 'ms');
  figure('team: a removal heard of by a device that stays', hearing.ours.clock / hearing.plain.clock, 'times', versus);
});

it('takes notes in, in a team of 10 with two devices each and 12 pages', async () => {
  const team = await createLargeTeam(MEMBERS, PAGES);
  const [page] = team.shared;
  const key = team.keys.find((one) => one.page === page);
  const [reading, ...writing] = team.people;
  if (!page || !key || !reading) throw new Error('nobody');
  const device = await team.open(reading.second);
  const hands = [team.client, ...writing.flatMap(({ first, second }) => [first, second])];
  const book = new Notebook({ record: team.record, page, key }, hands, team.entries, seededRandom(13));
  const notes = await book.write(WARM_UP + LIVE, 1);
  const doc = new Y.Doc();
  await takeInLive(device, doc, notes.slice(0, WARM_UP));
  const { ours, plain } = await takeInLive(device, doc, notes.slice(WARM_UP));
  expect(device.openPage(page)?.doc.getMap('items').size).toBe(notes.length);
  figure('team: a note taken in, live, written by 19 devices in turns', ours * 1000, 'µs');
  figure('team: a note taken in, live, written by 19 devices in turns', ours / plain, 'times', 'plain Yjs: applyUpdate of the same note');
  await device.close();
});
