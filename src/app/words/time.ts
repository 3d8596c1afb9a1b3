import { words } from './index.ts';

const formatsOf = (locale: string) => ({
  relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'long' }),
  date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
  month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }),
  exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
  clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
});
const byLocale = new Map<string, ReturnType<typeof formatsOf>>();

/** Making a format is slow, and a page shows hundreds of times. */
const formats = (): ReturnType<typeof formatsOf> => {
  const known = byLocale.get(words.locale) ?? formatsOf(words.locale);
  byLocale.set(words.locale, known);
  return known;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** A time as a person would say it: "just now", "10:15", "Tuesday, 2 weeks ago". */
export const friendlyTime = (time: number, now: number): string => {
  if (Math.abs(now - time) < 2 * MINUTE) return words.time.now;
  const { relative, weekday, date, clock } = formats();
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY);
  if (days === 0) return clock.format(time);
  if (Math.abs(days) < 7) return `${weekday.format(time)}, ${relative.format(-days, 'day')}`;
  if (Math.abs(days) < 60) return `${weekday.format(time)}, ${relative.format(-Math.round(days / 7), 'week')}`;
  return date.format(time);
};

export const exactTime = (time: number): string => formats().exact.format(time);

/** A calendar day in words. */
export const dayInWords = (day: string): string => {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  return formats().date.format(new Date(year, month - 1, of));
};

/** A month (`2026-03`) in words. */
export const monthInWords = (month: string): string => {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return formats().month.format(new Date(year, of - 1, 1));
};

/** The calendar day of a time, here. */
export const dayOf = (time: number): string => {
  const at = new Date(time);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
