import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, changeItem, changeText, headingText, isAfterMark, markOf, newsSince } from '#record';
import { seededRandom } from '../ledger/cast.ts';

const random = seededRandom(9);
const note = { kind: 'fact', label: 'GP', words: 'Dr Moss', day: null } as const;
const page = () => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 7;
  return doc;
};
const add = (doc: Y.Doc): string => {
  const done = addItem(doc, random, note);
  if (!done.ok) throw new Error('a fact fits');
  return done.value;
};

it('has nothing to tell of a page that was read to its end', () => {
  const doc = page();
  add(doc);
  changeText(headingText(doc, 'signs'), 'I stop eating.');
  expect(newsSince(doc, 'keeping-safe', markOf(doc))).toEqual([]);
  expect(newsSince(doc, 'keeping-safe', {})).not.toEqual([]);
});

it('names a new item once, a changed field, and a text that grew', () => {
  const doc = page();
  const old = add(doc);
  const mark = markOf(doc);
  const fresh = add(doc);
  changeItem(doc, old, { words: 'Dr Reed' });
  changeText(headingText(doc, 'signs'), 'I stop eating.');
  const news = newsSince(doc, 'keeping-safe', mark);
  expect(news.filter(({ field }) => field === null).map((one) => one.in)).toEqual([{ item: fresh }, { text: 'signs' }]);
  expect(news).toContainEqual(expect.objectContaining({ in: { item: old }, field: 'words' }));
  for (const { madeBy } of news) expect(isAfterMark(madeBy, mark)).toBe(true);
});

it('tells of everything after a mark and of nothing before it, whoever wrote in whatever order', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ hand: fc.constantFrom(7, 8), read: fc.boolean() }), { maxLength: 20 }), (steps) => {
      const docs = new Map([7, 8].map((id) => [id, Object.assign(new Y.Doc({ gc: false }), { clientID: id })]));
      const reader = new Y.Doc({ gc: false });
      let mark = markOf(reader);
      let unread = new Set<string>();
      for (const { hand, read } of steps) {
        const doc = docs.get(hand);
        if (!doc) continue;
        unread.add(add(doc));
        Y.applyUpdate(reader, Y.encodeStateAsUpdate(doc));
        if (!read) continue;
        mark = markOf(reader);
        unread = new Set();
      }
      const items = new Set(newsSince(reader, 'health', mark).flatMap((one) => ('item' in one.in ? [one.in.item] : [])));
      expect(items).toEqual(unread);
    }),
  );
});
