import * as Y from 'yjs';
import { toInstant } from '#base';
import type { Bytes, Random } from '#base';
import { compareHeads, sealEntry } from '#ledger';
import type { Entry, Head, PageId, PageKey, RecordId, Strand } from '#ledger';
import { addItem, LOCAL, mergeLocal } from '#record';
import type { Identity } from '../../../src/sync/replica/identity.ts';

/** About as long as a note on a visit: 280 bytes as a plain Yjs update. */
const WORDS = 'She came to the drop-in and we rang the landlord together; he will look at the boiler on Thursday. ';

/** Adds one note to a journal as the app does. */
export const addNote = (doc: Y.Doc, random: Random, n: number): void => {
  addItem(doc, random, { kind: 'note', type: 'visit', words: `${String(n)} ${WORDS}`, day: '2026-01-05', together: false });
};

/** One note twice: as it lies in the ledger, and as an app on plain Yjs would store and send it. */
export interface Note {
  readonly entry: Entry;
  readonly update: Uint8Array;
}

/** Where the notes are written, and the key that they lie under. */
export interface Page {
  readonly record: RecordId;
  readonly page: PageId;
  readonly key: PageKey;
}

interface Hand {
  readonly identity: Identity;
  prev: Entry | null;
  /** Of each strand, how far its last entry goes back to. */
  readonly knew: Map<Strand, number>;
}

/**
 * People who write notes on one page in turns, each having seen what was written before. The entries are sealed and signed as the
 * replica does it, but given to nobody: the benchmark offers them as it likes.
 */
export class Notebook {
  /** The page in plain Yjs. */
  readonly plain = new Y.Doc();
  readonly #on: Page;
  readonly #random: Random;
  readonly #hands: readonly Hand[];
  readonly #heads = new Map<Strand, Head>();
  readonly #add: (doc: Y.Doc, random: Random, n: number) => void;
  #count = 0;

  /** `before`: what the record holds, in causal order, with nothing on the page yet. `add`: writes the nth note, in one transaction. */
  constructor(on: Page, hands: readonly Identity[], before: readonly Entry[], random: Random, add = addNote) {
    this.#add = add;
    this.#on = on;
    this.#random = random;
    this.#hands = hands.map((identity) => ({
      identity,
      prev: before.findLast(({ strand }) => strand === identity.strand) ?? null,
      knew: new Map(),
    }));
    for (const { strand, seq, hash } of before) this.#heads.set(strand, { strand, seq, hash });
  }

  /** `count` further notes, `turn` by the same hand before the next one's turn. */
  async write(count: number, turn: number): Promise<readonly Note[]> {
    const notes: Note[] = [];
    for (let i = 0; i < count; i++) {
      const hand = this.#hands[Math.floor(i / turn) % this.#hands.length];
      if (hand) notes.push(await this.#writeOne(hand));
    }
    return notes;
  }

  async #writeOne(hand: Hand): Promise<Note> {
    const { strand, signer } = hand.identity;
    const update = this.#type(strand);
    const sealed = await sealEntry(
      {
        record: this.#on.record,
        strand,
        seq: hand.prev ? hand.prev.seq + 1 : 0,
        prev: hand.prev?.hash ?? null,
        parents: this.#movedSince(hand),
        facts: { kind: 'change' },
        page: this.#on.page,
        words: { key: this.#on.key, say: { time: toInstant(Date.UTC(2026, 0, 5) + this.#count), payload: mergeLocal([update]) } },
      },
      signer,
      this.#random,
    );
    if (!sealed.ok) throw new Error(sealed.error.type);
    const entry = sealed.value;
    hand.prev = entry;
    this.#heads.set(strand, { strand, seq: entry.seq, hash: entry.hash });
    return { entry, update };
  }

  /** The note as plain Yjs: the update that its transaction makes. */
  #type(strand: Strand): Uint8Array {
    this.plain.clientID = strand;
    let made: Uint8Array | null = null;
    const keep = (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL) made = update;
    };
    this.plain.on('update', keep);
    this.#add(this.plain, this.#random, this.#count++);
    this.plain.off('update', keep);
    if (!made) throw new Error('A note is one transaction.');
    return made;
  }

  #movedSince(hand: Hand): readonly Head[] {
    const moved = [...this.#heads.values()].filter(
      (head) => head.strand !== hand.identity.strand && head.seq > (hand.knew.get(head.strand) ?? -1),
    );
    for (const head of moved) hand.knew.set(head.strand, head.seq);
    return moved.toSorted(compareHeads);
  }
}

export const bytesOf = (notes: readonly Note[]): { readonly sealed: number; readonly plain: number } => ({
  sealed: notes.reduce((sum, { entry }) => sum + entry.bytes.length, 0),
  plain: notes.reduce((sum, { update }) => sum + update.length, 0),
});

/** Updates of a plain document, as one. */
export const merged = (notes: readonly Note[]): Bytes => new Uint8Array(Y.mergeUpdates(notes.map(({ update }) => update)));
