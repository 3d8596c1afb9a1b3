import type { TimelineEntry } from '#record';
import { daysBetween } from '#record';
import type { LivePage } from '../session/session.svelte.ts';
import { takenAway } from '../item/taken.ts';

/** One mark above the line of time. `at`: how far along, 0 (the first day) to 1 (the last). `height`: 0 to 1. */
export interface LaneMark {
  readonly key: string;
  readonly row: 'goals' | 'ratings' | 'counted';
  readonly at: number;
  readonly height: number;
  readonly day: string;
  /** The words of the goal or of what was counted, and the number; a measure has no number of its own here. */
  readonly words: string;
  readonly value: number | null;
  readonly link: { readonly page: string; readonly item: string };
}

/** More marks than a phone has room for are no picture any more: the newest are drawn. */
const MOST_MARKS = 200;

/** Goals, ratings, measures and counted events among the entries, for the drawing above the line. */
export const laneOf = (entries: readonly TimelineEntry[], pages: ReadonlyMap<string, LivePage>): readonly LaneMark[] => {
  const [last, first] = [entries[0]?.day ?? '', entries.at(-1)?.day ?? ''];
  const days = Math.max(1, daysBetween(first, last));
  const marks: LaneMark[] = [];
  for (const entry of entries) {
    if (marks.length >= MOST_MARKS) break;
    const page = pages.get(entry.page);
    const row = page?.items.get(entry.item);
    if (!page || !row || takenAway(page, row)) continue;
    const base = { key: entry.key, at: daysBetween(first, entry.day) / days, day: entry.day, link: { page: entry.page, item: entry.item } };
    const { item } = row;
    if (item.kind === 'goal') marks.push({ ...base, row: 'goals', height: 1, words: item.title, value: null });
    else if (item.kind === 'rating') {
      const goal = page.items.get(item.goal)?.item;
      marks.push({ ...base, row: 'ratings', height: item.value / 10, words: goal?.kind === 'goal' ? goal.title : '', value: item.value });
    } else if (item.kind === 'measurement') marks.push({ ...base, row: 'ratings', height: 0.5, words: '', value: null });
    else if (item.kind === 'score-elsewhere')
      marks.push({
        ...base,
        row: 'ratings',
        height: (item.total - item.least) / Math.max(1, item.most - item.least),
        words: item.name,
        value: item.total,
      });
    else if (item.kind === 'counted-event')
      marks.push({ ...base, row: 'counted', height: Math.min(1, item.count / 10), words: item.what, value: item.count });
  }
  return marks;
};
