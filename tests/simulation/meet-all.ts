import { openWithSheet } from '../../src/sync/replica/recovery.ts';
import { recover } from './further-devices.ts';
import type { Replica } from '../../src/sync/replica/replica.ts';
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
  const { devices } = world;
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const device of devices) await device.renew();
    await world.time.advance(REST_MS);
    await everybodyMeets(world);
    world.watch.look();
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

/** All to the client, all from the client, and then each with each: most of whom have the same by then. */
const everybodyMeets = async ({ client, devices, network }: World): Promise<void> => {
  for (let i = 0; client && i < 2; i++) for (const device of devices) if (device !== client) await network.talk(device, client);
  for (const [i, a] of devices.entries()) for (const b of devices.slice(i + 1)) await network.talk(a, b);
};

/** Whoever was taken off and has words that nobody got can still bring them as a file. */
const bringFiles = async ({ client, devices }: World): Promise<void> => {
  const own = client?.replica;
  if (!own) return;
  for (const { replica, identity } of devices) if (replica && !own.team.isOn(identity.strand)) await bring(replica, own);
};

const bring = async (from: Replica, to: Replica): Promise<void> => {
  for (const update of from.ledger.missing(new Map())) await to.offer(update);
  for (const update of from.ledger.branchesBeyond(to.ledger.heads())) await to.offer(update);
  await quiet();
};
