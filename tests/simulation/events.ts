import * as client from './client.ts';
import type { Device } from './device.ts';
import { addDevice, recover } from './further-devices.ts';
import { edit, look } from './people.ts';
import type { Deed } from './people.ts';
import { conspiracy, unheard } from './scenes.ts';
import { quiet } from './virtual-time.ts';
import * as weather from './weather.ts';
import type { Event } from './weather.ts';
import type { World } from './world.ts';

/** How likely the power goes in the middle of what somebody does. */
const CRASHES = 0.05;

const doIt = async (world: World, device: Device, deed: Deed): Promise<string | null> => {
  const { replica } = device;
  if (!replica) return null;
  if (world.chance.happens(CRASHES)) device.disk.crashIn = 1 + world.chance.below(5);
  const did = await deed(world, device, replica);
  await quiet();
  device.disk.crashIn = Infinity;
  return device.replica ? did : `${did ?? 'nothing'}, and ${device.name} loses its power`;
};

const byAnyone =
  (deed: Deed): Event =>
  async (world) => {
    const device = world.chance.pick(world.devices.filter(({ replica }) => replica));
    return device ? doIt(world, device, deed) : null;
  };

const byClient =
  (deed: Deed): Event =>
  async (world) => {
    const device = world.chance.pick(world.devices.filter(({ replica, who, hostile }) => replica && who === 'client' && !hostile));
    return device ? doIt(world, device, deed) : null;
  };

/** Two things at one moment: somebody writes while the news comes in. */
const meanwhile: Event = async (world) => {
  const device = world.chance.pick(world.devices.filter(({ replica }) => replica));
  if (!device || world.network.waiting === 0) return null;
  const coming = world.network.deliverOne();
  const did = await doIt(world, device, edit);
  await coming;
  return did && `${did}, while something comes`;
};

/** Two devices of the client's decide at once, neither knowing of the other's. */
const atOnce: Event = async (world) => {
  const own = world.devices.filter(({ replica, hostile }) => replica?.isClient && !hostile);
  const [one, other] = own.length > 1 ? own.slice(-2) : [];
  if (!one || !other) return null;
  const deeds = [client.takeOff, client.give, client.takeBack, client.letIn] as const;
  const [first, second] = [world.chance.pick(deeds), world.chance.pick(deeds)];
  if (!first || !second) return null;
  const did = [await doIt(world, one, first), await doIt(world, other, second)];
  return `at once: ${did.filter((deed) => deed !== null).join(' and ')}`;
};

/** What happens, and how often beside the others. */
export const EVENTS: readonly (readonly [number, Event])[] = [
  [28, byAnyone(edit)],
  [22, weather.meet],
  [22, weather.deliver],
  [12, weather.timePasses],
  [6, byClient(client.letIn)],
  [4, byClient(client.give)],
  [3, byClient(client.takeBack)],
  [1, byClient(client.takeOff)],
  [2, byClient(client.takeOffInSecret)],
  [3, byClient(client.letCount)],
  [1, byClient(client.newPage)],
  [1, byClient(client.beginAgain)],
  [1, byClient(client.takeDeviceOff)],
  [2, byClient(addDevice)],
  [2, byAnyone(addDevice)],
  [2, atOnce],
  [4, byAnyone(look)],
  [5, meanwhile],
  [30, weather.harm],
  [4, weather.network],
  [4, weather.power],
  [2, weather.disks],
  [4, unheard],
  [2, conspiracy],
  [1, weather.theft],
  [3, recover],
  [1, weather.clocks],
];
