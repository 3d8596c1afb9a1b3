import type { ChartMark } from './series.ts';

/** The colours and letters of a chart: those of the screen that it stands on. */
export interface ChartLook {
  readonly ink: string;
  readonly grid: string;
  readonly lines: Readonly<Record<ChartMark, string>>;
  readonly font: string;
  /** CSS pixels. */
  readonly fontSize: number;
}

const PRINTED: Pick<ChartLook, 'ink' | 'grid' | 'lines'> = {
  ink: '#000',
  grid: '#bbb',
  lines: { circle: '#000', triangle: '#000', square: '#444', diamond: '#444', cross: '#000', star: '#444' },
};

const all = (colour: string): ChartLook['lines'] => ({
  circle: colour,
  triangle: colour,
  square: colour,
  diamond: colour,
  cross: colour,
  star: colour,
});

/** What the screen looks like now where this canvas is: light, dark, in the system's own colours, or on paper. */
export const lookAt = (canvas: HTMLCanvasElement, printing: boolean): ChartLook => {
  const style = getComputedStyle(canvas);
  const variable = (name: string) => style.getPropertyValue(name).trim();
  const letters = { font: style.fontFamily, fontSize: parseFloat(style.fontSize) };
  if (printing) return { ...PRINTED, ...letters };
  // In forced colours what stands in a variable is not what is shown; the text's own colour is.
  if (matchMedia('(forced-colors: active)').matches) return { ink: style.color, grid: style.color, lines: all(style.color), ...letters };
  return {
    ink: variable('--quiet'),
    grid: variable('--line'),
    lines: {
      circle: variable('--strong'),
      triangle: variable('--warm'),
      square: variable('--ink'),
      diamond: variable('--quiet'),
      cross: variable('--warm'),
      star: variable('--ink'),
    },
    ...letters,
  };
};

/** Calls back when the look may have changed: dark or light, contrast, print (`true` while it is on paper). Gives how to stop. */
export const onNewLook = (heard: (printing: boolean) => void): (() => void) => {
  const ends = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map((query) => {
    const media = matchMedia(query);
    const changed = () => heard(false);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  });
  const before = () => heard(true);
  const after = () => heard(false);
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    for (const end of ends) end();
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
};
