/** Calendar days as somebody names them (`2026-03-29`): no clock and no time zone has a say in how they are counted. */

const DAY_MS = 86_400_000;

const toUtc = (day: string): number => {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, of);
};

/** How many days `to` is after `from`; negative where it is before. */
export const daysBetween = (from: string, to: string): number => Math.round((toUtc(to) - toUtc(from)) / DAY_MS);

/** The day that is `days` after one. */
export const addDays = (day: string, days: number): string => new Date(toUtc(day) + days * DAY_MS).toISOString().slice(0, 10);
