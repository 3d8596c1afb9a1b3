import type { Item, ItemKind } from './items.ts';
import type { Row } from './read.ts';
import { dayOfItem } from './words-of-item.ts';

/** One thing on the line of time. */
export interface TimelineEntry {
  /** Of this entry alone: page and item. */
  readonly key: string;
  readonly page: string;
  readonly item: string;
  readonly kind: ItemKind;
  /** The day that it is about; where it names none, the day on which it was written. */
  readonly day: string;
  /** When it was written, in milliseconds since 1970: the later words of a day come first. */
  readonly time: number;
  /** Who wrote it; `null` where that is not known. */
  readonly who: string | null;
}

/** What stands beside another item, or is a tool of the screens, and is no event of its own. */
const BESIDE: ReadonlySet<ItemKind> = new Set([
  'answer',
  'say',
  'thanks',
  'taken-away',
  'cover',
  'step-reply',
  'step-day',
  'agenda',
  'arrival',
  'invitation',
  'measure-pack',
  'not-in-reports',
  'safe-title',
  'contact',
]);

export const isOnTimeline = ({ kind }: Item): boolean => !BESIDE.has(kind);

/** The entry of an item; `null` where it is none. `dayOf`: the calendar day of a time, where the reader is. */
export const entryOf = (
  page: string,
  { id, item }: Pick<Row, 'id' | 'item'>,
  seal: { readonly who: string; readonly time: number } | null,
  dayOf: (time: number) => string,
): TimelineEntry | null => {
  if (!isOnTimeline(item)) return null;
  const time = seal?.time ?? 0;
  return { key: `${page}/${id}`, page, item: id, kind: item.kind, day: dayOfItem(item) ?? dayOf(time), time, who: seal?.who ?? null };
};

/** The newest first. No two entries are alike: every device shows the same order. */
export const compareEntries = (a: TimelineEntry, b: TimelineEntry): number => {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.time - a.time || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
};

/** Which entries are wanted; an empty set asks for nothing. Days are as `YYYY-MM-DD`. */
export interface TimelineFilter {
  readonly pages: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly kinds: ReadonlySet<ItemKind>;
  readonly from: string;
  readonly to: string;
}

export const WHOLE_TIMELINE: TimelineFilter = { pages: new Set(), people: new Set(), kinds: new Set(), from: '', to: '' };

/** Of entries in order, those that are wanted, in the same order. */
export const filterEntries = (entries: readonly TimelineEntry[], filter: TimelineFilter): readonly TimelineEntry[] => {
  const { pages, people, kinds, from, to } = filter;
  return entries.filter(
    (entry) =>
      (pages.size === 0 || pages.has(entry.page)) &&
      (people.size === 0 || (entry.who !== null && people.has(entry.who))) &&
      (kinds.size === 0 || kinds.has(entry.kind)) &&
      (from === '' || entry.day >= from) &&
      (to === '' || entry.day <= to),
  );
};

/** The entries of a month, as `YYYY-MM`, in order. */
export interface Month {
  readonly month: string;
  readonly entries: readonly TimelineEntry[];
}

/** Entries in order, by month. */
export const byMonth = (entries: readonly TimelineEntry[]): readonly Month[] => {
  const months: { month: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const month = entry.day.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.entries.push(entry);
    else months.push({ month, entries: [entry] });
  }
  return months;
};
