import * as Y from 'yjs';
import type { Bytes } from '#base';
import { LOCAL, mergeLocal } from '#record';

/** A document as a strand writes it: each edit gives the change that an entry would carry. */
export class Hand {
  readonly doc = new Y.Doc({ gc: false });
  readonly strand: number;
  #drafts: Uint8Array[] = [];

  constructor(strand: number, knows: readonly Uint8Array[] = []) {
    this.strand = strand;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL) this.#drafts.push(update);
    });
    for (const update of knows) this.hears(update);
  }

  hears(update: Uint8Array): void {
    this.doc.clientID = 0;
    Y.applyUpdate(this.doc, update);
  }

  writes(edit: (doc: Y.Doc) => void): Bytes {
    this.#drafts = [];
    this.doc.clientID = this.strand;
    this.doc.transact(() => {
      edit(this.doc);
    }, LOCAL);
    return mergeLocal(this.#drafts);
  }
}

export const itemsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('items');

/** A note in a journal, under a name of 16 bytes. */
export const firstChange = (strand: number): Bytes =>
  new Hand(strand).writes((doc) => {
    const note = new Y.Map<unknown>();
    note.set('kind', 'note');
    note.set('words', 'We went to see the flat.');
    itemsOf(doc).set('0123456789abcdef0123456789abcdef', note);
  });
