import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toInstant } from '#base';
import { Ancestry, toStrand } from '#ledger';
import type { Entry, Strand } from '#ledger';
import { PageBook } from '../../../src/sync/replica/page-book.ts';
import { Hand, itemsOf } from '../../vectors/make/first-change.ts';
import { JOURNAL, RECORD, World } from '../team/cast.ts';

// A page is the same whatever order its changes are played in, also where a strand has two branches and one of them counts.

const inner = (doc: Y.Doc, key: string): Y.Map<unknown> => {
  const map = itemsOf(doc).get(key);
  if (!(map instanceof Y.Map)) throw new Error(`${key} is a map`);
  return map;
};

/** Sam’s copied device wrote on two branches; Kim had the other one, and wrote in what is on it. */
const forked = () => {
  const world = new World(3);
  const client = world.begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  const base = sam.writes();
  const again = sam.copy();
  const [one, other] = [sam.writes(), again.writes()];
  const answer = kim.hears(again).writes();
  client.hears(sam).receipts();
  for (const device of [sam, again, kim]) client.hears(device);
  const first = new Hand(sam.strand).writes((doc) => itemsOf(doc).set('base', 1));
  const updates = new Map<Entry, Uint8Array>([
    [base, first],
    [one, new Hand(sam.strand, [first]).writes((doc) => itemsOf(doc).set('one', new Y.Map()))],
    [other, new Hand(sam.strand, [first]).writes((doc) => itemsOf(doc).set('other', new Y.Map()))],
  ]);
  updates.set(
    answer,
    new Hand(kim.strand, [first, updates.get(other) ?? first]).writes((doc) => inner(doc, 'other').set('word', 'hello')),
  );
  const index = new Ancestry(RECORD);
  for (const entry of client.index.entries) index.add(entry);
  const read = (...order: readonly Entry[]) => {
    const book = new PageBook({ id: JOURNAL, kind: 'journal', own: toStrand(9) as Strand, index, onDraft: () => undefined });
    book.rebuild(order.map((entry) => ({ entry, words: { time: toInstant(1), payload: new Uint8Array(updates.get(entry) ?? []) } })));
    return { page: itemsOf(book.doc).toJSON(), voided: book.voided.size };
  };
  return { client, base, one, other, answer, read };
};

describe('a page with a forked strand', () => {
  it('T4.4: plays the branch that the client met, and leaves the other out', () => {
    const { client, base, one, other, answer, read } = forked();
    expect([base, one, other, answer].map((entry) => client.counts(entry))).toEqual([true, true, false, true]);
    expect(read(base, one).page).toEqual({ base: 1, one: {} });
  });

  it('P3: what was written in the branch that does not count is void, whatever came first', () => {
    const { base, one, answer, read } = forked();
    expect(read(base, answer, one)).toEqual({ page: { base: 1, one: {} }, voided: 1 });
    expect(read(base, one, answer)).toEqual({ page: { base: 1, one: {} }, voided: 1 });
  });
});
