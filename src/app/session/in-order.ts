import type { Who } from '#ledger';
import type { Row, StructId } from '#record';

/** Who wrote something and when, as the seal says; `kept`: it is sealed and stored, and stays as it is. */
interface Sealed {
  readonly who: Who;
  readonly time: number;
  readonly kept: boolean;
}

/** An item with what it is put in order by. */
export interface Timed<R extends Row = Row> {
  /** The item's id. */
  readonly key: string;
  readonly row: R;
  /** The day that it is about. */
  readonly day: string;
  readonly time: number;
  readonly who: Who | null;
}

/** The newest day first, within it the newest words first; the id settles the rest, so that every device shows one order. */
export const newestFirst = (a: Timed, b: Timed): number =>
  a.day === b.day ? b.time - a.time || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : a.day < b.day ? 1 : -1;

/** From this share of a list on it is quicker to sort it all again than to put items in one by one. */
const SORT_AGAIN_FROM = 1 / 8;

/**
 * A long list kept in order as it changes: only what is new or changed is looked up and put in its place. What is sealed keeps its writer
 * and time for good; drafts are asked for again each time.
 */
export class InOrder<R extends Row> {
  readonly #sealOf: (id: StructId) => Sealed | null;
  readonly #dayOf: (row: R, time: number) => string;
  readonly #byId = new Map<string, Timed<R>>();
  readonly #drafts = new Set<string>();
  #rows: readonly R[] = [];
  #list: readonly Timed<R>[] = [];

  constructor(sealOf: (id: StructId) => Sealed | null, dayOf: (row: R, time: number) => string) {
    this.#sealOf = sealOf;
    this.#dayOf = dayOf;
  }

  /** Whether some are drafts, whose time is not settled: ask again when the ticks move. */
  get hasDrafts(): boolean {
    return this.#drafts.size > 0;
  }

  /** The rows in order; the same list while nothing has changed. */
  update(rows: readonly R[]): readonly Timed<R>[] {
    const changed = new Map<string, R>();
    rows.forEach((row, i) => {
      if (this.#rows[i] !== row && this.#byId.get(row.id)?.row !== row) changed.set(row.id, row);
    });
    const fresh = [...changed.keys()].filter((id) => !this.#byId.has(id)).length;
    const gone = this.#byId.size + fresh > rows.length ? this.#gone(rows) : [];
    for (const id of gone) this.#drafts.delete(id);
    for (const id of this.#drafts) {
      const row = changed.get(id) ?? this.#byId.get(id)?.row;
      if (row) changed.set(id, row);
    }
    this.#rows = rows;
    if (changed.size + gone.length === 0) return this.#list;
    if (changed.size + gone.length > rows.length * SORT_AGAIN_FROM) {
      for (const id of gone) this.#forget(id);
      for (const row of changed.values()) this.#look(row);
      this.#list = [...this.#byId.values()].sort(newestFirst);
      return this.#list;
    }
    const list = [...this.#list];
    for (const id of gone) {
      this.#takeOut(list, id);
      this.#forget(id);
    }
    for (const row of changed.values()) {
      this.#takeOut(list, row.id);
      const timed = this.#look(row);
      list.splice(placeOf(list, timed), 0, timed);
    }
    this.#list = list;
    return list;
  }

  #gone(rows: readonly R[]): string[] {
    const here = new Set(rows.map(({ id }) => id));
    return [...this.#byId.keys()].filter((id) => !here.has(id));
  }

  #look(row: R): Timed<R> {
    const seal = this.#sealOf(row.madeBy);
    const time = seal?.time ?? 0;
    const timed = { key: row.id, row, time, day: this.#dayOf(row, time), who: seal?.who ?? null };
    this.#byId.set(row.id, timed);
    if (seal !== null && !seal.kept) this.#drafts.add(row.id);
    else this.#drafts.delete(row.id);
    return timed;
  }

  #forget(id: string): void {
    this.#byId.delete(id);
    this.#drafts.delete(id);
  }

  #takeOut(list: Timed<R>[], id: string): void {
    const known = this.#byId.get(id);
    const at = known ? placeOf(list, known) : -1;
    if (list[at]?.key === id) list.splice(at, 1);
  }
}

/** Where an item stands in a list that is in order, or would stand. */
const placeOf = (list: readonly Timed[], timed: Timed): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = list[middle];
    if (at && newestFirst(at, timed) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
