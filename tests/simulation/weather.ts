import { withTheClientsDevice } from './adversaries/index.ts';
import type { World } from './world.ts';
import { quiet } from './virtual-time.ts';

// What nobody does: network, power, disks, clocks. Each gives what happened; `null` where nothing did.

export type Event = (world: World) => Promise<string | null>;

export const meet: Event = async (world) => {
  const there = world.devices.filter(({ replica, online }) => replica && online);
  const [a, b] = [world.chance.pick(there), world.chance.pick(there)];
  if (!a || !b || a === b) return null;
  const met = await world.network.meet(a, b);
  return `${a.name} and ${b.name} ${met ? 'meet' : 'do not reach each other'}`;
};

const AT_ONCE = 8;

export const deliver: Event = async (world) => {
  const before = world.network.waiting;
  for (let i = 0; i < AT_ONCE && world.network.waiting > 0; i++) await world.network.deliverOne();
  return before > 0 ? `of ${String(before)} messages some come` : null;
};

export const timePasses: Event = async (world) => {
  const fired = await world.time.advance(world.chance.pick([200, 1200, 5000]) ?? 1200);
  return fired > 0 ? `time passes, ${String(fired)} timers` : null;
};

/** Somebody takes a device of the client's, as it is. */
export const theft: Event = (world) => {
  const { chance, devices } = world;
  const device = chance.pick(devices.filter(({ who, hostile, replica }) => who === 'client' && !hostile && replica?.isClient));
  const { replica } = device ?? {};
  if (!device || !replica || world.robbed || devices.filter(({ who, hostile }) => who === 'client' && hostile).length > 1)
    return Promise.resolve(null);
  const { index } = replica.ledger;
  for (const head of replica.team.clientLine())
    for (let at = device.strands.has(head.strand) ? index.get(head.hash) : undefined; at; at = at.prev ? index.get(at.prev) : undefined)
      world.ownBefore.add(at.hash);
  device.hostile = true;
  world.robbed = true;
  world.adversaries.push(...withTheClientsDevice(device));
  return Promise.resolve(`${device.name} is stolen`);
};

/** Somebody hostile tries something. */
export const harm: Event = async (world) => {
  const adversary = world.chance.pick(world.adversaries);
  const who = await adversary?.act(world);
  await quiet();
  if (!adversary || who === null) return null;
  world.tried(adversary);
  return `${who} ${adversary.name}`;
};

export const network: Event = (world) => {
  const { chance, devices } = world;
  const device = chance.pick(devices);
  if (!device) return Promise.resolve(null);
  switch (chance.below(5)) {
    case 0:
      return Promise.resolve(world.network.cut(devices) ? 'the network is cut in two' : 'the network is whole');
    case 1:
      if (!world.network.deaf.delete(device)) world.network.deaf.add(device);
      return Promise.resolve(`${device.name} hears ${world.network.deaf.has(device) ? 'nothing' : 'again'}`);
    default:
      device.online = !device.online || devices.filter(({ online }) => online).length < 2;
      return Promise.resolve(`${device.name} is ${device.online ? 'online' : 'offline'}`);
  }
};

export const power: Event = async (world) => {
  const { chance, devices } = world;
  const off = chance.pick(devices.filter(({ replica }) => !replica));
  if (off && chance.happens(0.8)) {
    // Now and then it does not come far.
    if (chance.happens(0.1)) off.disk.crashIn = 1 + chance.below(4);
    await off.start();
    off.disk.crashIn = Infinity;
    return `${off.name} ${off.replica ? 'starts' : 'loses its power while it starts'}`;
  }
  const device = chance.pick(devices);
  device?.crash();
  return Promise.resolve(device ? `${device.name} loses its power` : null);
};

/** A disk is copied, or an old copy is put back: own words may be gone, and the next ones take the places of others. */
export const disks: Event = async (world) => {
  const device = world.chance.pick(world.devices);
  if (!device) return null;
  if (!device.goBack()) {
    device.backUp();
    return `${device.name} is backed up`;
  }
  world.watch.wentBack(device);
  await device.start();
  return `${device.name} is put back to what it was`;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const clocks: Event = (world) => {
  const device = world.chance.pick(world.devices);
  if (!device) return Promise.resolve(null);
  device.skew = (world.chance.below(2001) - 1000) * (world.chance.happens(0.2) ? DAY_MS : MINUTE_MS);
  return Promise.resolve(`${device.name}'s clock is off by ${String(device.skew)} ms`);
};
