import * as Y from 'yjs';

/** Whose history is asked for: an item with all its fields, or a text of the page. */
export type HistoryOf = { readonly item: string } | { readonly text: string };

/** What somebody made of a field (or a text) at one moment. `field`: of an item, else `''`. */
export interface Version {
  readonly field: string;
  readonly value: unknown;
  /** Which of the changes made it: the first that was played is 0. */
  readonly change: number;
  /** Somebody wrote at the same time, and their words are what stood there in the end: these never did. */
  readonly overtaken: boolean;
}

const plain = (value: unknown): unknown => (value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value);

/**
 * Follows one item or text while a page's changes are played again, one after the other, into a document of its own, and notes each
 * version as it comes. The changes were checked when they were first played: here they are trusted.
 */
export class HistoryReader {
  readonly #doc = new Y.Doc({ gc: false });
  readonly #items: Y.Map<unknown>;
  readonly #of: HistoryOf;
  readonly #versions: Version[] = [];
  readonly #now = new Map<string, unknown>();
  #change = 0;

  constructor(of: HistoryOf) {
    this.#of = of;
    // Named from the start: Yjs puts another object in the place of a root that was only heard of.
    this.#items = this.#doc.getMap('items');
    if ('text' in of) this.#doc.getText(of.text);
  }

  /** The versions so far, in the order in which they came. */
  get versions(): readonly Version[] {
    return this.#versions;
  }

  /** Plays the next change, written by one hand. */
  play(update: Uint8Array, hand: number): void {
    const before = Y.getState(this.#doc.store, hand);
    const transactions: Y.Transaction[] = [];
    const heard = (transaction: Y.Transaction) => transactions.push(transaction);
    this.#doc.on('afterTransaction', heard);
    Y.applyUpdate(this.#doc, update);
    this.#doc.off('afterTransaction', heard);
    if (transactions.some((transaction) => this.#touches(transaction))) this.#note(hand, before);
    this.#change += 1;
  }

  close(): void {
    this.#doc.destroy();
  }

  /** The type that is followed, where it is there already. */
  #target(): Y.Text | Y.Map<unknown> | null {
    if ('text' in this.#of) return this.#doc.getText(this.#of.text);
    const item = this.#items.get(this.#of.item);
    return item instanceof Y.Map ? item : null;
  }

  #touches({ changed }: Y.Transaction): boolean {
    const target = this.#target();
    const isWithin = (type: unknown): boolean => {
      for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent) if (at === target) return true;
      return false;
    };
    for (const [type, keys] of changed) {
      if (isWithin(type)) return true;
      if (Object.is(type, this.#items) && 'item' in this.#of && keys.has(this.#of.item)) return true;
    }
    return false;
  }

  #note(hand: number, since: number): void {
    const target = this.#target();
    if (target instanceof Y.Text) this.#add('', target.toJSON());
    if (!(target instanceof Y.Map)) return;
    for (const field of target._map.keys()) {
      const lost = this.#overtaken(target, field, hand, since);
      if (lost) this.#versions.push(lost);
      this.#add(field, plain(target.get(field)));
    }
  }

  /** A value that this hand set and that never showed, because another hand's counts. */
  #overtaken(map: Y.Map<unknown>, field: string, hand: number, since: number): Version | null {
    const top = map._map.get(field);
    for (let at = top?.left ?? null; at; at = at.left) {
      // Yjs lays values that one hand set one after the other into one struct.
      const isNew = at.id.client === hand && at.id.clock + at.length > since;
      if (!isNew) continue;
      // Set twice in one change: only the last was ever shown to anybody.
      if (top?.id.client === hand && top.id.clock >= since) return null;
      return { field, value: plain(at.content.getContent().at(-1)), change: this.#change, overtaken: true };
    }
    return null;
  }

  #add(field: string, value: unknown): void {
    const known = this.#now.has(field) ? JSON.stringify(this.#now.get(field)) : undefined;
    if (known === JSON.stringify(value)) return;
    this.#now.set(field, value);
    this.#versions.push({ field, value, change: this.#change, overtaken: false });
  }
}

/** A version with who made it and when, as the seal says. */
export interface KnownVersion {
  readonly field: string;
  readonly value: unknown;
  readonly who: string | null;
  readonly time: number;
  readonly overtaken: boolean;
}

/** What one person wrote in one field without a longer pause is one version: the last of it. */
export const foldVersions = (versions: readonly KnownVersion[], pauseMs: number): readonly KnownVersion[] => {
  const folded: KnownVersion[] = [];
  const lastOf = new Map<string, number>();
  for (const version of versions) {
    const at = lastOf.get(version.field);
    const last = at === undefined ? undefined : folded[at];
    const goesOn =
      last !== undefined &&
      !last.overtaken &&
      !version.overtaken &&
      last.who === version.who &&
      version.time >= last.time &&
      version.time - last.time <= pauseMs;
    if (goesOn && at !== undefined) folded[at] = version;
    else {
      lastOf.set(version.field, folded.length);
      folded.push(version);
    }
  }
  return folded;
};
