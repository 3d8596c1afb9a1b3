import { words } from './index.ts';

const LANGUAGE = 'en-GB';
const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const weekday = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long' });
const date = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'long', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'short' });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** A time as a person would say it: "just now", "10:15", "Tuesday, 2 weeks ago". */
export const friendlyTime = (time: number, now: number): string => {
  if (Math.abs(now - time) < 2 * MINUTE) return words.time.now;
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY);
  if (days === 0) return clock.format(time);
  if (Math.abs(days) < 7) return `${weekday.format(time)}, ${relative.format(-days, 'day')}`;
  if (Math.abs(days) < 60) return `${weekday.format(time)}, ${relative.format(-Math.round(days / 7), 'week')}`;
  return date.format(time);
};

export const exactTime = (time: number): string => exact.format(time);

/** A calendar day in words. */
export const dayInWords = (day: string): string => {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  return date.format(new Date(year, month - 1, of));
};

/** The calendar day of a time, here. */
export const dayOf = (time: number): string => {
  const at = new Date(time);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
