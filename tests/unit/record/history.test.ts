import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, changeItem, changeText, foldVersions, headingText, HistoryReader, textOf } from '#record';
import type { HistoryOf, KnownVersion } from '#record';
import { seededRandom } from '../ledger/cast.ts';

/** A page that two people write on, now and then without having heard of each other; each change as an update of its own. */
class TwoHands {
  readonly docs = [1, 2].map((clientID) => Object.assign(new Y.Doc({ gc: false }), { clientID }));
  readonly changes: { readonly hand: number; readonly update: Uint8Array }[] = [];

  write(hand: 0 | 1, edit: (doc: Y.Doc) => void): void {
    const doc = this.docs[hand];
    if (!doc) return;
    const before = Y.encodeStateVector(doc);
    doc.transact(() => edit(doc));
    this.changes.push({ hand: doc.clientID, update: Y.encodeStateAsUpdate(doc, before) });
  }

  meet(): void {
    const [a, b] = this.docs;
    if (!a || !b) return;
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  }

  historyOf(of: HistoryOf) {
    const reader = new HistoryReader(of);
    for (const { update, hand } of this.changes) reader.play(update, hand);
    return reader.versions;
  }
}

const random = seededRandom(5);
const added = (hands: TwoHands, item: Parameters<typeof addItem>[2]): string => {
  let id = '';
  hands.write(0, (doc) => {
    const done = addItem(doc, random, item);
    if (done.ok) id = done.value;
  });
  hands.meet();
  return id;
};

const edit = fc.record({ hand: fc.constantFrom(0 as const, 1 as const), words: fc.string({ maxLength: 12 }), meet: fc.boolean() });

describe('the history of a field', () => {
  it('ends with what stands there now, and has each value that was ever kept, by whoever wrote it', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const hands = new TwoHands();
        const id = added(hands, { kind: 'note', type: 'visit', words: 'first', day: '2026-01-01', together: false });
        const written = new Set(['first']);
        for (const { hand, words, meet } of edits) {
          hands.write(hand, (doc) => changeItem(doc, id, { words }));
          written.add(words);
          if (meet) hands.meet();
        }
        hands.meet();
        const versions = hands.historyOf({ item: id }).filter(({ field }) => field === 'words');
        const now: unknown = hands.docs[0]?.getMap('items').toJSON()[id];
        expect(versions.findLast(({ overtaken }) => !overtaken)?.value).toBe((now as { words: string }).words);
        for (const { value, change } of versions) {
          expect(written.has(String(value))).toBe(true);
          // The change that is named is one that this value was written in.
          expect(hands.changes[change]).toBeDefined();
        }
        // Nothing that somebody kept is lost from it.
        for (const words of written) expect(versions.some(({ value }) => value === words)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('has words that another hand overtook at the same moment, and says so', () => {
    const hands = new TwoHands();
    const id = added(hands, { kind: 'note', type: 'visit', words: 'first', day: '2026-01-01', together: false });
    hands.write(0, (doc) => changeItem(doc, id, { words: 'mine' }));
    hands.write(1, (doc) => changeItem(doc, id, { words: 'theirs' }));
    hands.meet();
    const now = (hands.docs[0]?.getMap('items').toJSON()[id] as { words: string }).words;
    const said = hands.historyOf({ item: id }).filter(({ field }) => field === 'words');
    expect(said.map(({ value }) => value)).toEqual(expect.arrayContaining(['first', 'mine', 'theirs']));
    expect(said.findLast(({ overtaken }) => !overtaken)?.value).toBe(now);
  });
});

describe('the history of a text', () => {
  it('ends with the text as it is, and each version was once the text of the page', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const hands = new TwoHands();
        const seen = new Set<string>();
        // The page as somebody reads it who hears of every change in this order.
        const reader = new Y.Doc();
        for (const { hand, words, meet } of edits) {
          hands.write(hand, (doc) => changeText(headingText(doc, 'strengths'), words));
          if (meet) hands.meet();
        }
        for (const { update } of hands.changes) {
          Y.applyUpdate(reader, update);
          seen.add(reader.getText('strengths').toJSON());
        }
        const versions = hands.historyOf({ text: 'strengths' });
        expect(versions.at(-1)?.value ?? '').toBe(reader.getText('strengths').toJSON());
        for (const { value } of versions) expect(seen.has(String(value))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('follows a text that lies in an item', () => {
    const hands = new TwoHands();
    const id = added(hands, { kind: 'goal', title: 'A place', why: '' });
    hands.write(1, (doc) => {
      const text = textOf(doc, id, 'title');
      if (text) changeText(text, 'A place of my own');
    });
    hands.meet();
    hands.write(0, (doc) => changeItem(doc, id, { away: true }));
    const versions = hands.historyOf({ item: id });
    expect(versions.filter(({ field }) => field === 'title').map(({ value }) => value)).toEqual(['A place', 'A place of my own']);
    expect(versions.filter(({ field }) => field === 'away').map(({ value, change }) => [value, change])).toEqual([[true, 2]]);
  });
});

describe('versions folded', () => {
  const at = (minute: number, value: string, who = 'client'): KnownVersion => ({
    field: 'words',
    value,
    who,
    time: minute * 60_000,
    overtaken: false,
  });

  it('keep the last of what one person wrote without a pause, and each person apart', () => {
    const folded = foldVersions([at(0, 'a'), at(1, 'ab'), at(2, 'abc'), at(3, 'x', 'tom'), at(4, 'abcd'), at(60, 'later')], 10 * 60_000);
    expect(folded.map(({ value }) => value)).toEqual(['abc', 'x', 'abcd', 'later']);
  });

  it('end as the versions end', () => {
    const version = fc.record({
      field: fc.constantFrom('words', 'day'),
      value: fc.string(),
      who: fc.constantFrom('client', 'tom'),
      time: fc.nat(1_000_000),
      overtaken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(version), fc.nat(100_000), (versions, pause) => {
        const folded = foldVersions(versions, pause);
        for (const field of ['words', 'day'])
          expect(folded.findLast((one) => one.field === field)).toEqual(versions.findLast((one) => one.field === field));
        for (const one of folded) expect(versions).toContain(one);
        expect(folded.filter(({ overtaken }) => overtaken)).toEqual(versions.filter(({ overtaken }) => overtaken));
      }),
    );
  });
});
