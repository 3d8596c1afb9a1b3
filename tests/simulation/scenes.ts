import { remove } from '../../src/sync/replica/commands.ts';
import { inLeague } from './adversaries/index.ts';
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
  // Before anybody hears of it.
  world.watch.look();
  await network.talk(off, other);
  const builds = chance.happens(0.5);
  if (builds) await edit(world, other, other.replica);
  else await world.time.advance(READS_MS);
  const hears = chance.happens(0.5);
  if (hears) await network.talk(client, other);
  return `${client.name} takes ${off.name} off, who meets ${other.name}, who ${builds ? 'writes on' : 'reads'}${hears ? ', and hears of it' : ''}`;
};

/** One of two who are in league is taken off, or both; and they write as if they had not heard. */
export const conspiracy: Event = async (world) => {
  const client = world.chance.pick(world.devices.filter(({ replica, hostile }) => replica?.isClient && !hostile));
  const { replica } = client ?? {};
  const { allies } = world;
  if (!client || !replica || !allies) return null;
  const off = world.chance.happens(0.5) ? allies : allies.slice(0, 1);
  for (const { who } of off) {
    if (who === 'client' || !replica.team.members().some(({ member, on }) => member === who && on)) continue;
    world.takenOff.add(who);
    await remove(replica, who);
  }
  const did: string[] = [];
  for (const adversary of inLeague(...allies)) {
    const who = await adversary.act(world);
    if (who === null) continue;
    world.tried(adversary);
    did.push(`${who} ${adversary.name}`);
  }
  return `${client.name} takes ${off.map(({ name }) => name).join(' and ')} off, ${did.join(', ') || 'who can do nothing'}`;
};
