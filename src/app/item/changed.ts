import { fieldMadeBy } from '#record';
import type { Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

/** Whether some field of an item was set again after the item was made: then it has old words. (What is typed into a text is not looked at.) */
export const wasChanged = (page: LivePage, row: Row): boolean => {
  const first = page.sealOf(row.madeBy)?.entry;
  return Object.keys(row.item).some((field) => {
    const made = fieldMadeBy(page.open.doc, row.id, field);
    return made !== null && page.sealOf(made)?.entry !== first;
  });
};
