import * as Y from 'yjs';
import type { Entry, Strand } from '#ledger';
import type { World } from '../world.ts';
import type { Hand } from './hand.ts';

/** An update by some Yjs client, on a copy of the page. */
export const written = (doc: Y.Doc, client: number, write: (copy: Y.Doc) => void): Uint8Array => {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.clientID = client;
  write(copy);
  return Y.encodeStateAsUpdate(copy, before);
};

/** Puts an item of that name in. */
export const withItem =
  (name: string) =>
  (doc: Y.Doc): void => {
    doc.getMap('items').set(name, new Y.Map());
  };

/** A change as somebody wants it, in an entry that is right in every other way; `null` where there is no page to write on. */
export const changeBy = async (
  world: World,
  hand: Hand,
  make: (doc: Y.Doc, strand: Strand) => Uint8Array | null,
  by: { readonly after?: Entry; readonly parents?: Parameters<Hand['seal']>[0]['parents']; readonly time?: number } = {},
): Promise<Entry | null> => {
  const page = hand.somePage(world);
  const payload = page && make(page.doc, hand.strand);
  if (!page || !payload) return null;
  return hand.seal({
    facts: { kind: 'change' },
    parents: by.parents ?? hand.cut(),
    page: page.id,
    words: { key: page.key, payload },
    ...(by.after ? { after: by.after } : {}),
    ...(by.time === undefined ? {} : { time: by.time }),
  });
};
