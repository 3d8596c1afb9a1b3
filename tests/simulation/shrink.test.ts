import { describe, expect, it } from 'vitest';
import type { Outcome, Plan } from './run.ts';
import { shrink } from './shrink.ts';
import { readSteps, writeSteps } from './steps.ts';

const stepsOf = ({ steps, without }: Plan): readonly number[] =>
  Array.from({ length: steps }, (_, i) => i + 1).filter((step) => !without.has(step));

/** A run that fails when all of these steps are played, and at whose other steps something happens too. */
const failsWith =
  (guilty: readonly number[], counted: { runs: number }) =>
  (plan: Plan): Promise<Outcome> => {
    counted.runs += 1;
    const played = stepsOf(plan);
    const failure = guilty.every((step) => played.includes(step)) ? 'it fails' : null;
    return Promise.resolve({ failure, log: [], happened: played, entries: 0, tries: new Map() });
  };

const shrunk = async (guilty: readonly number[], steps: number, now?: () => number) => {
  const counted = { runs: 0 };
  const plan = { seed: 1, steps, without: new Set<number>() };
  const smaller = await shrink({ plan, failure: 'it fails' }, failsWith(guilty, counted), now);
  return { left: stepsOf(smaller.plan), failure: smaller.failure, ...counted };
};

describe('a failing run', () => {
  it('is shrunk to the steps that it takes', async () => {
    expect(await shrunk([3, 40, 41, 77], 200)).toMatchObject({ left: [3, 40, 41, 77], failure: 'it fails' });
    expect((await shrunk([200], 200)).left).toEqual([200]);
    expect((await shrunk([1], 200)).left).toEqual([1]);
  });

  it('stays what it was where the time is up', async () => {
    let now = 0;
    expect(await shrunk([3, 40], 100, () => (now += 100_000))).toMatchObject({
      left: stepsOf({ seed: 1, steps: 100, without: new Set() }),
      runs: 0,
    });
  });

  it('is named by ranges that can be read back', () => {
    const steps = new Set([1, 2, 3, 7, 9, 10]);
    expect(writeSteps(steps)).toBe('1-3,7,9-10');
    expect(readSteps('1-3,7,9-10')).toEqual(steps);
    expect(readSteps('')).toEqual(new Set());
  });
});
