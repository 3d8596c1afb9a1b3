import { describe, expect, it } from 'vitest';
import { reminderStage } from '#record';

const HOUR = 3_600_000;
const START = 100 * HOUR;

describe('a reminder of a meeting', () => {
  const timed = { start: START, end: START + HOUR, timed: true };

  it('comes a day before, an hour before and when it begins, and is over with the meeting', () => {
    expect(reminderStage(timed, START - 24 * HOUR - 1)).toBeNull();
    expect(reminderStage(timed, START - 24 * HOUR)).toBe('day');
    expect(reminderStage(timed, START - HOUR - 1)).toBe('day');
    expect(reminderStage(timed, START - HOUR)).toBe('hour');
    expect(reminderStage(timed, START - 1)).toBe('hour');
    expect(reminderStage(timed, START)).toBe('now');
    expect(reminderStage(timed, START + HOUR - 1)).toBe('now');
    expect(reminderStage(timed, START + HOUR)).toBeNull();
  });

  it('of a meeting without a time has a day before and its day', () => {
    const day = { start: START, end: START + 24 * HOUR, timed: false };
    expect(reminderStage(day, START - HOUR)).toBe('day');
    expect(reminderStage(day, START + 5 * HOUR)).toBe('today');
    expect(reminderStage(day, START + 24 * HOUR)).toBeNull();
  });
});
