import { gapOf, sentenceFacts } from '#insight';
import type { Point } from '#insight';
import { dayInWords } from '../../words/time.ts';
import { words } from '../../words/index.ts';
import type { ChartSeries } from './series.ts';

const numbersIn = ({ points }: ChartSeries): readonly Point[] =>
  points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));

/** How the numbers of one series moved, in plain sentences; none where there are no numbers. */
export const movementInWords = (series: ChartSeries, most: number, reliableChange: number | null = null): readonly string[] => {
  const facts = sentenceFacts(numbersIn(series), reliableChange);
  if (!facts) return [];
  const of = (value: number) => words.chart.outOf(value, most);
  const { first, last, lowest, highest, change, reliable } = facts;
  if (facts.count === 1) return [words.chart.one(series.name, of(last.value), dayInWords(last.day))];
  const sentences = [
    change === 0
      ? words.chart.same(series.name, of(last.value), dayInWords(last.day))
      : words.chart.moved(series.name, of(first.value), of(last.value), dayInWords(last.day)),
  ];
  if (facts.count > 2) sentences.push(words.chart.range(String(lowest.value), String(highest.value)));
  if (reliable !== null && change !== 0) sentences.push(reliable ? words.chart.reliable : words.chart.notReliable);
  return sentences;
};

/** Where two people see the same thing differently, each with their own number; none where one of them has not said. */
export const gapInWords = (mine: ChartSeries, theirs: ChartSeries, most: number): readonly string[] => {
  const gap = gapOf(numbersIn(mine), numbersIn(theirs));
  if (!gap) return [];
  const of = (value: number) => words.chart.outOf(value, most);
  if (gap.who === 'alike') return [words.chart.alike(mine.name, theirs.name, of(gap.mine.value))];
  return [words.chart.apart(mine.name, of(gap.mine.value), theirs.name, of(gap.theirs.value), gap.points)];
};
