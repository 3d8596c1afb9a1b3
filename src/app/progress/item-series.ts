import type { Who } from '#ledger';
import { answerTo } from '#record';
import type { Answer, PackItem } from '#record';
import { words } from '../words/index.ts';
import { seriesByGiver } from './given.ts';
import type { GivenSeries } from './given.ts';
import type { Measured } from './measured.ts';

/** What each said to one item over time. */
export const itemSeries = (item: PackItem, measured: readonly Measured[], nameOf: (who: Who | null) => string): readonly GivenSeries[] =>
  seriesByGiver(
    measured.map(({ row, rater, who, day }) => {
      const answer = answerTo(item, row.item);
      const point = typeof answer === 'number' ? { day, value: answer } : { day, value: null, words: answerInWords(answer) };
      return { rater, who, point };
    }),
    nameOf,
  );

/** An answer as it is read. */
export const answerInWords = (answer: Answer): string => {
  if (typeof answer === 'number') return String(answer);
  return answer === null ? words.progress.oddAnswer : words.progress.none[answer];
};
