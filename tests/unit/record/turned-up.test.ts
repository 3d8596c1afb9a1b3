import { describe, expect, it } from 'vitest';
import { countTurnedUp, lastArrivals, meantInNotes } from '#record';

const TOM = 'a'.repeat(32);

describe('who turned up', () => {
  it('counts the person and a service alike', () => {
    const meant = meantInNotes([
      { day: '2026-03-01', people: ['client'], missing: [TOM] },
      { day: '2026-03-08', people: [TOM], missing: ['client'] },
      { day: '2026-03-15', people: [TOM, 'client', TOM] },
      { day: '2026-03-16' },
    ]);
    expect(countTurnedUp(meant)).toEqual(
      new Map([
        ['client', { came: 2, missed: 1 }],
        [TOM, { came: 2, missed: 1 }],
      ]),
    );
  });

  it('takes whoever is named as both for there', () => {
    expect(meantInNotes([{ day: '2026-03-01', people: [TOM], missing: [TOM] }])).toEqual([{ day: '2026-03-01', who: TOM, came: true }]);
  });

  it('goes by the last word on each arrival at a meeting', () => {
    const arrivals = [
      { meeting: 'm', who: TOM, came: true, time: 20 },
      { meeting: 'm', who: TOM, came: false, time: 10 },
      { meeting: 'm', who: 'client', came: false, time: 10 },
    ];
    expect([...lastArrivals(arrivals)]).toEqual([
      [TOM, true],
      ['client', false],
    ]);
  });
});
