const HOUR_MS = 3_600_000;

/** How near a meeting is: within a day, within an hour, or on. A meeting without a time has a day alone. */
export type ReminderStage = 'day' | 'hour' | 'now' | 'today';

/**
 * What is worth saying of a meeting now; `null` where nothing is. `start` and `end` in milliseconds as they are where somebody looks; for a meeting
 * without a time (`timed` is false) the beginning and the end of its day.
 */
export const reminderStage = (
  at: { readonly start: number; readonly end: number; readonly timed: boolean },
  now: number,
): ReminderStage | null => {
  if (now >= at.end) return null;
  if (now >= at.start) return at.timed ? 'now' : 'today';
  if (at.timed && now >= at.start - HOUR_MS) return 'hour';
  return now >= at.start - 24 * HOUR_MS ? 'day' : null;
};
