import * as Y from 'yjs';
import { LOCAL } from './local.ts';
import { ROOTS } from './page-kinds.ts';
import type { PageKind } from './page-kinds.ts';

/** Words of somebody's own that will not count where they were written, and what the page was when they wrote them. */
export interface SetAside {
  /** The changes that they were built on, in causal order. */
  readonly base: readonly Uint8Array[];
  readonly changes: readonly Uint8Array[];
  /** `items`: another copy of this device may have written them and do the same, and words put into a text twice would stand there twice. */
  readonly what: 'all' | 'items';
}

/**
 * Writes on a page again, under this person's hand of now, what was set aside: items that the page lacks, and words that its texts lack
 * (at their end: their place may be gone). In one transaction; doing it twice changes nothing. Gives how many things were written.
 */
export const writeAgain = (doc: Y.Doc, kind: PageKind, { base, changes, what }: SetAside): number => {
  const as = asItWas(base);
  const before = Y.decodeStateVector(Y.encodeStateVector(as));
  for (const change of changes) apply(as, change);
  const isLost = ({ client, clock }: Y.ID) => clock >= (before.get(client) ?? 0);
  const written = bringAll(as, doc, kind, { isLost, texts: what === 'all' });
  as.destroy();
  return written;
};

/** Writes again on a page what `from` has of one hand since a clock: words that were never sealed, and whose clocks turned out to be taken. */
export const carryOver = (from: Y.Doc, into: Y.Doc, kind: PageKind, hand: { readonly of: number; readonly since: number }): number =>
  bringAll(from, into, kind, { isLost: ({ client, clock }) => client === hand.of && clock >= hand.since, texts: true });

const bringAll = (from: Y.Doc, into: Y.Doc, kind: PageKind, which: Which): number => {
  let written = 0;
  into.transact(() => {
    for (const [name, root] of Object.entries(ROOTS[kind])) written += bring(root(from, name), root(into, name), which);
  }, LOCAL);
  return written;
};

const asItWas = (base: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  for (const change of base) apply(doc, change);
  return doc;
};

/** What Yjs itself cannot take is left out: these words are one's own, and were written by this very app. */
const apply = (doc: Y.Doc, change: Uint8Array): void => {
  try {
    Y.applyUpdate(doc, change);
  } catch {
    // Left out.
  }
};

interface Which {
  readonly isLost: (id: Y.ID) => boolean;
  readonly texts: boolean;
}

const bring = (from: unknown, into: unknown, which: Which): number => {
  if (from instanceof Y.Text && into instanceof Y.Text) return which.texts ? bringWords(from, into, which) : 0;
  if (!(from instanceof Y.Map && into instanceof Y.Map)) return 0;
  let written = 0;
  for (const [key, value] of from as Y.Map<unknown>) {
    const struct = from._map.get(key);
    if (into.has(key)) written += bring(value, into.get(key), which);
    else if (struct && which.isLost(struct.id)) {
      into.set(key, value instanceof Y.AbstractType ? value.clone() : value);
      written += 1;
    }
  }
  return written;
};

const bringWords = (from: Y.Text, into: Y.Text, { isLost }: Which): number => {
  let lost = '';
  for (let item = from._start; item; item = item.right)
    if (!item.deleted && isLost(item.id) && item.content instanceof Y.ContentString) lost += item.content.str;
  const words = lost.trim();
  const now = into.toJSON();
  if (words === '' || now.includes(words)) return 0;
  into.insert(now.length, /\S$/.test(now) ? ` ${words}` : words);
  return 1;
};
