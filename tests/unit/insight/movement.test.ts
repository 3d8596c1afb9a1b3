import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapOf, sentenceFacts } from '../../../src/insight/index.ts';

const at = (day: number, value: number) => ({ day: `2026-11-${String(day).padStart(2, '0')}`, value });
const anyPoints = fc
  .array(fc.record({ day: fc.integer({ min: 1, max: 30 }), value: fc.integer({ min: 0, max: 10 }) }), { minLength: 1 })
  .map((all) => all.map(({ day, value }) => at(day, value)));

describe('the facts of a line', () => {
  it('are none without points', () => expect(sentenceFacts([])).toBeNull());
  it('of one point are that point, and no change', () =>
    expect(sentenceFacts([at(3, 5)], 2)).toMatchObject({ count: 1, change: 0, reliable: null, first: at(3, 5), last: at(3, 5) }));
  it('go by the days, not by the order in which things were written', () =>
    expect(sentenceFacts([at(20, 7), at(1, 2), at(10, 9)])).toEqual({
      count: 3,
      first: at(1, 2),
      last: at(20, 7),
      lowest: at(1, 2),
      highest: at(10, 9),
      change: 5,
      reliable: null,
    }));
  it('call a change reliable where it is as large as somebody found, and only then', () => {
    expect(sentenceFacts([at(1, 2), at(2, 4)], 3)?.reliable).toBe(false);
    expect(sentenceFacts([at(1, 4), at(2, 1)], 3)?.reliable).toBe(true);
  });
  it('hold for any points: everything lies between lowest and highest, and the change is last less first', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const facts = sentenceFacts(points)!;
        const values = points.map(({ value }) => value);
        expect(facts.lowest.value).toBe(Math.min(...values));
        expect(facts.highest.value).toBe(Math.max(...values));
        expect(facts.first.day).toBe(points.map(({ day }) => day).toSorted()[0]);
        expect(facts.last.day).toBe(
          points
            .map(({ day }) => day)
            .toSorted()
            .at(-1),
        );
        expect(facts.change).toBe(facts.last.value - facts.first.value);
      }),
    );
  });
});

describe('the gap between two people', () => {
  it('is not there until both have said a number', () => {
    expect(gapOf([], [at(1, 2)])).toBeNull();
    expect(gapOf([at(1, 2)], [])).toBeNull();
  });
  it('is between what each said last', () =>
    expect(gapOf([at(1, 9), at(5, 3)], [at(4, 7), at(2, 0)])).toEqual({
      mine: at(5, 3),
      theirs: at(4, 7),
      points: 4,
      who: 'theirs-higher',
    }));
  it('says when they see it alike', () => expect(gapOf([at(1, 4)], [at(9, 4)])).toMatchObject({ points: 0, who: 'alike' }));
  it('shows both numbers as they were given, and none between them; the other way round is its mirror', () => {
    fc.assert(
      fc.property(anyPoints, anyPoints, (mine, theirs) => {
        const gap = gapOf(mine, theirs)!;
        const back = gapOf(theirs, mine)!;
        expect(mine).toContainEqual(gap.mine);
        expect(theirs).toContainEqual(gap.theirs);
        expect(gap.points).toBe(Math.abs(gap.mine.value - gap.theirs.value));
        expect([back.mine, back.theirs, back.points]).toEqual([gap.theirs, gap.mine, gap.points]);
      }),
    );
  });
});
