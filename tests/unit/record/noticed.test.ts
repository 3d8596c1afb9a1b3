import { describe, expect, it } from 'vitest';
import { noticed } from '#record';
import type { WhatIsThere } from '#record';

const TODAY = '2026-06-30';
const TOM = 'a'.repeat(32);
const NOTHING: WhatIsThere = {
  ratings: [],
  promises: [],
  contacts: [{ day: TODAY, who: TOM }],
  reviews: [],
  reviewedOn: null,
  barriers: [],
  goodDays: [],
  taken: [],
};
const rating = (who: string, value: number, day: string, time: number) => ({ goal: 'g', who, value, day, time });
const see = (there: Partial<WhatIsThere>) => noticed({ ...NOTHING, ...there }, TODAY);

describe('what a team sees', () => {
  it('is nothing where nothing is', () => {
    expect(see({})).toEqual([]);
    expect(see({ contacts: [] })).toEqual([]);
  });

  it('is a rating of the person’s own that fell, and not that of a worker', () => {
    const fell = [rating('client', 6, '2026-06-01', 1), rating('client', 4, '2026-06-20', 2)];
    expect(see({ ratings: fell })).toEqual([{ seen: 'rating-fell', about: 'g', day: '2026-06-20', from: 6, to: 4 }]);
    expect(see({ ratings: fell.map((one) => ({ ...one, who: TOM })) })).toEqual([]);
    expect(see({ ratings: fell.toReversed().map((one, i) => ({ ...one, time: i })) })).toEqual([]);
  });

  it('is a promise of the team’s that is not kept, and never one of the person’s own steps', () => {
    const promise = { step: 's', who: TOM, outcome: 'not-kept' as const, due: '2026-06-20', daysOver: 10 };
    expect(see({ promises: [promise] })).toEqual([{ seen: 'promise-not-kept', about: 's', day: '2026-06-20', who: TOM, days: 10 }]);
    expect(see({ promises: [{ ...promise, who: 'client' }] })).toEqual([]);
    expect(see({ promises: [{ ...promise, outcome: 'said-no' }] })).toEqual([]);
  });

  it('is a gap in contact of 14 days or more, as long as it goes on or has just ended', () => {
    const contacts = (...days: string[]) => ({ contacts: days.map((day) => ({ day, who: TOM })) });
    expect(see(contacts('2026-06-16'))).toEqual([{ seen: 'gap', about: null, day: '2026-06-16', until: null, days: 14 }]);
    expect(see(contacts('2026-06-17'))).toEqual([]);
    expect(see(contacts('2026-01-01', '2026-02-01', ...['2026-02-10', '2026-02-20'], '2026-06-25'))).toEqual([
      { seen: 'gap', about: null, day: '2026-02-20', until: '2026-06-25', days: 125 },
    ]);
  });

  it('is a goal that the person and a worker rate 3 or more apart, each by their newest', () => {
    const ratings = [rating('client', 3, '2026-06-20', 3), rating(TOM, 3, '2026-06-01', 1), rating(TOM, 6, '2026-06-21', 4)];
    expect(see({ ratings })).toEqual([{ seen: 'views-differ', about: 'g', statement: null, day: '2026-06-21', own: 3, others: [6] }]);
    expect(see({ ratings: ratings.slice(0, 2) })).toEqual([]);
  });

  it('is a statement of the review that the person sees otherwise than others', () => {
    const review = (own: number | null, other: number) => ({
      id: 'listen',
      views: [
        { who: 'client', value: own },
        { who: TOM, value: other },
      ],
      apart: null,
      seen: null,
    });
    expect(see({ reviews: [review(1, 3)], reviewedOn: '2026-06-29' })).toEqual([
      { seen: 'views-differ', about: null, statement: 'listen', day: '2026-06-29', own: 1, others: [3] },
    ]);
    expect(see({ reviews: [review(2, 3)], reviewedOn: '2026-06-29' })).toEqual([]);
    expect(see({ reviews: [review(null, 3)], reviewedOn: '2026-06-29' })).toEqual([]);
  });

  it('is a barrier for as long as it is open, and a good day', () => {
    const there = { barriers: [{ id: 'b', since: '2025-06-30', open: true }], goodDays: [{ id: 'n', day: '2026-06-28' }] };
    expect(see(there)).toEqual([
      { seen: 'good-day', about: 'n', day: '2026-06-28' },
      { seen: 'barrier', about: 'b', day: '2025-06-30', days: 365 },
    ]);
    expect(see({ barriers: [{ id: 'b', since: '2025-06-30', open: false }] })).toEqual([]);
    expect(see({ goodDays: [{ id: 'n', day: '2026-01-01' }] })).toEqual([]);
  });

  it('is no more what the team has taken up, until it happens again', () => {
    const taken = [{ seen: 'rating-fell', about: 'g', on: '2026-06-21' }];
    const fell = [rating('client', 6, '2026-06-01', 1), rating('client', 4, '2026-06-20', 2)];
    expect(see({ ratings: fell, taken })).toEqual([]);
    expect(see({ ratings: [...fell, rating('client', 3, '2026-06-25', 3)], taken })).toHaveLength(1);
  });
});
