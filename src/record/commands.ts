import * as Y from 'yjs';
import { bytesToHex, err, ok } from '#base';
import type { Random, Result } from '#base';
import type { Heading, SafeHeading } from './headings.ts';
import { readItem, TEXT_FIELDS } from './items.ts';
import type { Item, ItemOf } from './items.ts';
import type { SayWord } from './items/common.ts';
import type { StepState } from './items/plan.ts';
import { LOCAL } from './local.ts';

export type CommandProblem = { readonly type: 'does-not-fit' } | { readonly type: 'not-there'; readonly id: string };

const itemsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('items');

/** Adds an item in one transaction. Gives its id. */
export const addItem = (doc: Y.Doc, random: Random, item: Item): Result<string, CommandProblem> => {
  const checked = readItem(item);
  if (!checked) return err({ type: 'does-not-fit' });
  const id = bytesToHex(random(16));
  const texts = TEXT_FIELDS[checked.kind] ?? [];
  doc.transact(() => {
    const map = new Y.Map<unknown>();
    for (const [field, value] of Object.entries(checked)) {
      if (value === undefined) continue;
      map.set(field, texts.includes(field) && typeof value === 'string' ? new Y.Text(value) : value);
    }
    itemsOf(doc).set(id, map);
  }, LOCAL);
  return ok(id);
};

/** Sets fields of an item, where what comes of it still fits. What they were stays in the page's history. */
export const changeItem = (doc: Y.Doc, id: string, fields: Readonly<Record<string, unknown>>): Result<void, CommandProblem> => {
  const item = itemsOf(doc).get(id);
  if (!(item instanceof Y.Map)) return err({ type: 'not-there', id });
  if (!readItem({ ...item.toJSON(), ...fields })) return err({ type: 'does-not-fit' });
  doc.transact(() => {
    for (const [field, value] of Object.entries(fields)) item.set(field, value);
  }, LOCAL);
  return ok(undefined);
};

export const setStepState = (doc: Y.Doc, id: string, state: StepState, why: string): Result<void, CommandProblem> =>
  changeItem(doc, id, { state, why });

/** Puts a goal away, or takes it out again. */
export const putGoalAway = (doc: Y.Doc, id: string, away: boolean): Result<void, CommandProblem> => changeItem(doc, id, { away });

export const setInvitationState = (doc: Y.Doc, id: string, state: ItemOf<'invitation'>['state']): Result<void, CommandProblem> =>
  changeItem(doc, id, { state });

/** What the client says to somebody's item. */
export const sayTo = (doc: Y.Doc, random: Random, to: string, say: SayWord, words: string): Result<string, CommandProblem> =>
  addItem(doc, random, { kind: 'say', to, say, words });

/** Changes a text from what it is to `next`, by the least edit: what others write at the same time stays. */
export const changeText = (text: Y.Text, next: string): void => {
  const now = text.toJSON();
  if (now === next) return;
  let start = 0;
  while (start < now.length && start < next.length && now[start] === next[start]) start++;
  let end = 0;
  while (end < now.length - start && end < next.length - start && now[now.length - 1 - end] === next[next.length - 1 - end]) end++;
  // Never between the two halves of one character (UTF-16 surrogates): each half alone would be lost.
  const splits = (value: string, at: number) => /[\uD800-\uDBFF]/.test(value[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(value[at] ?? '');
  if (splits(now, start) || splits(next, start)) start--;
  if (splits(now, now.length - end) || splits(next, next.length - end)) end--;
  text.doc?.transact(() => {
    if (now.length - end > start) text.delete(start, now.length - end - start);
    const added = next.slice(start, next.length - end);
    if (added !== '') text.insert(start, added);
  }, LOCAL);
};

/** The text of a heading of *About me* or *Keeping safe*. */
export const headingText = (doc: Y.Doc, heading: Heading | SafeHeading): Y.Text => doc.getText(heading);
