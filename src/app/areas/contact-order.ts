import type { ItemOf, Row } from '#record';

type ContactRow = Row<ItemOf<'contact'>>;

/** Contacts in the order in which they are called: by their number, of equal ones by id, so that every device shows the same order. */
export const byOrder = (rows: readonly ContactRow[]): readonly ContactRow[] =>
  rows.toSorted((a, b) => a.item.order - b.item.order || (a.id < b.id ? -1 : 1));

/** The new numbers where one contact changes places with its neighbour: only of those whose number is another one then. */
export const moved = (rows: readonly ContactRow[], id: string, by: -1 | 1): readonly { readonly id: string; readonly order: number }[] => {
  const from = rows.findIndex((row) => row.id === id);
  const one = rows[from];
  const to = from + by;
  if (!one || to < 0 || to >= rows.length) return [];
  return rows
    .toSpliced(from, 1)
    .toSpliced(to, 0, one)
    .flatMap((row, order) => (row.item.order === order ? [] : [{ id: row.id, order }]));
};
