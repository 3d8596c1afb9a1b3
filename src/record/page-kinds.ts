import type * as Y from 'yjs';
import { HEADINGS, SAFE_HEADINGS } from './headings.ts';

/** The kinds of pages that this version can show. */
export const PAGE_KINDS = [
  'team',
  'about-me',
  'plan',
  'journal',
  'just-me',
  'keeping-safe',
  'health',
  'home-money',
  'justice',
  'progress',
  'learning',
  'meetings',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export const isPageKind = (value: string): value is PageKind => PAGE_KINDS.some((kind) => kind === value);

/** Makes or finds a root of a page's document. */
type Root = (doc: Y.Doc, name: string) => Y.Map<unknown> | Y.Text;

const map: Root = (doc, name) => doc.getMap(name);
const text: Root = (doc, name) => doc.getText(name);

const ITEMS: Readonly<Record<string, Root>> = { items: map };

// A text a heading, there from the start: two people can begin the same one at once and lose nothing.
const textsAndItems = (headings: readonly string[]) => ({ ...Object.fromEntries(headings.map((heading) => [heading, text])), ...ITEMS });

/** The roots that a page's document has. A change to any other is void. */
export const ROOTS: Readonly<Record<PageKind, Readonly<Record<string, Root>>>> = {
  team: { settings: map },
  'about-me': textsAndItems(HEADINGS),
  plan: ITEMS,
  journal: ITEMS,
  'just-me': ITEMS,
  'keeping-safe': textsAndItems(SAFE_HEADINGS),
  health: ITEMS,
  'home-money': ITEMS,
  justice: ITEMS,
  progress: ITEMS,
  learning: ITEMS,
  meetings: ITEMS,
};
