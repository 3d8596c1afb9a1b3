import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { hexToBytes } from '#base';
import type { Bytes } from '#base';
import { playChange } from '#record';
import vectors from '../../vectors/changes.json';

const hex = (text: string): Bytes => {
  const bytes = hexToBytes(text);
  if (!bytes) throw new Error('A vector is hex.');
  return bytes;
};

const page = (): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  return doc;
};

const play = (
  doc: Y.Doc,
  { strand, past, update }: { readonly strand: number; readonly past: readonly number[][]; readonly update: string },
) =>
  playChange(doc, 'plan', { strand, update: hex(update), past: new Map(past.map(([client = 0, clock = 0]) => [client, clock])) }, 'vector');

describe('a change of the vectors', () => {
  it('plays, and ends at its clock', () => {
    const doc = page();
    for (const change of vectors.plays) expect(play(doc, change)).toEqual({ ok: true, value: { clockEnd: change.clockEnd } });
    expect({ items: doc.getMap('items').toJSON() }).toEqual(vectors.document);
  });

  it('plays to the same document in each order in which causes come first', () => {
    const [first, second, third, fourth] = vectors.plays;
    if (!first || !second || !third || !fourth) throw new Error('The story has four changes.');
    for (const order of [
      [first, second, third, fourth],
      [first, third, second, fourth],
    ]) {
      const doc = page();
      for (const change of order) expect(play(doc, change).ok).toBe(true);
      expect({ items: doc.getMap('items').toJSON() }).toEqual(vectors.document);
    }
  });

  it.each(vectors.void)('$rule: is void as $reason: $what', ({ reason, ...change }) => {
    const doc = page();
    play(doc, { ...vectors.base, past: [] });
    expect(play(doc, change)).toMatchObject({ ok: false, error: { type: 'void-change', reason } });
  });
});
