import type { Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';
import { inTime } from './taken.ts';

/** What the cover over an item says that it is about, by the last word of its writer or of the client. Empty: there is no cover. */
export const coverOf = (page: LivePage, row: Row): string => {
  const covers = page.items.about(row.id, 'cover');
  if (covers.length === 0) return '';
  const author = page.sealOf(row.madeBy)?.who;
  const valid = covers.filter(({ madeBy }) => {
    const who = page.sealOf(madeBy)?.who;
    return who !== undefined && (who === author || who === 'client');
  });
  return inTime(page, valid).at(-1)?.item.about ?? '';
};
