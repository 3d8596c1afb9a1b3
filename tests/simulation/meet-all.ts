import { openWithSheet } from '../../src/sync/replica/recovery.ts';
import { recover } from './further-devices.ts';
import type { World } from './world.ts';
import { quiet } from './virtual-time.ts';

const MOST_ROUNDS = 30;
/** Typing that rests is sealed, receipts are written. */
const REST_MS = 10_000;

/** A recovery that had not heard of an earlier one may lose to it: then the client recovers once more. */
const MOST_RECOVERIES = 3;

/** The power and the network are back everywhere, and everybody meets everybody until there is nothing new. Gives what is wrong if that never comes. */
export const meetAll = async (world: World): Promise<string | null> => {
  const { devices, network } = world;
  network.mend();
  for (const device of devices) {
    device.disk.crashIn = Infinity;
    device.online = true;
    await device.start();
  }
  for (let i = 0; i < MOST_RECOVERIES; i++) {
    if (world.robbed) world.note((await recover(world)) ?? 'there is nobody to recover from');
    if (!(await untilNothingIsNew(world))) return 'they never have the same';
    world.robbed = world.client?.replica?.isClient !== true;
    if (!world.robbed) return null;
  }
  return 'the client cannot recover';
};

const untilNothingIsNew = async (world: World): Promise<boolean> => {
  const { devices, network } = world;
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const device of devices) await device.renew();
    await world.time.advance(REST_MS);
    for (const [i, a] of devices.entries()) for (const b of devices.slice(i + 1)) await network.talk(a, b);
    await bringFiles(world);
    const { client } = world;
    // What came after a recovery may lie under keys that only the sheet opens: the client has it at hand.
    if (client?.recovered && client.replica) await openWithSheet(client.replica, world.recovery.root);
    // Rights that end do so when the client's app looks, at the latest when it is opened.
    await client?.replica?.heal();
    await quiet();
    const now = devices.map(({ replica }) => JSON.stringify(replica?.ledger.heads() ?? [])).join();
    if (now === before) return true;
    before = now;
  }
  return false;
};

/** Whoever was taken off and has words that nobody got can still bring them as a file. */
const bringFiles = async (world: World): Promise<void> => {
  const client = world.client?.replica;
  for (const { replica, identity } of world.devices) {
    if (!replica || !client || client.team.isOn(identity.strand)) continue;
    for (const update of replica.ledger.missing(new Map())) await client.offer(update);
    for (const update of replica.ledger.branchesBeyond(client.ledger.heads())) await client.offer(update);
    await quiet();
  }
};
