import { describe, expect, it } from 'vitest';
import { barrierLife, overTime, sideBySide } from '#record';

const TOM = 'a'.repeat(32);
const PRIYA = 'b'.repeat(32);
const LISTEN = [{ id: 'listen' }];
const view = (who: string, value: number | null, time: number) => ({ who, time, answers: { listen: value } });

describe('views side by side', () => {
  it('begin with the person’s, whoever answered first, each by their newest', () => {
    const [first] = sideBySide(LISTEN, [view(TOM, 4, 1), view('client', 0, 2), view(TOM, 2, 3), view(PRIYA, 3, 2)]);
    expect(first).toEqual({
      id: 'listen',
      views: [
        { who: 'client', value: 0 },
        { who: TOM, value: 2 },
        { who: PRIYA, value: 3 },
      ],
      apart: 3,
      seen: 'apart',
    });
  });

  it('are alike at most 1 apart; who would rather not say is shown and not counted', () => {
    expect(sideBySide(LISTEN, [view('client', 3, 1), view(TOM, 4, 1), view(PRIYA, null, 1)])[0]).toMatchObject({
      apart: 1,
      seen: 'alike',
      views: [{ value: 3 }, { value: 4 }, { value: null }],
    });
    expect(sideBySide(LISTEN, [view('client', 3, 1), view(TOM, null, 1)])[0]?.seen).toBeNull();
    expect(sideBySide([{ id: 'other' }], [view('client', 3, 1)])[0]).toMatchObject({ views: [], seen: null });
  });

  it('over time are one person’s own, the oldest first', () => {
    expect(overTime('listen', 'client', [view('client', 3, 5), view(TOM, 1, 2), view('client', null, 1)])).toEqual([
      { time: 1, value: null },
      { time: 5, value: 3 },
    ]);
  });
});

describe('a barrier', () => {
  it('is open until it is over, and its days are counted', () => {
    const tried = { step: 'tried' as const, day: '2026-03-10', time: 1 };
    const over = { step: 'over' as const, day: '2026-04-01', time: 2 };
    expect(barrierLife('2026-03-01', [tried], '2026-05-01')).toEqual({ open: true, closedOn: null, days: 61 });
    expect(barrierLife('2026-03-01', [over, tried], '2026-05-01')).toEqual({ open: false, closedOn: '2026-04-01', days: 31 });
    expect(barrierLife('2026-03-01', [over, { step: 'not-changed', day: '2026-04-01', time: 3 }], '2026-05-01').open).toBe(true);
  });
});
