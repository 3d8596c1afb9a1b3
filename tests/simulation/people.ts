import * as Y from 'yjs';
import type { MemberId, PageId, Right } from '#ledger';
import { addItem, changeText, HEADINGS, headingText, readItems, setStepState, STEP_STATES } from '#record';
import type { Item } from '#record';
import { accept, addPage, grant, remove, revoke } from '../../src/sync/replica/commands.ts';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

// What honest people do. Each gives what it did, for the log of a run; `null` where there was nothing to do.

type Deed = (world: World, device: Device, replica: Replica) => Promise<string | null>;

const writablePages = (replica: Replica) =>
  replica.view().pages.flatMap(({ id, my }) => {
    const page = my === 'write' ? replica.openPage(id) : null;
    return page?.readOnly === null ? [page] : [];
  });

const DAY = '2026-01-05';

const newItem = (world: World, page: { readonly kind: string; readonly doc: Y.Doc }): Item => {
  const words = `words ${String(++world.made)}`;
  if (page.kind === 'journal') return { kind: 'note', type: 'visit', words, day: DAY, together: false };
  const goals = readItems(page.doc).rows.flatMap(({ id, item }) => (item.kind === 'goal' ? [id] : []));
  const goal = world.chance.pick(goals);
  if (goal === undefined || world.chance.happens(0.3)) return { kind: 'goal', title: words, why: '' };
  if (world.chance.happens(0.3)) return { kind: 'rating', goal, value: world.chance.below(11), words: '' };
  return { kind: 'step', goal, what: words, who: 'client', by: null, state: 'todo', why: '' };
};

/** Writes: something new, on in a text that others write in too, or a step's state. */
export const edit: Deed = async (world, device, replica) => {
  const page = world.chance.pick(writablePages(replica));
  if (!page) return null;
  const { chance } = world;
  if (page.kind === 'about-me') type(world, headingText(page.doc, chance.pick(HEADINGS) ?? 'support'));
  else {
    const { rows } = readItems(page.doc);
    const texts = [...page.doc.getMap('items').values()].flatMap((item) => {
      const title: unknown = item instanceof Y.Map ? item.get('title') : null;
      return title instanceof Y.Text ? [title] : [];
    });
    const text = chance.pick(texts);
    const step = chance.pick(rows.filter(({ item }) => item.kind === 'step'));
    if (text && chance.happens(0.4)) type(world, text);
    else if (step && chance.happens(0.3)) setStepState(page.doc, step.id, chance.pick(STEP_STATES) ?? 'done', '');
    else addItem(page.doc, chance.bytes, newItem(world, page));
  }
  // Sealed now (on blur), or left for the pause to seal.
  const sealed = chance.happens(0.6);
  if (sealed) await replica.flush();
  return `${device.name} writes on ${page.kind}${sealed ? '' : ', unsealed'}`;
};

/** Puts letters in somewhere, or takes some out. */
const type = ({ chance }: World, text: Y.Text): void => {
  const now = text.toJSON();
  const at = chance.below(now.length + 1);
  const end = Math.min(now.length, at + (chance.happens(0.3) ? chance.below(4) : 0));
  changeText(text, `${now.slice(0, at)}${String.fromCharCode(97 + chance.below(26)).repeat(1 + chance.below(3))}${now.slice(end)}`);
};

const pagesOf = (replica: Replica): readonly PageId[] => replica.view().pages.map(({ id }) => id);
const onTeam = (replica: Replica): readonly MemberId[] => replica.team.members().flatMap(({ member, on }) => (on ? [member] : []));
const RIGHTS: readonly Right[] = ['see', 'write'];

const MOST_PEOPLE = 7;

/** The client lets somebody in: somebody new, or somebody who was taken off, who then has a new number and new keys. */
export const letIn: Deed = async (world, device, replica) => {
  if (!replica.isClient || world.devices.length >= MOST_PEOPLE) return null;
  const rights = new Map<PageId, Right>();
  for (const page of pagesOf(replica)) if (world.chance.happens(0.8)) rights.set(page, world.chance.happens(0.75) ? 'write' : 'see');
  const name = `worker ${String(world.devices.length)}`;
  const known = await world.letIn(device, replica, name, rights);
  if (!known || known.who === 'client') return `${device.name} lets nobody in: it has no power`;
  for (const page of rights.keys()) world.grantedEver(page, known.who);
  return `${device.name} lets ${name} in`;
};

export const give: Deed = async (world, device, replica) => {
  const [member, page] = [world.chance.pick(onTeam(replica)), world.chance.pick(pagesOf(replica))];
  if (!replica.isClient || !member || !page) return null;
  const right = world.chance.pick(RIGHTS) ?? 'see';
  world.grantedEver(page, member);
  await grant(replica, member, page, right);
  return `${device.name} lets ${member.slice(0, 6)} ${right} ${page}`;
};

export const takeBack: Deed = async (world, device, replica) => {
  const [member, page] = [world.chance.pick(onTeam(replica)), world.chance.pick(pagesOf(replica))];
  if (!replica.isClient || !member || !page) return null;
  const right = world.chance.pick(RIGHTS) ?? 'see';
  await revoke(replica, member, page, right);
  return `${device.name} takes ${right} of ${page} from ${member.slice(0, 6)}`;
};

export const takeOff: Deed = async (world, device, replica) => {
  const member = world.chance.pick(onTeam(replica));
  if (!replica.isClient || !member) return null;
  world.takenOff.add(member);
  await remove(replica, member);
  return `${device.name} takes ${member.slice(0, 6)} off`;
};

export const letCount: Deed = async (world, device, replica) => {
  const batch = world.chance.pick(replica.view().held);
  if (!replica.isClient || !batch) return null;
  await accept(replica, batch.upTo);
  return `${device.name} lets ${String(batch.count)} words count`;
};

export const newPage: Deed = async (_, device, replica) => {
  if (!replica.isClient || pagesOf(replica).length > 4) return null;
  const done = await addPage(replica, 'journal', 'More', 9);
  return done.ok ? `${device.name} adds ${done.value}` : null;
};

/** Looks at a page: a receipt follows. */
export const look: Deed = (world, device, replica) => {
  const page = world.chance.pick(pagesOf(replica));
  if (!page) return Promise.resolve(null);
  replica.openPage(page)?.markOpened();
  return Promise.resolve(`${device.name} looks at ${page}`);
};
