import type { Deed } from './people.ts';
import { addFurther, recoverFrom } from './joining.ts';
import type { Event } from './weather.ts';

const MOST_DEVICES = 10;
const MOST_OF_ONE = 3;

/** Somebody adds a further device of their own. */
export const addDevice: Deed = async (world, device, replica) => {
  const { me } = replica;
  const own = world.devices.filter(({ who }) => who === device.who);
  if (me === null || replica.view().state !== 'on' || world.devices.length >= MOST_DEVICES || own.length >= MOST_OF_ONE) return null;
  const further = await addFurther(world, device, replica, `${device.name}’s ${String(own.length + 1)}.`);
  if (further && device.hostile) further.hostile = true;
  return `${device.name} adds ${further?.name ?? 'no device: it has no power'}`;
};

/** The client gets their record back onto a new device, from one that has heard of most recoveries: an island may have heard of none. */
export const recover: Event = async (world) => {
  if (!world.robbed) return null;
  const there = world.devices.filter(({ replica }) => replica && replica.team.clientDevices().length > 0);
  const honest = there.filter(({ hostile }) => !hostile);
  const known = honest.length > 0 ? honest : there;
  const most = Math.max(...known.map(({ replica }) => replica?.team.recoveries() ?? 0));
  const from = world.chance.pick(known.filter(({ replica }) => replica?.team.recoveries() === most));
  const device = from && (await recoverFrom(world, from));
  return device ? `the client recovers from ${from.name}: ${device.name}` : null;
};
