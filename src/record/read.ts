import * as Y from 'yjs';
import type { Instant } from '#base';
import { readItem } from './items.ts';
import type { Item, ItemKind, ItemOf } from './items.ts';

/** Who wrote something, and when: from the seal. */
export interface Provenance {
  readonly who: string;
  readonly time: Instant;
  readonly kept: boolean;
  readonly doubtful: boolean;
}

/** A Yjs struct id: what the seal is looked up by. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** An item of a page: what it says, and the struct that made it. */
export interface Row<I extends Item = Item> {
  readonly id: string;
  readonly item: I;
  readonly madeBy: StructId;
}

/** What a page holds: items that this version can show, and how many it cannot. */
export interface PageItems {
  readonly rows: readonly Row[];
  readonly unreadable: readonly { readonly id: string; readonly madeBy: StructId }[];
}

/** The struct that put a key into a map. Yjs keeps it in `_map`, which has been there since its first version. */
const structOf = (map: Y.Map<unknown>, key: string): StructId | null => {
  const struct = map._map.get(key);
  return struct ? { client: struct.id.client, clock: struct.id.clock } : null;
};

const plain = (value: unknown): unknown => (value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value);

/** One item of a page's items: `unreadable` where this version cannot show it, `null` where there is none. */
export const readRow = (
  items: Y.Map<unknown>,
  id: string,
): Row | { readonly id: string; readonly madeBy: StructId; readonly item: null } | null => {
  const madeBy = structOf(items, id);
  if (!madeBy || !items.has(id)) return null;
  const item = readItem(plain(items.get(id)));
  return item ? { id, madeBy, item } : { id, madeBy, item };
};

/** Reads a page's items. What does not fit is counted, kept, and breaks nothing else. */
export const readItems = (doc: Y.Doc): PageItems => {
  const items = doc.getMap('items');
  const rows: Row[] = [];
  const unreadable: { id: string; madeBy: StructId }[] = [];
  for (const id of items.keys()) {
    const row = readRow(items, id);
    if (row?.item) rows.push(row);
    else if (row) unreadable.push(row);
  }
  return { rows, unreadable };
};

/** Whether an item is of a kind. */
export const isOf = <K extends ItemKind>(item: Item, kind: K): item is ItemOf<K> => item.kind === kind;

/** The items of one kind. */
export const rowsOf = <K extends ItemKind>(rows: readonly Row[], kind: K): readonly Row<ItemOf<K>>[] =>
  rows.flatMap(({ id, item, madeBy }) => (isOf(item, kind) ? [{ id, item, madeBy }] : []));

/** Who last wrote a field of an item: for a step's state, say. */
export const fieldMadeBy = (doc: Y.Doc, id: string, field: string): StructId | null => {
  const item = doc.getMap('items').get(id);
  return item instanceof Y.Map ? structOf(item, field) : null;
};

/** A text that several people write in: a field of an item. */
export const textOf = (doc: Y.Doc, id: string, field: string): Y.Text | null => {
  const item = doc.getMap('items').get(id);
  const text: unknown = item instanceof Y.Map ? item.get(field) : null;
  return text instanceof Y.Text ? text : null;
};

/** The structs of a text's present words, to ask who wrote them. */
export const structsOfText = (text: Y.Text): readonly StructId[] => {
  const structs: StructId[] = [];
  for (let item = text._start; item; item = item.right) if (!item.deleted) structs.push({ client: item.id.client, clock: item.id.clock });
  return structs;
};
