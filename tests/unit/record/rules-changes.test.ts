import { describe, expect, it } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { playChange } from '#record';
import { Hand, itemsOf } from '../../vectors/make/first-change.ts';

const [ANA, BEN] = [1001, 1002];

const page = (): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  return doc;
};

/** That many values, each under a key of its own: a struct for each. */
const values = (count: number) =>
  new Hand(ANA).writes((doc) => {
    for (let i = 0; i < count; i++) itemsOf(doc).set(`key ${String(i)}`, i);
  });

/** Takes away every other one of Ana's values: a range for each. */
const takingAway = (count: number): Uint8Array => {
  const e = encoding.createEncoder();
  for (const number of [0, 1, ANA, count]) encoding.writeVarUint(e, number);
  for (let i = 0; i < count; i++) for (const number of [2 * i, 1]) encoding.writeVarUint(e, number);
  return encoding.toUint8Array(e);
};

describe('a change', () => {
  it('P2: has at most 4,000 structs', () => {
    const most = { strand: ANA, update: values(4000), past: new Map<number, number>() };
    expect(playChange(page(), 'plan', most, 'peer')).toEqual({ ok: true, value: { clockEnd: 4000 } });
    const more = { ...most, update: values(4001) };
    expect(playChange(page(), 'plan', more, 'peer')).toMatchObject({ ok: false, error: { reason: 'too-many-structs', rebuild: false } });
  });

  it('P2: takes away at most 2,000 ranges', () => {
    const doc = page();
    expect(playChange(doc, 'plan', { strand: ANA, update: values(4000), past: new Map() }, 'peer').ok).toBe(true);
    const past = new Map([[ANA, 4000]]);
    const more = { strand: BEN, update: takingAway(2001), past: new Map([[ANA, 5000]]) };
    expect(playChange(doc, 'plan', more, 'peer')).toMatchObject({ ok: false, error: { reason: 'too-many-deletions', rebuild: false } });
    expect(playChange(doc, 'plan', { strand: BEN, update: takingAway(2000), past }, 'peer').ok).toBe(true);
    expect(itemsOf(doc).size).toBe(2000);
  });
});
