/** Told apart by their shape and their dashes first, by colour only then. */
export const CHART_MARKS = ['circle', 'triangle', 'square', 'diamond', 'cross', 'star'] as const;
export type ChartMark = (typeof CHART_MARKS)[number];

/** One answer on a calendar day (`2026-11-24`). One that is no number is a gap in the line, and its words stand in the table. */
export interface ChartPoint {
  readonly day: string;
  readonly value: number | null;
  readonly words?: string;
}

/** What one person (or one source) said over time. */
export interface ChartSeries {
  readonly name: string;
  readonly mark: ChartMark;
  readonly points: readonly ChartPoint[];
}

/** Dashes of the line of a mark, in CSS pixels. */
export const DASHES: Readonly<Record<ChartMark, readonly number[]>> = {
  circle: [],
  triangle: [7, 4],
  square: [2, 4],
  diamond: [9, 3, 2, 3],
  cross: [14, 4],
  star: [4, 2],
};

/** The shape of a mark around (0, 0), at most 5 to each side, as an SVG path: the key's. The canvas draws the same by name. */
export const SHAPES: Readonly<Record<ChartMark, string>> = {
  circle: 'M-4.500 0a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0',
  triangle: 'M0-5L5 4H-5Z',
  square: 'M-4-4H4V4H-4Z',
  diamond: 'M0-5L5 0L0 5L-5 0Z',
  cross: 'M-4-4L4 4M-4 4L4-4',
  star: 'M0-5V5M-4.300-2.500L4.300 2.500M-4.300 2.500L4.300-2.500',
};

const MS_PER_DAY = 86_400_000;

/** A calendar day as a number of days, and back to a time in that day (UTC). */
export const dayToNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
export const numberToTime = (days: number): number => Math.round(days) * MS_PER_DAY;

/** Each day of any series once, oldest first, with what each of them holds on it. */
export const rowsOfSeries = (series: readonly ChartSeries[]): readonly { readonly day: string; readonly cells: readonly string[] }[] => {
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ day }) => day)))].toSorted();
  const cell = ({ points }: ChartSeries, day: string) =>
    points
      .filter((point) => point.day === day)
      .map(({ value, words }) => words ?? (value === null ? '' : String(value)))
      .join(', ');
  return days.map((day) => ({ day, cells: series.map((one) => cell(one, day)) }));
};
