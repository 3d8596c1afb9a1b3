import type { Device } from './device.ts';
import { TRICKS } from './hostile.ts';
import * as people from './people.ts';
import type { World } from './world.ts';

type Event = (world: World) => Promise<string | null>;

const byDevice =
  (deed: (world: World, device: Device, replica: NonNullable<Device['replica']>) => Promise<string | null>, whom: 'anyone' | 'client') =>
  async (world: World): Promise<string | null> => {
    const device = world.chance.pick(world.devices.filter(({ replica, who }) => replica && (whom === 'anyone' || who === 'client')));
    const { replica } = device ?? {};
    if (!device || !replica) return null;
    // Now and then the power goes in the middle of it.
    if (world.chance.happens(0.04)) device.store.crashIn = 1 + world.chance.below(3);
    const did = await deed(world, device, replica);
    await device.quiet();
    if (device.store.hasCrashed) {
      device.crash();
      return `${did ?? 'nothing'}, and ${device.name} loses its power`;
    }
    device.store.crashIn = Infinity;
    return did;
  };

const meet: Event = async (world) => {
  const there = world.devices.filter(({ replica, online }) => replica && online);
  const [a, b] = [world.chance.pick(there), world.chance.pick(there)];
  if (!a || !b || a === b) return null;
  const met = await world.network.meet(a, b, { faulty: true });
  return `${a.name} and ${b.name} ${met ? 'meet' : 'do not let each other in'}`;
};

const deliver: Event = async (world) => {
  const before = world.network.waiting;
  for (let i = 0; i < 6 && world.network.waiting > 0; i++) await world.network.deliverOne({ faulty: true });
  return before > 0 ? `of ${String(before)} messages some come` : null;
};

const timePasses: Event = async (world) => {
  const fired = world.time.advance(world.chance.pick([200, 1200, 5000]) ?? 1200);
  await world.time.turn();
  for (const device of world.devices) {
    await device.quiet();
    if (device.store.hasCrashed) device.crash();
  }
  return fired > 0 ? `time passes, ${String(fired)} timers` : null;
};

/** Somebody hostile tries something on somebody. */
const trick: Event = async (world) => {
  const device = world.chance.pick([...world.network.hostile]);
  const { replica } = device ?? {};
  if (!device || !replica) return null;
  const [name, play] = world.chance.pick(Object.entries(TRICKS)) ?? [];
  const updates = await play?.({ world, device, replica });
  await device.quiet();
  if (!updates) return null;
  for (const to of world.devices) {
    if (to === device || !to.replica || world.chance.happens(0.5)) continue;
    // Not to everybody the same.
    for (const update of updates) if (world.chance.happens(0.8)) await to.replica?.offer(update);
    await to.quiet();
  }
  return `${device.name} ${name ?? ''}`;
};

const network: Event = (world) => {
  const device = world.chance.pick(world.devices);
  if (!device) return Promise.resolve(null);
  device.online = !device.online || world.devices.filter(({ online }) => online).length < 2;
  return Promise.resolve(`${device.name} is ${device.online ? 'online' : 'offline'}`);
};

/** The client takes somebody off where nobody hears of it: what the others write and read meanwhile is what the rules are about. */
const secretly: Event = async (world) => {
  const { client } = world;
  const { replica } = client;
  if (!replica || !client.online) return null;
  client.online = false;
  const did = await people.takeOff(world, client, replica);
  await client.quiet();
  return did && `${did}, offline`;
};

const power: Event = async (world) => {
  const off = world.chance.pick(world.devices.filter(({ replica }) => !replica));
  if (off && world.chance.happens(0.8)) {
    await off.start();
    await off.quiet();
    return `${off.name} starts`;
  }
  const device = world.chance.pick(world.devices);
  device?.crash();
  return device ? `${device.name} loses its power` : null;
};

const clocks: Event = (world) => {
  const device = world.chance.pick(world.devices);
  if (!device) return Promise.resolve(null);
  device.skew = (world.chance.below(2001) - 1000) * (world.chance.happens(0.2) ? 86_400_000 : 60_000);
  return Promise.resolve(`${device.name}'s clock is off by ${String(device.skew)} ms`);
};

/** What happens, and how often beside the others. */
export const EVENTS: readonly (readonly [number, Event])[] = [
  [30, byDevice(people.edit, 'anyone')],
  [22, meet],
  [22, deliver],
  [12, timePasses],
  [6, byDevice(people.letIn, 'client')],
  [4, byDevice(people.give, 'client')],
  [3, byDevice(people.takeBack, 'client')],
  [1, byDevice(people.takeOff, 'client')],
  [3, byDevice(people.letCount, 'client')],
  [1, byDevice(people.newPage, 'client')],
  [4, byDevice(people.look, 'anyone')],
  [3, secretly],
  [14, trick],
  [3, network],
  [4, power],
  [1, clocks],
];
