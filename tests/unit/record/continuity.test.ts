import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { addDays, contactsInNotes, continuityOf, daysBetween, gapsBetween } from '#record';

const TOM = 'a'.repeat(32);
const PRIYA = 'b'.repeat(32);
const TODAY = '2026-06-30';

describe('a contact', () => {
  it('is a visit, a call, a message or a meeting; not what only happened', () => {
    const notes = (['visit', 'call', 'message', 'meeting', 'event', 'good-news', 'worry'] as const).map((type, i) => ({
      type,
      day: addDays('2026-06-01', i),
      author: TOM,
    }));
    expect(contactsInNotes(notes).map(({ day }) => day)).toEqual(['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04']);
  });

  it('is none where the person, or the worker, did not come', () => {
    const note = { type: 'visit' as const, day: '2026-06-01', author: TOM };
    expect(contactsInNotes([{ ...note, missing: ['client'] }])).toEqual([]);
    expect(contactsInNotes([{ ...note, people: [PRIYA], missing: [TOM] }])).toEqual([{ day: '2026-06-01', who: PRIYA }]);
  });

  it('of a note by the person is with those that they name', () => {
    expect(contactsInNotes([{ type: 'call', day: '2026-06-01', author: 'client', people: [TOM, 'client'] }])).toEqual([
      { day: '2026-06-01', who: TOM },
    ]);
  });
});

describe('a gap in contact', () => {
  it('is counted in days, over a change of the clocks, and up to today', () => {
    expect(gapsBetween(['2026-03-20', '2026-04-03', '2026-06-16', '2026-06-10'], TODAY, 14)).toEqual([
      { from: '2026-03-20', to: '2026-04-03', days: 14 },
      { from: '2026-04-03', to: '2026-06-10', days: 68 },
      { from: '2026-06-16', to: null, days: 14 },
    ]);
    expect(gapsBetween(['2026-06-17'], TODAY, 14)).toEqual([]);
    expect(gapsBetween([], TODAY, 14)).toEqual([]);
  });

  it('never overlaps another, and no contact lies in one', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays(TODAY, -n));
    fc.assert(
      fc.property(fc.array(day), fc.integer({ min: 1, max: 60 }), (days, atLeast) => {
        for (const gap of gapsBetween(days, TODAY, atLeast)) {
          expect(gap.days).toBeGreaterThanOrEqual(atLeast);
          expect(gap.days).toBe(daysBetween(gap.from, gap.to ?? TODAY));
          expect(days.some((one) => one > gap.from && one < (gap.to ?? '9'))).toBe(false);
        }
      }),
    );
  });
});

describe('the continuity line', () => {
  const prison = { id: 'p', what: 'prison' as const, words: '', from: '2026-03-01', to: '2026-04-30' };

  it('tells who stayed through prison: there before it, and again after it', () => {
    const contacts = [
      { day: '2026-02-20', who: TOM },
      { day: '2026-02-21', who: PRIYA },
      { day: '2026-03-15', who: PRIYA },
      { day: '2026-05-02', who: PRIYA },
    ];
    const { bridges, lines, gaps } = continuityOf(contacts, [prison], { today: TODAY, gapDays: 30 });
    expect(bridges).toEqual([{ event: prison, before: [TOM, PRIYA], during: [PRIYA], after: [PRIYA], stayed: [PRIYA] }]);
    expect(lines.map(({ who, stretches }) => [who, stretches])).toEqual([
      [TOM, [{ from: '2026-02-20', to: '2026-02-20' }]],
      [
        PRIYA,
        [
          { from: '2026-02-21', to: '2026-03-15' },
          { from: '2026-05-02', to: '2026-05-02' },
        ],
      ],
    ]);
    expect(gaps).toEqual([
      { from: '2026-03-15', to: '2026-05-02', days: 48 },
      { from: '2026-05-02', to: null, days: 59 },
    ]);
  });

  it('of something that goes on counts who is there in it', () => {
    const contacts = [
      { day: '2026-02-20', who: TOM },
      { day: '2026-06-01', who: TOM },
      { day: '2026-06-02', who: PRIYA },
    ];
    const [bridge] = continuityOf(contacts, [{ ...prison, to: null }], { today: TODAY, gapDays: 14 }).bridges;
    expect(bridge).toMatchObject({ before: [TOM], during: [TOM, PRIYA], after: [], stayed: [TOM] });
  });

  it('leaves out days that are still to come, and is empty without any', () => {
    expect(continuityOf([{ day: '2027-01-01', who: TOM }], [], { today: TODAY, gapDays: 14 })).toEqual({
      from: null,
      lines: [],
      gaps: [],
      bridges: [],
    });
  });
});
