import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { isOf, readItems, readRow, subjectOf } from '#record';
import type { ItemKind, ItemOf, Row, StructId } from '#record';

const NONE: readonly Row[] = [];

/**
 * The items of an open page as runes: read once when the page opens, then only those that a change names. Whoever reads the items of one kind,
 * or of one subject, is woken by changes to those (and, where there are none yet, by the first of any other kind or subject).
 */
export class LiveItems {
  readonly #map: Y.Map<unknown>;
  readonly #rows = new Map<string, Row>();
  readonly #unreadable = new Map<string, StructId>();
  readonly #kinds: SvelteMap<ItemKind, readonly Row[]>;
  readonly #about: SvelteMap<string, readonly Row[]>;
  #changes = $state(0);

  constructor(doc: Y.Doc) {
    this.#map = doc.getMap('items');
    const { rows, unreadable } = readItems(doc);
    const kinds = new Map<ItemKind, Row[]>();
    const about = new Map<string, Row[]>();
    for (const row of rows) {
      this.#rows.set(row.id, row);
      push(kinds, row.item.kind, row);
      const subject = subjectOf(row.item);
      if (subject !== null) push(about, subject, row);
    }
    for (const { id, madeBy } of unreadable) this.#unreadable.set(id, madeBy);
    this.#kinds = new SvelteMap<ItemKind, readonly Row[]>(kinds);
    this.#about = new SvelteMap<string, readonly Row[]>(about);
    this.#map.observeDeep(this.#heard);
  }

  /** All items that this version can show. */
  get rows(): readonly Row[] {
    void this.#changes;
    return [...this.#rows.values()];
  }

  /** How many cannot be shown by this version. */
  get unreadable(): readonly string[] {
    void this.#changes;
    return [...this.#unreadable.keys()];
  }

  get(id: string): Row | null {
    void this.#changes;
    return this.#rows.get(id) ?? null;
  }

  /** The items of one kind, in no order that means something. */
  of<K extends ItemKind>(kind: K): readonly Row<ItemOf<K>>[] {
    // A list has items of its kind alone.
    return (this.#kinds.get(kind) ?? NONE) as readonly Row<ItemOf<K>>[];
  }

  /** What belongs to an item of this page (`to`, `goal`, `meeting`), of one kind. */
  about<K extends ItemKind>(subject: string, kind: K): readonly Row<ItemOf<K>>[] {
    return (this.#about.get(subject) ?? NONE).filter((row): row is Row<ItemOf<K>> => isOf(row.item, kind));
  }

  close(): void {
    this.#map.unobserveDeep(this.#heard);
  }

  readonly #heard = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const ids = new Set<string>();
    for (const event of events) {
      if (event.target !== this.#map) ids.add(String(event.path[0]));
      else for (const id of event.changes.keys.keys()) ids.add(id);
    }
    for (const id of ids) this.#read(id);
    this.#changes += 1;
  };

  #read(id: string): void {
    const before = this.#rows.get(id);
    const now = readRow(this.#map, id);
    this.#rows.delete(id);
    this.#unreadable.delete(id);
    if (now?.item) this.#rows.set(id, now);
    else if (now) this.#unreadable.set(id, now.madeBy);
    const row = now?.item ? now : null;
    replace(this.#kinds, before?.item.kind ?? null, row?.item.kind ?? null, id, row);
    replace(this.#about, before ? subjectOf(before.item) : null, row ? subjectOf(row.item) : null, id, row);
  }
}

const push = <K>(map: Map<K, Row[]>, key: K, row: Row): void => {
  const known = map.get(key);
  if (known) known.push(row);
  else map.set(key, [row]);
};

/** Puts an item where it belongs now; it keeps its place in the list that it stays in. */
const replace = <K>(map: SvelteMap<K, readonly Row[]>, from: K | null, to: K | null, id: string, row: Row | null): void => {
  if (from !== null) {
    const list = map.get(from) ?? NONE;
    const at = list.findIndex((one) => one.id === id);
    if (at >= 0 && from === to && row) {
      map.set(from, list.with(at, row));
      return;
    }
    if (at >= 0) map.set(from, list.toSpliced(at, 1));
  }
  if (to !== null && row) map.set(to, [...(map.get(to) ?? NONE), row]);
};
