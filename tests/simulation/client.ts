import type { MemberId, PageId, Right } from '#ledger';
import { toInstant } from '#base';
import { accept, addPage, beginAfresh, grant, remove, revoke } from '../../src/sync/replica/commands.ts';
import { removeDevice } from '../../src/sync/replica/devices.ts';
import type { Replica } from '../../src/sync/replica/replica.ts';
import { letPersonIn } from './joining.ts';
import type { Deed } from './people.ts';
import type { World } from './world.ts';
import { noteIn } from './world.ts';

// What the client decides, on any device of theirs.

const pagesOf = (replica: Replica): readonly PageId[] => replica.view().pages.map(({ id }) => id);
const onTeam = (replica: Replica): readonly MemberId[] => replica.team.members().flatMap(({ member, on }) => (on ? [member] : []));
const RIGHTS: readonly Right[] = ['see', 'write'];

const MOST_DEVICES = 8;

/** Rights that end do so within a run. */
const MOST_GIVEN_MS = 60_000;

/** Lets somebody in: somebody new, or somebody who was taken off, who then has a new number and new keys. */
export const letIn: Deed = async (world, device, replica) => {
  if (!replica.isClient || world.devices.length >= MOST_DEVICES) return null;
  const rights = new Map<PageId, Right>();
  for (const page of pagesOf(replica)) if (world.chance.happens(0.8)) rights.set(page, world.chance.happens(0.75) ? 'write' : 'see');
  const before = world.devices.find(({ who }) => who !== 'client' && world.takenOff.has(who) && !world.backAgain.has(who));
  const name = before ? `${before.name} again` : `worker ${String(world.devices.length)}`;
  const known = await letPersonIn(world, device, replica, name, rights);
  if (!known) return `${device.name} lets nobody in: it has no power`;
  if (before) world.backAgain.add(before.who);
  for (const page of rights.keys()) noteIn(world.everGranted, page, known.who);
  return `${device.name} lets ${name} in`;
};

export const give: Deed = async (world, device, replica) => {
  const [member, page] = [world.chance.pick(onTeam(replica)), world.chance.pick(pagesOf(replica))];
  if (!replica.isClient || !member || !page) return null;
  const right = world.chance.pick(RIGHTS) ?? 'see';
  const until = world.chance.happens(0.2) ? toInstant(replica.clock() + world.chance.below(MOST_GIVEN_MS)) : null;
  noteIn(world.everGranted, page, member);
  await grant(replica, member, page, right, until);
  return `${device.name} lets ${world.nameOf(member)} ${right} ${page}${until === null ? '' : ', for a while'}`;
};

export const takeBack: Deed = async (world, device, replica) => {
  const [member, page] = [world.chance.pick(onTeam(replica)), world.chance.pick(pagesOf(replica))];
  if (!replica.isClient || !member || !page) return null;
  const right = world.chance.pick(RIGHTS) ?? 'see';
  await revoke(replica, member, page, right);
  return `${device.name} takes ${right} of ${page} from ${world.nameOf(member)}`;
};

export const takeOff: Deed = async (world, device, replica) => {
  const member = world.chance.pick(onTeam(replica));
  if (!replica.isClient || !member) return null;
  world.takenOff.add(member);
  await remove(replica, member);
  return `${device.name} takes ${world.nameOf(member)} off`;
};

/** Takes one device of somebody's off, who has others. */
export const takeDeviceOff: Deed = async (world, device, replica) => {
  const several = replica.team.members().filter(({ on, strands }) => on && strands.length > 1);
  const strand = world.chance.pick(world.chance.pick(several)?.strands.filter((one) => replica.team.isOn(one)) ?? []);
  if (!replica.isClient || strand === undefined) return null;
  const off = world.deviceOf(strand);
  // It may have gone on under a fresh strand: each of those that it has is its own.
  for (const one of off?.strands ?? [strand]) {
    if (!replica.team.isOn(one)) continue;
    world.strandsTakenOff.add(one);
    await removeDevice(replica, one);
  }
  return `${device.name} takes a device of ${off?.name ?? 'somebody'} off`;
};

/** Takes somebody off where nobody hears of it: what the others write and read meanwhile is what the rules are about. */
export const takeOffInSecret: Deed = async (world, device, replica) => {
  if (!device.online) return null;
  device.online = false;
  const did = await takeOff(world, device, replica);
  return did && `${did}, offline`;
};

export const letCount: Deed = async (world, device, replica) => {
  const batch = world.chance.pick(replica.view().held);
  if (!replica.isClient || !batch) return null;
  await accept(replica, batch.upTo);
  return `${device.name} lets ${String(batch.count)} words count`;
};

const MOST_PAGES = 4;

export const newPage: Deed = async (_: World, device, replica) => {
  if (!replica.isClient || pagesOf(replica).length > MOST_PAGES) return null;
  const done = await addPage(replica, 'journal', 'More', 9);
  return done.ok ? `${device.name} adds ${done.value}` : null;
};

/** Closes a page, and begins one like it for the same people. */
export const beginAgain: Deed = async (world, device, replica) => {
  const page = world.chance.pick(replica.view().pages.filter(({ archived }) => !archived));
  if (!replica.isClient || !page || pagesOf(replica).length > MOST_PAGES) return null;
  const done = await beginAfresh(replica, page.id);
  if (!done.ok) return null;
  for (const who of page.rights.keys()) noteIn(world.everGranted, done.value, who);
  return `${device.name} closes ${page.kind} and begins it afresh`;
};
