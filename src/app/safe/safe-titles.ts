import type { SafeHeading } from '#record';
import type { LivePage } from '../session/session.svelte.ts';
import { words } from '../words/index.ts';

/** What a heading of Keeping safe is called: by the client's own newest name for it, else in the language in use. */
export const safeTitle = (page: LivePage, heading: SafeHeading): string => {
  const [own] = page.items
    .of('safe-title')
    .filter((row) => row.item.heading === heading && page.isBy(row, 'client'))
    .toSorted((a, b) => (page.sealOf(b.madeBy)?.time ?? 0) - (page.sealOf(a.madeBy)?.time ?? 0) || (a.id < b.id ? -1 : 1));
  return own?.item.title || words.safe.headings[heading];
};
