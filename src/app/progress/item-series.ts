import type { Who } from '#ledger';
import { answerTo } from '#record';
import type { Answer, PackItem } from '#record';
import type { ChartMark, ChartPoint, ChartSeries } from '../ui/chart/series.ts';
import { words } from '../words/index.ts';
import type { Measured } from './measured.ts';

/** What one person said to one item over time. The person's own is first, then each worker's, then what was said together. */
export interface ItemSeries extends ChartSeries {
  readonly of: 'me' | 'worker' | 'together';
}

const WORKER_MARKS: readonly ChartMark[] = ['triangle', 'diamond', 'cross', 'star'];

/** `nameOf`: what to call whoever gave it. */
export const itemSeries = (item: PackItem, measured: readonly Measured[], nameOf: (who: Who | null) => string): readonly ItemSeries[] => {
  const mine: ChartPoint[] = [];
  const together: ChartPoint[] = [];
  const workers = new Map<Who | null, ChartPoint[]>();
  for (const { row, rater, who, day } of measured) {
    const answer = answerTo(item, row.item);
    const point: ChartPoint = typeof answer === 'number' ? { day, value: answer } : { day, value: null, words: answerInWords(answer) };
    if (rater === 'me') mine.push(point);
    else if (rater === 'together') together.push(point);
    else workers.set(who, [...(workers.get(who) ?? []), point]);
  }
  const all: ItemSeries[] = [
    { of: 'me', name: nameOf('client'), mark: 'circle', points: mine },
    ...[...workers].map(([who, points], at): ItemSeries => ({
      of: 'worker',
      name: nameOf(who),
      mark: WORKER_MARKS[at % WORKER_MARKS.length] ?? 'triangle',
      points,
    })),
    { of: 'together', name: words.progress.together, mark: 'square', points: together },
  ];
  return all.filter(({ points }) => points.length > 0);
};

/** An answer as it is read. */
export const answerInWords = (answer: Answer): string => {
  if (typeof answer === 'number') return String(answer);
  return answer === null ? words.progress.oddAnswer : words.progress.none[answer];
};
