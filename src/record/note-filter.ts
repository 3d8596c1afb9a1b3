import type { ItemOf } from './items.ts';

/** Which notes of the journal are wanted; what is empty asks for nothing. Days are as `YYYY-MM-DD`. */
export interface NoteFilter {
  readonly type: string;
  /** Who wrote it, was there, or was to come. */
  readonly person: string;
  readonly tag: string;
  readonly from: string;
  readonly to: string;
}

export const NO_FILTER: NoteFilter = { type: '', person: '', tag: '', from: '', to: '' };

export const isFiltering = (filter: NoteFilter): boolean => Object.values(filter).some((value) => value !== '');

/** Whether a note that this person wrote is one of those that are wanted. */
export const isWanted = (filter: NoteFilter, note: ItemOf<'note'>, who: string | null): boolean => {
  const { type, person, tag, from, to } = filter;
  if (type !== '' && note.type !== type) return false;
  if (person !== '' && who !== person && note.people?.includes(person) !== true && note.missing?.includes(person) !== true) return false;
  if (tag !== '' && note.tags?.includes(tag) !== true) return false;
  return (from === '' || note.day >= from) && (to === '' || note.day <= to);
};

/** The tags that notes carry, the most used first. */
export const tagsOf = (notes: Iterable<ItemOf<'note'>>): readonly string[] => {
  const uses = new Map<string, number>();
  for (const { tags } of notes) for (const tag of tags ?? []) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([tag]) => tag);
};
