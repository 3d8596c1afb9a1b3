import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, changeText, encodeCanonical, LOCAL, mergeLocal, playChange, readItems, textOf } from '#record';
import { seededRandom } from '../ledger/cast.ts';

/** One writer of a page, and what it has seen: a page as a device keeps it, without ledger and keys. */
interface Change {
  readonly strand: number;
  readonly update: Uint8Array;
  readonly past: ReadonlyMap<number, number>;
}

class Hand {
  readonly doc = new Y.Doc({ gc: false });
  readonly strand: number;
  readonly seen = new Map<number, number>();
  readonly played: Change[] = [];
  #drafts: Uint8Array[] = [];

  constructor(strand: number) {
    this.strand = strand;
    this.doc.clientID = strand;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL) this.#drafts.push(update);
    });
  }

  write(edit: (doc: Y.Doc) => void): Change | null {
    this.#drafts = [];
    this.doc.transact(() => edit(this.doc), LOCAL);
    if (this.#drafts.length === 0) return null;
    const change = { strand: this.strand, update: mergeLocal(this.#drafts), past: new Map(this.seen) };
    this.seen.set(this.strand, Y.getState(this.doc.store, this.strand));
    this.played.push(change);
    return change;
  }

  take(change: Change): void {
    if (this.played.includes(change)) return;
    this.doc.clientID = 0;
    const played = playChange(this.doc, 'plan', change, 'peer');
    this.doc.clientID = this.strand;
    if (!played.ok) throw new Error(`an honest change was refused: ${played.error.reason}`);
    this.seen.set(change.strand, played.value.clockEnd);
    this.played.push(change);
  }
}

const random = seededRandom(1);
const goal = (doc: Y.Doc): string => {
  const added = addItem(doc, random, { kind: 'goal', title: 'A place', why: '' });
  if (!added.ok) throw new Error('a goal fits');
  return added.value;
};

const base = () => {
  const hand = new Hand(1001);
  let id = '';
  const change = hand.write((doc) => (id = goal(doc)));
  if (!change) throw new Error('nothing was written');
  return { hand, change, id };
};

const fresh = (...changes: Change[]): Hand => {
  const hand = new Hand(5);
  for (const change of changes) hand.take(change);
  return hand;
};

/** A change that was made by going round the commands. */
const raw = (hand: Hand, edit: (doc: Y.Doc) => void): Change => {
  const change = hand.write(edit);
  if (!change) throw new Error('nothing was written');
  return change;
};

const reasonOf = (hand: Hand, change: Change): string => {
  const played = playChange(hand.doc, 'plan', change, 'peer');
  return played.ok ? 'played' : played.error.reason;
};

describe('playing a change', () => {
  it('takes whatever honest hands write, in any order that keeps cause before effect, and ends the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(5), fc.nat(30), fc.string({ maxLength: 6 })), { maxLength: 40 }), (steps) => {
        const start = base();
        const hands = [11, 22, 33].map((strand) => {
          const hand = new Hand(strand);
          hand.take(start.change);
          return hand;
        });
        const all: Change[] = [start.change];
        for (const [who, what, at, word] of steps) {
          const hand = hands[who];
          if (!hand) continue;
          if (what === 0) {
            for (const change of all)
              if ([...change.past].every(([strand, clock]) => (hand.seen.get(strand) ?? 0) >= clock)) hand.take(change);
          } else {
            const change = hand.write((doc) => {
              const text = textOf(doc, start.id, at % 2 ? 'title' : 'why');
              if (!text) return;
              if (what === 1) changeText(text, text.toJSON().slice(0, at) + word + text.toJSON().slice(at));
              else if (what === 2) changeText(text, text.toJSON().slice(0, at));
              else if (what === 3) goal(doc);
              else changeText(text, word + text.toJSON());
            });
            if (change) all.push(change);
          }
        }
        for (const hand of hands) for (const change of all) hand.take(change);
        const late = fresh(...all);
        for (const hand of hands) expect(hand.doc.getMap('items').toJSON()).toEqual(late.doc.getMap('items').toJSON());
      }),
      { numRuns: 150 },
    );
  });

  it('never throws and never leaves anything pending, whatever the bytes', () => {
    const { change } = base();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(change.update.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (edits) => {
        const update = change.update.slice();
        for (const [at, byte] of edits) update[at] = byte;
        const hand = fresh();
        const played = playChange(hand.doc, 'plan', { ...change, update }, 'peer');
        expect(hand.doc.store.pendingStructs).toBeNull();
        expect(hand.doc.store.pendingDs).toBeNull();
        if (played.ok) expect(() => readItems(hand.doc)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('P1: refuses what is not canonical, cut off, or not of its own strand', () => {
    const { change } = base();
    expect(reasonOf(fresh(), { ...change, update: change.update.subarray(0, 9) })).toBe('unreadable');
    expect(reasonOf(fresh(), { ...change, update: Uint8Array.of(...change.update, 0) })).toBe('not-canonical');
    expect(reasonOf(fresh(), { ...change, strand: 1002 })).toBe('not-next');
    expect(reasonOf(fresh(change), { ...change, past: new Map([[1001, 2]]) })).toBe('not-next');
  });

  it('P1: refuses roots, contents and values that the page does not have', () => {
    const hand = () => new Hand(7);
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getMap('other').set('a', 1)),
      ),
    ).toBe('unknown-root');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getMap('items').set('a', new Y.XmlElement('script'))),
      ),
    ).toBe('type');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getMap('items').set('a', Uint8Array.of(1))),
      ),
    ).toBe('content');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getMap('items').set('a', Number.NaN)),
      ),
    ).toBe('value');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getMap('items').set('a', [[[[[[[[[[1]]]]]]]]]])),
      ),
    ).toBe('value');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getArray('items').push([1])),
      ),
    ).toBe('parent');
    expect(
      reasonOf(
        fresh(),
        raw(hand(), (doc) => doc.getText('items').insert(0, 'words')),
      ),
    ).toBe('parent');
  });

  it('P2: refuses what names or deletes what its author had not seen', () => {
    const { change, id } = base();
    const hand = new Hand(44);
    hand.take(change);
    const word = raw(hand, (doc) => textOf(doc, id, 'title')?.insert(3, '!'));
    const gone = raw(hand, (doc) => textOf(doc, id, 'title')?.delete(0, 2));
    expect(reasonOf(fresh(change), { ...word, past: new Map() })).toBe('outside-past');
    expect(reasonOf(fresh(change, word), { ...gone, past: new Map([[44, 1]]) })).toBe('deletes-outside-past');
    expect(reasonOf(fresh(change), word)).toBe('played');
  });

  it('P4: refuses crossed origins', () => {
    const { change, id } = base();
    const hand = new Hand(44);
    hand.take(change);
    const word = raw(hand, (doc) => textOf(doc, id, 'title')?.insert(2, 'x'));
    const { structs } = Y.decodeUpdate(word.update);
    const [struct] = structs;
    if (!(struct instanceof Y.Item) || !struct.origin) throw new Error('expected an insertion');
    // As if its author had not seen the letters between its two neighbours.
    struct.origin = Y.createID(1001, struct.origin.clock - 1);
    const update = encodeCanonical([struct], Y.createDeleteSet());
    expect(reasonOf(fresh(change), { ...word, update })).toBe('not-between-neighbours');
  });

  it('P2: refuses types in types in types: nobody could read a page, or take it away, that goes down for ever', () => {
    /** Maps in maps, `levels` below the root. */
    const nested = (levels: number) =>
      raw(new Hand(7), (doc) => {
        let at = doc.getMap('items');
        for (let i = 0; i < levels; i++) at = at.set('deeper', new Y.Map());
      });
    // As many as one change holds: toJSON and deletions go down level by level, and where a stack ends is each browser's own.
    expect(reasonOf(fresh(), nested(3900))).toBe('type');
    expect(reasonOf(fresh(), nested(9))).toBe('type');
    expect(reasonOf(fresh(), nested(8))).toBe('played');
  });
});
