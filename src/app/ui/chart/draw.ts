import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { ChartLook } from './look.ts';
import { DASHES, dayToNumber, numberToTime } from './series.ts';
import type { ChartMark, ChartSeries } from './series.ts';

// The only file that knows the drawing library; it comes when the first chart is looked at. No legend, tooltips or movement:
// the key, the sentence and the table are HTML, for everybody.
Chart.register(LineController, LineElement, PointElement, LinearScale);

export interface Drawing {
  readonly series: readonly ChartSeries[];
  readonly least: number;
  readonly most: number;
  /** Whether the points of a series are one line: counts are not. */
  readonly joined: boolean;
  readonly locale: string;
}

const POINTS: Readonly<Record<ChartMark, 'circle' | 'triangle' | 'rect' | 'rectRot' | 'crossRot' | 'star'>> = {
  circle: 'circle',
  triangle: 'triangle',
  square: 'rect',
  diamond: 'rectRot',
  cross: 'crossRot',
  star: 'star',
};

const toDataset = ({ name, mark, points }: ChartSeries, joined: boolean, look: ChartLook): ChartDataset<'line'> => ({
  label: name,
  data: points.map(({ day, value }) => ({ x: dayToNumber(day), y: value ?? NaN })).toSorted((a, b) => a.x - b.x),
  showLine: joined,
  borderColor: look.lines[mark],
  backgroundColor: look.lines[mark],
  borderDash: [...DASHES[mark]],
  borderWidth: 2.5,
  pointStyle: POINTS[mark],
  pointRadius: 5,
  pointBorderWidth: mark === 'cross' || mark === 'star' ? 2.5 : 1,
});

/** At most three days: the first, the last, and one between them that is in the middle. */
const evenly = (first: number, last: number): readonly number[] => {
  const middle = (first + last) / 2;
  return last - first < 2 ? [first, last] : [first, Math.round(middle), last];
};

const toConfiguration = ({ series, least, most, joined, locale }: Drawing, look: ChartLook): ChartConfiguration<'line'> => {
  const days = series.flatMap(({ points }) => points.map(({ day }) => dayToNumber(day)));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  // One day alone stands in the middle.
  const around = first === last ? 1 : 0;
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const font = { family: look.font, size: look.fontSize };
  return {
    type: 'line',
    data: { datasets: series.map((one) => toDataset(one, joined, look)) },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      events: [],
      clip: false,
      layout: { padding: { top: 8, right: 8 } },
      scales: {
        x: {
          type: 'linear',
          min: first - around,
          max: last + around,
          grid: { display: false },
          border: { color: look.grid },
          // Whole days, as far apart as each other.
          afterBuildTicks: (axis) => {
            axis.ticks = evenly(axis.min, axis.max).map((value) => ({ value }));
          },
          ticks: {
            color: look.ink,
            font,
            maxRotation: 0,
            autoSkip: false,
            callback: (value) => format.format(numberToTime(Number(value))),
          },
        },
        y: {
          min: least,
          max: most,
          grid: { color: look.grid },
          border: { display: false },
          ticks: { color: look.ink, font, maxTicksLimit: 6, precision: most - least >= 4 ? 0 : undefined },
        },
      },
    },
  };
};

export type Drawn = ReturnType<typeof drawChart>;
export interface Drawer {
  readonly drawChart: typeof drawChart;
}

/** Draws on a canvas whose parent has a size, and keeps to that size. */
export const drawChart = (canvas: HTMLCanvasElement, drawing: Drawing, look: ChartLook) => {
  const chart = new Chart(canvas, toConfiguration(drawing, look));
  return {
    redraw: (next: Drawing, nextLook: ChartLook) => {
      const { data, options } = toConfiguration(next, nextLook);
      chart.data = data;
      if (options) chart.options = options;
      chart.update('none');
    },
    end: () => chart.destroy(),
  };
};
