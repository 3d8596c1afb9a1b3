import type { World } from './world.ts';
import { quiet } from './virtual-time.ts';

const MOST_ROUNDS = 30;
/** Typing that rests is sealed, receipts are written. */
const REST_MS = 10_000;

/** The power and the network are back everywhere, and everybody meets everybody until there is nothing new. Gives what is wrong if that never comes. */
export const meetAll = async (world: World): Promise<string | null> => {
  const { devices, network } = world;
  network.mend();
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const device of devices) {
      device.online = true;
      device.disk.crashIn = Infinity;
      await device.start();
    }
    await world.time.advance(REST_MS);
    for (const [i, a] of devices.entries())
      for (const b of devices.slice(i + 1)) {
        await network.meet(a, b, { faulty: false });
        while (network.waiting > 0) await network.deliverOne({ faulty: false });
      }
    await bringFiles(world);
    const now = devices.map(({ replica }) => JSON.stringify(replica?.ledger.heads() ?? [])).join();
    if (now === before) return null;
    before = now;
  }
  return 'they never have the same';
};

/** Whoever was taken off and has words that nobody got can still bring them as a file. */
const bringFiles = async ({ client: { replica: client }, devices }: World): Promise<void> => {
  for (const { replica, identity } of devices) {
    if (!replica || !client || client.team.isOn(identity.strand)) continue;
    for (const update of replica.ledger.missing(client.ledger.have())) await client.offer(update);
    for (const update of replica.ledger.branchesBeyond(client.ledger.heads())) await client.offer(update);
    await quiet();
  }
};
