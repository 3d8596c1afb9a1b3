import * as Y from 'yjs';
import { addItem, changeText, HEADINGS, headingText, readItems, setStepState, STEP_STATES } from '#record';
import type { Item } from '#record';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

// What honest people do. Each gives what it did, for the log of a run; `null` where there was nothing to do.

export type Deed = (world: World, device: Device, replica: Replica) => Promise<string | null>;

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

/** Looks at a page: a receipt follows. */
export const look: Deed = (world, device, replica) => {
  const page = world.chance.pick(replica.view().pages);
  if (!page) return Promise.resolve(null);
  replica.openPage(page.id)?.markOpened();
  return Promise.resolve(`${device.name} looks at ${page.kind}`);
};
