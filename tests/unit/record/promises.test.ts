import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { addDays, compareSteps, countPromises, daysBetween, promiseOf } from '#record';
import type { StepFacts } from '#record';

const TOM = 'a'.repeat(32);
const PRIYA = 'b'.repeat(32);

const step = (facts: Partial<StepFacts> = {}): StepFacts => ({
  who: TOM,
  namedBy: PRIYA,
  state: 'todo',
  stateOn: '2026-03-01',
  stateBy: PRIYA,
  reply: 'yes',
  days: [{ by: '2026-03-10', namedOn: '2026-03-01' }],
  ...facts,
});

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('calendar days', () => {
  it('are counted the same over a change of the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('add and count back', () => {
    fc.assert(fc.property(day, fc.integer({ min: -2000, max: 2000 }), (from, n) => daysBetween(from, addDays(from, n)) === n));
  });
});

describe('a promise', () => {
  it('is kept where it is done on its day, and late one day after', () => {
    expect(promiseOf(step({ state: 'done', stateOn: '2026-03-10' }), '2026-06-01')).toMatchObject({ outcome: 'kept', daysOver: 0 });
    expect(promiseOf(step({ state: 'done', stateOn: '2026-03-11' }), '2026-06-01')).toMatchObject({ outcome: 'late', daysOver: 1 });
  });

  it('is kept whenever it is done, where no day was named', () => {
    expect(
      promiseOf(step({ state: 'done', stateOn: '2027-01-01', days: [{ by: null, namedOn: '2026-03-01' }] }), '2027-01-02').outcome,
    ).toBe('kept');
  });

  it('is not yet due on its day, and not kept on the day after', () => {
    expect(promiseOf(step(), '2026-03-10')).toMatchObject({ outcome: 'not-yet', daysOver: 0 });
    expect(promiseOf(step(), '2026-03-13')).toMatchObject({ outcome: 'not-kept', daysOver: 3 });
    expect(promiseOf(step({ state: 'blocked' }), '2026-03-13').outcome).toBe('not-kept');
  });

  it('is no promise until the person who is asked says yes, or where they say no', () => {
    expect(promiseOf(step({ reply: null }), '2026-03-05').outcome).toBe('asked');
    expect(promiseOf(step({ reply: null }), '2026-03-15')).toMatchObject({ outcome: 'asked', daysOver: 5 });
    expect(promiseOf(step({ reply: 'no' }), '2026-03-15').outcome).toBe('said-no');
  });

  it('needs no yes from whoever named themselves', () => {
    expect(promiseOf(step({ reply: null, namedBy: TOM }), '2026-03-05').outcome).toBe('not-yet');
  });

  it('that its owner drops is not kept; one that somebody else drops is let go', () => {
    expect(promiseOf(step({ state: 'dropped', stateBy: TOM }), '2026-03-05').outcome).toBe('not-kept');
    expect(promiseOf(step({ state: 'dropped', stateBy: 'client' }), '2026-03-05').outcome).toBe('let-go');
  });

  it('is held to a new day that was named in time', () => {
    const days = [
      { by: '2026-03-10', namedOn: '2026-03-01' },
      { by: '2026-03-20', namedOn: '2026-03-10' },
    ];
    expect(promiseOf(step({ days }), '2026-03-15')).toMatchObject({ outcome: 'not-yet', due: '2026-03-20', newDay: '2026-03-20' });
  });

  it('stays late where the new day was named when the old one was over', () => {
    const days = [
      { by: '2026-03-10', namedOn: '2026-03-01' },
      { by: '2026-03-20', namedOn: '2026-03-11' },
    ];
    expect(promiseOf(step({ days }), '2026-03-15')).toMatchObject({ outcome: 'not-kept', due: '2026-03-10', newDay: '2026-03-20' });
    expect(promiseOf(step({ days, state: 'done', stateOn: '2026-03-18' }), '2026-04-01')).toMatchObject({ outcome: 'late', daysOver: 8 });
  });

  it('never becomes kept by naming days after it was over', () => {
    fc.assert(
      fc.property(day, fc.array(fc.tuple(fc.option(day), fc.integer({ min: 1, max: 300 })), { maxLength: 5 }), (by, later) => {
        const days = [{ by, namedOn: addDays(by, -5) }, ...later.map(([next, after]) => ({ by: next, namedOn: addDays(by, after) }))];
        return promiseOf(step({ days, state: 'done', stateOn: addDays(by, 400) }), addDays(by, 401)).outcome === 'late';
      }),
    );
  });

  it('is counted once, with whoever is asked', () => {
    const counts = countPromises([
      { who: TOM, outcome: 'kept' },
      { who: TOM, outcome: 'late' },
      { who: PRIYA, outcome: 'kept' },
    ]);
    expect(counts.get(TOM)).toMatchObject({ kept: 1, late: 1, 'not-kept': 0 });
    expect(counts.get(PRIYA)).toMatchObject({ kept: 1, late: 0 });
  });
});

describe('who is doing what', () => {
  it('begins with what is over its day the longest, and ends with what is finished', () => {
    const at = (name: string, facts: Partial<StepFacts>) => {
      const all = step(facts);
      return { name, item: { state: all.state }, promised: promiseOf(all, '2026-03-15') };
    };
    const rows = [
      at('done', { state: 'done', stateOn: '2026-03-14' }),
      at('no day', { days: [{ by: null, namedOn: '2026-03-01' }] }),
      at('next week', { days: [{ by: '2026-03-22', namedOn: '2026-03-01' }] }),
      at('five days over', {}),
      at('tomorrow', { days: [{ by: '2026-03-16', namedOn: '2026-03-01' }] }),
      at('a fortnight over', { days: [{ by: '2026-03-01', namedOn: '2026-02-01' }] }),
    ];
    expect(rows.toSorted(compareSteps).map(({ name }) => name)).toEqual([
      'a fortnight over',
      'five days over',
      'tomorrow',
      'next week',
      'no day',
      'done',
    ]);
  });
});
