import type * as Y from 'yjs';
import type { Random } from '#base';
import { addItem, changeItem, changeText, headingText, isLocalOrigin, textOf } from '#record';
import type { MadeUpDeed } from '#record';
import type { KnownNames } from './known-names.ts';

/** What changes a page; a picture is an item once it is sealed. */
export type DeedOnPage = Exclude<MadeUpDeed['what'], { readonly type: 'looked' | 'picture' }>;

const act = (doc: Y.Doc, what: DeedOnPage, names: KnownNames, random: Random): void => {
  if (what.type === 'text') {
    changeText(headingText(doc, what.heading), what.words);
  } else if (what.type === 'item') {
    const item = what.item(names);
    const added = addItem(doc, random, item);
    if (!added.ok) throw new Error(`A made-up ${item.kind} does not fit: ${JSON.stringify(item)}`);
    if (what.name !== null) names.called(what.name, added.value);
  } else if (what.type === 'words') {
    const text = textOf(doc, names.id(what.name), what.field);
    if (!text) throw new Error(`${what.name} has no text called ${what.field}.`);
    changeText(text, what.words);
  } else {
    const changed = changeItem(doc, names.id(what.name), what.fields(names));
    if (!changed.ok) throw new Error(`A made-up change of ${what.name} does not fit: ${changed.error.type}.`);
  }
};

/** Does it on a page by the app's own commands, and gives the update that came of it. */
export const doOnPage = (doc: Y.Doc, what: DeedOnPage, names: KnownNames, random: Random): Uint8Array => {
  const made: Uint8Array[] = [];
  const keep = (update: Uint8Array, origin: unknown) => {
    if (isLocalOrigin(origin)) made.push(update);
  };
  doc.on('update', keep);
  act(doc, what, names, random);
  doc.off('update', keep);
  const [update] = made;
  if (!update || made.length > 1) throw new Error(`A deed is one change: ${JSON.stringify(what)}`);
  return update;
};
