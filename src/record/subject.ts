import type { Item } from './items.ts';

/** To which item of the same page an item belongs, if to any. */
export const subjectOf = (item: Item): string | null => {
  if ('to' in item && typeof item.to === 'string') return item.to;
  if ('goal' in item) return item.goal;
  return 'meeting' in item ? item.meeting : null;
};
