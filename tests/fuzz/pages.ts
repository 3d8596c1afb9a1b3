import * as Y from 'yjs';
import type { Bytes } from '#base';
import { addItem, changeText, encodeCanonical, headingText, LOCAL, mergeLocal, playChange, setStepState, textOf } from '#record';
import type { Change, PageKind } from '#record';
import { seededRandom } from '../unit/ledger/cast.ts';

// A page that two hands wrote on, for changes to be played onto.

/** The hand whose changes are real bytes to be changed, and the one who was there before. */
export const [HAND, BEFORE] = [44, 1001];

export interface TestPage {
  readonly kind: PageKind;
  /** What both had seen. */
  readonly base: readonly Change[];
  /** What `HAND` had seen. */
  readonly past: ReadonlyMap<number, number>;
  /** What `BEFORE` wrote at the same time, having seen the base alone. */
  readonly rival: Change;
  readonly edits: ReadonlyMap<string, (doc: Y.Doc) => void>;
}

/** An update of one client's, as its device seals it. */
const written = (doc: Y.Doc, client: number, edit: (doc: Y.Doc) => void): Bytes => {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array) => updates.push(update);
  doc.clientID = client;
  doc.on('update', listen);
  doc.transact(() => edit(doc), LOCAL);
  doc.off('update', listen);
  doc.clientID = 0;
  return mergeLocal(updates);
};

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc({ gc: false });
  copy.clientID = 0;
  const { structs, ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(copy, encodeCanonical(structs, ds));
  return copy;
};

/** A change of `HAND`'s on a page that has the base. */
export const changeOn = (page: TestPage, edit: (doc: Y.Doc) => void): Bytes => written(freshPage(page), HAND, edit);

/** A new document with the base played. */
export const freshPage = ({ kind, base }: TestPage): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  for (const change of base) {
    const played = playChange(doc, kind, change, 'base');
    if (!played.ok) throw new Error(played.error.reason);
  }
  return doc;
};

const pageOf = (
  kind: PageKind,
  first: (doc: Y.Doc) => void,
  then: (doc: Y.Doc) => void,
  edits: Readonly<Record<string, (doc: Y.Doc) => void>>,
): TestPage => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  const update = written(doc, BEFORE, first);
  const past = new Map([[BEFORE, Y.getState(doc.store, BEFORE)]]);
  return {
    kind,
    base: [{ strand: BEFORE, update, past: new Map() }],
    past,
    rival: { strand: BEFORE, update: written(copyOf(doc), BEFORE, then), past },
    edits: new Map(Object.entries(edits)),
  };
};

export const planPage = (): TestPage => {
  const random = seededRandom(11);
  let goal = '';
  let step = '';
  const title = (doc: Y.Doc): Y.Text => {
    const text = textOf(doc, goal, 'title');
    if (!text) throw new Error('a goal has a title');
    return text;
  };
  const add = (doc: Y.Doc, item: Parameters<typeof addItem>[2]): string => {
    const added = addItem(doc, random, item);
    if (!added.ok) throw new Error(added.error.type);
    return added.value;
  };
  return pageOf(
    'plan',
    (doc) => {
      goal = add(doc, { kind: 'goal', title: 'A place of my own', why: 'To sleep' });
      step = add(doc, { kind: 'step', goal, what: 'Ask', who: 'client', by: null, state: 'todo', why: '' });
    },
    (doc) => {
      changeText(title(doc), 'A warm place of our own');
      setStepState(doc, step, 'doing', 'begun');
    },
    {
      'a goal': (doc) => void add(doc, { kind: 'goal', title: 'Work', why: 'Money' }),
      'a rating': (doc) => void add(doc, { kind: 'rating', goal, value: 7, words: 'better' }),
      'words in a title': (doc) => changeText(title(doc), 'A quiet place of my own, near the sea'),
      'words taken out of a title': (doc) => changeText(title(doc), 'A my own'),
      'words before and after': (doc) => {
        title(doc).insert(0, 'Now: ');
        title(doc).insert(title(doc).length, ' ✨');
        title(doc).delete(1, 2);
      },
      'a state': (doc) => void setStepState(doc, step, 'done', ''),
      'a state, twice': (doc) => {
        setStepState(doc, step, 'blocked', 'no answer');
        setStepState(doc, step, 'dropped', '');
      },
      'an item taken out of the map': (doc) => doc.getMap('items').delete(step),
      'values of every plain kind': (doc) => {
        const map = new Y.Map<unknown>();
        for (const [i, value] of [null, true, false, 0, -1, 1.5, 2 ** 40, 'é', [1, [2, {}]], { a: { b: [] } }].entries())
          map.set(String(i), value);
        doc.getMap('items').set('odd', map);
      },
      'types in a type': (doc) => {
        const array = new Y.Array<unknown>();
        array.push([1, new Y.Map(), new Y.Text('in a list')]);
        doc.getMap('items').set('list', array);
      },
    },
  );
};

export const textPage = (): TestPage =>
  pageOf(
    'about-me',
    (doc) => {
      headingText(doc, 'people').insert(0, 'My sister and the neighbours.');
      headingText(doc, 'strengths').insert(0, 'I cook.');
    },
    (doc) => {
      changeText(headingText(doc, 'people'), 'My sister, my dog and the neighbours.');
      headingText(doc, 'strengths').delete(0, 3);
    },
    {
      'words at the end': (doc) => headingText(doc, 'people').insert(29, ' And Kim.'),
      'words in the middle': (doc) => headingText(doc, 'people').insert(10, 'and brother '),
      'words under a new heading': (doc) => headingText(doc, 'support').insert(0, 'Ring twice. 🔔'),
      'words letter by letter': (doc) => ['h', 'e', 'l', 'l', 'o'].forEach((letter, i) => headingText(doc, 'strengths').insert(i, letter)),
      'words backwards': (doc) => ['h', 'e', 'l', 'l', 'o'].forEach((letter) => headingText(doc, 'strengths').insert(2, letter)),
      'all taken out': (doc) => headingText(doc, 'people').delete(0, 29),
      'here and there': (doc) => {
        for (let i = 20; i > 0; i -= 5) {
          headingText(doc, 'people').delete(i, 1);
          headingText(doc, 'people').insert(i - 1, 'xy');
        }
      },
    },
  );
