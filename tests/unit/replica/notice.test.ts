import { expect, it } from 'vitest';
import { createBoxKey } from '#crypto';
import type { SignKey } from '#crypto';
import { MEET_PAGE } from '#ledger';
import type { Strand } from '#ledger';
import { remove } from '../../../src/sync/replica/commands.ts';
import { introductionsOf } from '../../../src/sync/replica/introductions.ts';
import { readNotice, roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import { lineOf, recover } from '../../../src/sync/replica/recovery.ts';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import { carry, createCast, further, join, meet, newDevice, pageOf } from './cast.ts';

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const [ana, ben] = [await join(cast, 1, 'Ana', new Map([[journal, 'write']])), await join(cast, 2, 'Ben', new Map())];
  await meet(cast.client, ana, ben);
  const old = cast.client.currentKey(MEET_PAGE);
  if (!old) throw new Error('a record has a meeting key');
  return { ...cast, cast, ana, ben, room: roomKeyOf(old) };
};

/** What somebody who was away hears in the old room, from a device that moved on: in the order that it is said. */
const hears = async (away: Replica, room: ReturnType<typeof roomKeyOf>, mover: Replica, teller: Replica) => {
  const rotate = teller.team.rotateOf(MEET_PAGE);
  if (!rotate) throw new Error('the room moved');
  expect(rotate.strand).toBe(mover.identity.strand);
  const believed = new Map<Strand, SignKey>();
  const types: (string | null)[] = [];
  for (const entry of [...introductionsOf(teller, rotate.strand), rotate]) {
    const notice = await readNotice(away, room, await sealNotice(room, entry, teller.random), null, believed);
    if (notice?.type === 'introduced') believed.set(notice.device.strand, notice.device.key);
    types.push(notice?.type ?? null);
  }
  return types;
};

it('L2: who was away follows a room that a device of the client’s moved which they have never heard of', async () => {
  const { cast, client, ana, ben, room } = await team(121);
  const laptop = await further(cast, client);
  await carry(client, laptop);
  const tablet = await further(cast, laptop);
  await carry(laptop, tablet);
  await remove(tablet, ben.member);
  await carry(tablet, client);
  // Ana knows neither the laptop nor the tablet that it named.
  expect(await hears(ana, room, tablet, client)).toEqual(['introduced', 'introduced', 'moved']);
  expect(await hears(ben, room, tablet, client)).toEqual(['introduced', 'introduced', 'left-out']);
});

it('L2: and one that moved because the client recovered their record', async () => {
  const { cast, client, ana, ben, root, room } = await team(122);
  const phone = await newDevice(cast);
  await carry(ana, phone);
  const receipts = (await createBoxKey(cast.random(32))).publicKey;
  expect((await recover(phone, root, { line: lineOf(phone), receipts })).ok).toBe(true);
  expect(await hears(ben, room, phone, phone)).toEqual(['introduced', 'moved']);
  // The stolen phone hears that it is left out.
  expect(await hears(client, room, phone, phone)).toEqual(['introduced', 'left-out']);
});

it('L2: a member introduces nobody as a device of the client’s', async () => {
  const { cast, client, ana, ben, room } = await team(123);
  const tablet = await further(cast, ana);
  await carry(ana, tablet);
  const link = ana.ledger.index.entries.findLast(({ facts }) => facts.kind === 'link');
  if (!link) throw new Error('a device was named');
  expect(await readNotice(ben, room, await sealNotice(room, link, client.random), null)).toBeNull();
});
