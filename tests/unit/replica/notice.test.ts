import { expect, it } from 'vitest';
import { createBoxKey } from '#crypto';
import type { SignKey } from '#crypto';
import { MEET_PAGE } from '#ledger';
import type { PageKey, Strand } from '#ledger';
import { remove } from '../../../src/sync/replica/commands.ts';
import { readNotice, roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import { needsNewStrand, takeNewStrand } from '../../../src/sync/replica/new-strand.ts';
import { lineOf, recover } from '../../../src/sync/replica/recovery.ts';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import { wordLeft } from '../../../src/sync/replica/word-left.ts';
import { carry, createCast, further, hearing, join, letInAndTakenOff, meet, newDevice, newIdentity, pageOf } from './cast.ts';

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const [ana, ben] = [await join(cast, 1, 'Ana', new Map([[journal, 'write']])), await join(cast, 2, 'Ben', new Map())];
  await meet(cast.client, ana, ben);
  const old = cast.client.currentKey(MEET_PAGE);
  if (!old) throw new Error('a record has a meeting key');
  return { ...cast, cast, ana, ben, journal, old };
};

/** What somebody who was away hears in the old room, from a device that moved on: in the order that it is said. */
const hears = async (away: Replica, old: PageKey, mover: Replica, teller: Replica) => {
  const room = roomKeyOf(old);
  const rotate = teller.team.rotateOf(MEET_PAGE);
  if (!rotate) throw new Error('the room moved');
  expect(rotate.strand).toBe(mover.identity.strand);
  const client = new Map<Strand, SignKey>();
  const types: string[] = [];
  for (const entry of wordLeft(teller, old.id)) {
    const notice = await readNotice(away, room, await sealNotice(room, entry, teller.random), hearing(away, { client }));
    if (notice?.type === 'introduced') client.set(notice.device.strand, notice.device.key);
    if (notice) types.push(notice.type);
  }
  return types;
};

it('L2: who was away follows a room that a device of the client’s moved which they have never heard of', async () => {
  const { cast, client, ana, ben, old } = await team(121);
  const laptop = await further(cast, client);
  await carry(client, laptop);
  const tablet = await further(cast, laptop);
  await carry(laptop, tablet);
  await remove(tablet, ben.member);
  await carry(tablet, client);
  // Ana knows neither the laptop nor the tablet that it named.
  expect(await hears(ana, old, tablet, client)).toEqual(['introduced', 'introduced', 'moved']);
  expect(await hears(ben, old, tablet, client)).toEqual(['introduced', 'introduced', 'taken-off']);
});

it('L2: and one that moved because the client recovered their record', async () => {
  const { cast, client, ana, ben, root, old } = await team(122);
  const phone = await newDevice(cast);
  await carry(ana, phone);
  const receipts = (await createBoxKey(cast.random(32))).publicKey;
  expect((await recover(phone, root, { line: lineOf(phone), receipts })).ok).toBe(true);
  expect(await hears(ben, old, phone, phone)).toEqual(['introduced', 'moved']);
  // The stolen phone hears that it is theirs no more.
  expect(await hears(client, old, phone, phone)).toEqual(['taken-off']);
});

it('L2: a member introduces nobody as a device of the client’s', async () => {
  const { cast, client, ana, ben, old } = await team(123);
  const tablet = await further(cast, ana);
  await carry(ana, tablet);
  const link = ana.ledger.index.entries.findLast(({ facts }) => facts.kind === 'link');
  if (!link) throw new Error('a device was named');
  expect(await readNotice(ben, roomKeyOf(old), await sealNotice(roomKeyOf(old), link, client.random), hearing(ben))).toBeNull();
});

it('L2: nobody is taken off by a device of the client’s that had not heard of them', async () => {
  const { cast, client, ben, journal, old } = await team(124);
  const { laptop, eve } = await letInAndTakenOff(cast, new Map([[journal, 'write']]), ben.member);
  expect(await hears(eve, old, laptop, laptop)).toEqual([]);
  // When the client's devices have met, she hears where everybody is.
  await meet(client, laptop);
  await client.heal();
  expect(new Set(await hears(eve, old, laptop, client))).toEqual(new Set(['moved']));
});

it('L2: a device that goes on under a fresh strand follows by what was sealed to the old one', async () => {
  const { cast, client, ana, ben, old } = await team(125);
  const identity = await newIdentity(cast);
  expect((await takeNewStrand(ana, identity)).ok).toBe(true);
  const again = await newDevice(cast, { identity, former: [ana.identity] });
  await carry(ana, again);
  expect(needsNewStrand(again)).toBe(false);
  await remove(client, ben.member);
  expect(await hears(again, old, client, client)).toEqual(['moved']);
});

it('L2: a member’s further device that the client had not heard of follows by what its own person’s other device shares', async () => {
  const { cast, client, ana, ben, old } = await team(126);
  const tablet = await further(cast, ana);
  await carry(ana, tablet);
  await remove(client, ben.member);
  expect(await hears(tablet, old, client, client)).toEqual([]);
  await carry(client, ana);
  await ana.heal();
  expect(await hears(tablet, old, client, ana)).toEqual(['moved']);
});
