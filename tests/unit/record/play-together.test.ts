import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeCanonical, playChange } from '#record';
import { Hand, itemsOf } from '../../vectors/make/first-change.ts';

// Structs that hang under keys of their own are given to Yjs together. What one of them has to do with another must be seen all the same.

const ANA = 1001;

const play = (update: Uint8Array) => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  return { doc, played: playChange(doc, 'plan', { strand: ANA, update, past: new Map() }, 'peer') };
};

/** A new item with two fields, as its three structs; `spoil` makes it another change. */
const itemWithTwoFields = (spoil: (item: Y.Item, one: Y.Item, two: Y.Item) => void = () => undefined): Uint8Array => {
  const update = new Hand(ANA).writes((doc) => {
    const item = new Y.Map<unknown>();
    item.set('one', 1);
    item.set('two', 2);
    itemsOf(doc).set('item', item);
  });
  const { structs, ds } = Y.decodeUpdate(update);
  const [item, one, two] = structs.filter((struct) => struct instanceof Y.Item);
  if (!item || !one || !two) throw new Error('an item with two fields is three structs');
  spoil(item, one, two);
  return encodeCanonical(structs, ds);
};

describe('P4: structs of one change that are played together', () => {
  it('are played as they were written', () => {
    const { doc, played } = play(itemWithTwoFields());
    expect(played).toEqual({ ok: true, value: { clockEnd: 3 } });
    expect(itemsOf(doc).toJSON()).toEqual({ item: { one: 1, two: 2 } });
  });

  it('are refused where two claim to be the first of one key', () => {
    const { played } = play(
      itemWithTwoFields((_, one, two) => {
        two.parentSub = one.parentSub;
      }),
    );
    expect(played).toMatchObject({ ok: false, error: { reason: 'not-between-neighbours', rebuild: true } });
  });

  it('are refused where one hangs under another that is no type', () => {
    const { played } = play(
      itemWithTwoFields((_, one, two) => {
        two.parent = one.id as never;
      }),
    );
    expect(played).toMatchObject({ ok: false, error: { reason: 'parent', rebuild: true } });
  });

  it('leave nothing behind where one is refused before any was given to Yjs', () => {
    const { doc, played } = play(
      itemWithTwoFields((item, one) => {
        one.parent = item.parent;
        one.parentSub = 'words that lie in no text';
        Object.assign(one, { content: new Y.ContentString('w') });
      }),
    );
    expect(played).toMatchObject({ ok: false, error: { reason: 'words-outside-text', rebuild: false } });
    expect(itemsOf(doc).size).toBe(0);
  });
});
