import { inLeague, withOneDevice } from './adversaries/index.ts';
import { Checks } from './checks.ts';
import { letIn } from './client.ts';
import { EVENTS } from './events.ts';
import { meetAll } from './meet-all.ts';
import { World } from './world.ts';

/** What to play: the same plan, the same run. */
export interface Plan {
  readonly seed: number;
  readonly steps: number;
  /** Steps that are left out, counted from 1. The others stay what they are. */
  readonly without: ReadonlySet<number>;
}

export interface Outcome {
  readonly failure: string | null;
  /** What happened, in order, and the steps at which something did. */
  readonly log: readonly string[];
  readonly happened: readonly number[];
  readonly entries: number;
  /** By name, how often each adversary found something to try. */
  readonly tries: ReadonlyMap<string, number>;
}

/** One run: a record is made, people and the weather do what chance says, then everybody meets. */
export const run = async ({ seed, steps, without }: Plan): Promise<Outcome> => {
  const world = await World.create(seed);
  const happened: number[] = [];
  let failure: string | null;
  try {
    world.chance.begin('gathering');
    await gather(world);
    for (let step = 1; step <= steps; step++) {
      if (without.has(step)) continue;
      world.chance.begin(step);
      const did = await world.chance.weighted(EVENTS)?.(world);
      if (did) {
        world.note(`${String(step)}: ${did}`);
        happened.push(step);
      }
      for (const device of world.devices) if (await device.renew()) world.note(`${device.name} takes a new strand`);
      world.watch.look();
    }
    world.chance.begin('end');
    failure = (await meetAll(world)) ?? new Checks(world).final();
  } catch (problem) {
    failure = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  }
  const entries = world.client?.replica?.ledger.index.entries.length ?? 0;
  for (const device of world.devices) await device.close();
  world.end();
  return { failure, log: world.log, happened, entries, tries: world.tries };
};

const MOST_TRICKS = 9;

/** A team to begin with, most of whom have heard of each other; in most runs one of them is hostile, in some two. */
const gather = async (world: World): Promise<void> => {
  const { client, chance } = world;
  if (!client) return;
  for (let i = 0; i < 2 + chance.below(2) && client.replica; i++) await letIn(world, client, client.replica);
  for (const device of world.devices) if (device !== client) await world.network.talk(device, client);
  const members = world.devices.filter((device) => device !== client);
  const [one, other] = [chance.pick(members), chance.pick(members)];
  if (!one || !other || !chance.happens(0.65)) return;
  one.hostile = true;
  // Not all that it could try: some of it, often.
  const tricks = withOneDevice(one);
  for (let i = 0; i < MOST_TRICKS; i++) world.adversaries.push(...tricks.splice(chance.below(tricks.length), 1));
  if (one === other || !chance.happens(0.6)) return;
  other.hostile = true;
  world.adversaries.push(...inLeague(one, other));
  world.allies = [one, other];
};
