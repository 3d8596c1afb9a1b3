import { remove } from '../../src/sync/replica/commands.ts';
import { edit } from './people.ts';
import type { Event } from './weather.ts';

// What seldom comes together by chance, and is what the rules are about.

/** Long enough for a receipt. */
const READS_MS = 2000;

/**
 * The client takes somebody off where nobody hears of it. Whoever was taken off writes on, and meets somebody else of the team, who writes
 * something that builds on it, or only reads it; then, perhaps, they hear of the removal.
 */
export const unheard: Event = async (world) => {
  const { chance, network } = world;
  const client = chance.pick(world.devices.filter(({ replica, hostile }) => replica?.isClient && !hostile));
  const members = world.devices.filter(({ replica, who }) => who !== 'client' && replica?.view().state === 'on');
  const [off, other] = [chance.pick(members), chance.pick(members)];
  const { replica } = client ?? {};
  if (!client || !replica || !off?.replica || !other?.replica || off.who === other.who || off.who === 'client') return null;
  world.takenOff.add(off.who);
  const done = await remove(replica, off.who);
  if (!done.ok) return null;
  await edit(world, off, off.replica);
  await off.replica.flush();
  await network.talk(off, other);
  const builds = chance.happens(0.5);
  if (builds) await edit(world, other, other.replica);
  else await world.time.advance(READS_MS);
  const hears = chance.happens(0.5);
  if (hears) await network.talk(client, other);
  return `${client.name} takes ${off.name} off, who meets ${other.name}, who ${builds ? 'writes on' : 'reads'}${hears ? ', and hears of it' : ''}`;
};
