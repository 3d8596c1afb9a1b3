import { Checks } from './checks.ts';
import { letIn } from './people.ts';
import { EVENTS } from './weather.ts';
import { World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly failure: string | null;
  /** What happened, in order. */
  readonly log: readonly string[];
  readonly entries: number;
}

/** One run: a record is made, people and the weather do what chance says, then everybody meets. The same seed, the same run. */
export const run = async (seed: number, steps: number): Promise<Outcome> => {
  const world = await World.create(seed);
  const checks = new Checks(world);
  let failure: string | null;
  try {
    await gather(world);
    for (let i = 0; i < steps; i++) {
      const did = await world.chance.weighted(EVENTS)?.(world);
      if (did) world.note(did);
      checks.watch();
    }
    failure = (await meetAll(world)) ?? checks.final();
  } catch (problem) {
    failure = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  } finally {
    for (const { replica } of world.devices) await replica?.close();
    world.end();
  }
  return { seed, failure, log: world.log, entries: world.client.entryCount };
};

/** A team to begin with, most of whom have heard of each other; in most runs one of them is hostile. */
const gather = async (world: World): Promise<void> => {
  const { client } = world;
  for (let i = 0; i < 2 + world.chance.below(2) && client.replica; i++) await letIn(world, client, client.replica);
  for (const device of world.devices) if (device !== client) await world.network.meet(device, client, { faulty: false });
  while (world.network.waiting > 0) await world.network.deliverOne({ faulty: false });
  const bad = world.chance.pick(world.devices.filter((device) => device !== client));
  if (bad && world.chance.happens(0.6)) world.network.hostile.add(bad);
};

const MOST_ROUNDS = 30;

/** The power and the network are back everywhere, and everybody meets everybody until there is nothing new. */
const meetAll = async (world: World): Promise<string | null> => {
  world.network.clear();
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const device of world.devices) {
      device.online = true;
      device.store.crashIn = Infinity;
      await device.start();
      await device.quiet();
    }
    // Typing that rests is sealed, receipts are written.
    world.time.advance(10_000);
    await world.time.turn();
    for (const device of world.devices) await device.quiet();
    for (const a of world.devices) for (const b of world.devices) if (a !== b) await world.network.meet(a, b, { faulty: false });
    while (world.network.waiting > 0) await world.network.deliverOne({ faulty: false });
    // Whoever was taken off and has words that nobody got can still bring them as a file.
    for (const { replica, identity } of world.devices) {
      const { replica: client } = world.client;
      if (!replica || !client || client.team.isOn(identity.strand)) continue;
      for (const update of replica.ledger.missing(client.ledger.have())) await client.offer(update);
      for (const update of replica.ledger.branchesBeyond(client.ledger.heads())) await client.offer(update);
      await world.client.quiet();
    }
    const now = world.devices.map(({ replica }) => JSON.stringify(replica?.ledger.heads() ?? [])).join();
    if (now === before) return null;
    before = now;
  }
  return 'they never have the same';
};
