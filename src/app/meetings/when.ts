import type { ItemOf } from '#record';

/** When a meeting begins and ends, in milliseconds, on the clock of this device. */
export const timesOf = ({ day, time, minutes }: Pick<ItemOf<'meeting'>, 'day' | 'time' | 'minutes'>) => {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number);
  const start = new Date(year, month - 1, of, hour, minute).getTime();
  const end = time === null ? new Date(year, month - 1, of + 1).getTime() : start + minutes * 60_000;
  return { start, end, timed: time !== null };
};
