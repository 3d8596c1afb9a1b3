import type { Who } from '#ledger';
import type { Rater } from '#record';
import type { ChartMark, ChartPoint, ChartSeries } from '../ui/chart/series.ts';
import { gapInWords, movementInWords } from '../ui/chart/sentences.ts';
import { words } from '../words/index.ts';

/** One value as it counts: who gave it, and what it was. */
export interface Given {
  readonly rater: Rater;
  /** Who wrote it down; `null` where that is not known. */
  readonly who: Who | null;
  readonly point: ChartPoint;
}

/** What one person said over time. */
export interface GivenSeries extends ChartSeries {
  readonly of: Rater;
}

const WORKER_MARKS: readonly ChartMark[] = ['triangle', 'diamond', 'cross', 'star'];

/** A line for each: the person's own first, then each worker's, then what was said together. `nameOf`: what to call whoever gave it. */
export const seriesByGiver = (given: readonly Given[], nameOf: (who: Who | null) => string): readonly GivenSeries[] => {
  const pointsOf = (rater: Rater) => given.flatMap((one) => (one.rater === rater ? [one.point] : []));
  const workers = new Set(given.flatMap(({ rater, who }) => (rater === 'worker' ? [who] : [])));
  const all: readonly GivenSeries[] = [
    { of: 'me', name: nameOf('client'), mark: 'circle', points: pointsOf('me') },
    ...[...workers].map((who, at): GivenSeries => ({
      of: 'worker',
      name: nameOf(who),
      mark: WORKER_MARKS[at % WORKER_MARKS.length] ?? 'triangle',
      points: given.flatMap((one) => (one.rater === 'worker' && one.who === who ? [one.point] : [])),
    })),
    { of: 'together', name: words.progress.together, mark: 'square', points: pointsOf('together') },
  ];
  return all.filter(({ points }) => points.length > 0);
};

/** The person's own line first; then how each worker's differs from it, or how it moved where the person has said no number. */
export const givenInWords = (series: readonly GivenSeries[], most: number, reliableChange: number | null = null): readonly string[] => {
  const mine = series.find((one) => one.of === 'me');
  return series.flatMap((one) => {
    const gap = mine && one.of === 'worker' ? gapInWords(mine, one, most) : [];
    return gap.length > 0 ? gap : movementInWords(one, most, reliableChange);
  });
};
