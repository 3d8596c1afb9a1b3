import * as Y from 'yjs';

/** The kinds of pages that this version can show. */
export const PAGE_KINDS = ['team', 'about-me', 'plan', 'journal', 'just-me'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

type Root = (doc: Y.Doc, name: string) => Y.AbstractType<Y.YEvent<never>>;
const map: Root = (doc, name) => doc.getMap(name) as never;

const ITEMS: Readonly<Record<string, Root>> = { items: map };

/** The roots that a page's document has. A change to any other is void. */
export const ROOTS: Readonly<Record<PageKind, Readonly<Record<string, Root>>>> = {
  team: { settings: map },
  'about-me': ITEMS,
  plan: ITEMS,
  journal: ITEMS,
  'just-me': ITEMS,
};
