import type { Heading, SafeHeading } from '../headings.ts';
import type { Item } from '../items.ts';
import type { SayWord } from '../items/common.ts';
import type { PageKind } from '../page-kinds.ts';
import type { MadeUpDeed, Names } from './life.ts';

// Short forms, so that a page of a made-up record reads as a list of what happened: how many days ago, at which hour, who, what.

/** The deeds on one page. */
export const on = (page: PageKind) => {
  const named = (name: string | null, daysAgo: number, hour: number, by: string, item: (names: Names) => Item): MadeUpDeed => ({
    daysAgo,
    hour,
    by,
    page,
    what: { type: 'item', name, item },
  });
  const add = (daysAgo: number, hour: number, by: string, item: (names: Names) => Item): MadeUpDeed => named(null, daysAgo, hour, by, item);
  return {
    /** An item that later deeds speak of. */
    named,
    add,
    text: (daysAgo: number, by: string, heading: Heading | SafeHeading, words: string): MadeUpDeed => ({
      daysAgo,
      hour: 11,
      by,
      page,
      what: { type: 'text', heading, words },
    }),
    change: (
      daysAgo: number,
      hour: number,
      by: string,
      name: string,
      fields: (names: Names) => Readonly<Record<string, unknown>>,
    ): MadeUpDeed => ({
      daysAgo,
      hour,
      by,
      page,
      what: { type: 'change', name, fields },
    }),
    write: (daysAgo: number, hour: number, by: string, name: string, field: string, words: string): MadeUpDeed => ({
      daysAgo,
      hour,
      by,
      page,
      what: { type: 'words', name, field, words },
    }),
    looked: (daysAgo: number, hour: number, by: string): MadeUpDeed => ({ daysAgo, hour, by, page, what: { type: 'looked' } }),
    say: (daysAgo: number, hour: number, to: string, say: SayWord, words = ''): MadeUpDeed =>
      add(daysAgo, hour, 'sam', ({ id }) => ({ kind: 'say', to: id(to), say, words })),
    answer: (daysAgo: number, hour: number, by: string, to: string, words: string): MadeUpDeed =>
      add(daysAgo, hour, by, ({ id }) => ({ kind: 'answer', to: id(to), words })),
    thanks: (daysAgo: number, hour: number, by: string, to: string): MadeUpDeed =>
      add(daysAgo, hour, by, ({ id }) => ({ kind: 'thanks', to: id(to) })),
    cover: (daysAgo: number, hour: number, by: string, to: string, about: string): MadeUpDeed =>
      add(daysAgo, hour, by, ({ id }) => ({ kind: 'cover', to: id(to), about })),
    takenAway: (daysAgo: number, hour: number, by: string, to: string, why: string): MadeUpDeed =>
      add(daysAgo, hour, by, ({ id }) => ({ kind: 'taken-away', to: id(to), why })),
  };
};
