import fc from 'fast-check';
import { expect, it } from 'vitest';
import { todayOf } from '#record';
import type { Item, ItemOf, Row } from '#record';

const ME = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const TODAY = '2026-03-10';

/** Rows whose seals name these writers, in the order of time. */
const page = (written: readonly { readonly by: string; readonly item: Item }[]) => {
  const rows: Row[] = written.map(({ item }, clock) => ({ id: clock.toString(16).padStart(32, '0'), item, madeBy: { client: 1, clock } }));
  const sealOf = ({ clock }: { readonly clock: number }) => ({ who: written[clock]?.by ?? '', time: clock });
  return { rows, sealOf, namedBy: ({ madeBy }: Row<ItemOf<'step'>>) => sealOf(madeBy).who };
};
const step = (change: Partial<ItemOf<'step'>>): Item => ({
  kind: 'step',
  goal: null,
  what: 'Ring the GP',
  who: ME,
  by: TODAY,
  state: 'todo',
  why: '',
  ...change,
});
const first = '0'.repeat(32);

it('names what is due, what is asked and who is met today', () => {
  const meeting: Item = {
    kind: 'meeting',
    title: 'Team',
    day: TODAY,
    time: '10:00',
    minutes: 30,
    where: '',
    coming: [],
    clientWay: 'joins',
    speaker: null,
    notes: '',
    state: 'planned',
  };
  const found = todayOf(
    page([
      { by: OTHER, item: step({}) },
      { by: ME, item: step({ by: '2026-03-01' }) },
      { by: OTHER, item: meeting },
      { by: OTHER, item: { ...meeting, day: '2026-03-11' } },
      { by: OTHER, item: { ...meeting, state: 'called-off' } },
    ]),
    ME,
    TODAY,
  );
  expect(found.due.map(({ by }) => by)).toEqual(['2026-03-01', TODAY]);
  expect(found.asked.map(({ id }) => id)).toEqual([first]);
  expect(found.meetings.length).toBe(1);
});

it('asks no more once the person themselves said yes or no, and goes by the newest day', () => {
  const asked = { by: OTHER, item: step({}) };
  const said = (by: string): { by: string; item: Item } => ({ by, item: { kind: 'step-reply', to: first, reply: 'yes', words: '' } });
  expect(todayOf(page([asked, said(ME)]), ME, TODAY).asked).toEqual([]);
  expect(todayOf(page([asked, said(OTHER)]), ME, TODAY).asked.length).toBe(1);
  const moved: Item = { kind: 'step-day', to: first, by: '2026-03-20', why: '' };
  expect(todayOf(page([asked, { by: ME, item: moved }]), ME, TODAY).due).toEqual([]);
  expect(todayOf(page([asked, { by: ME, item: { ...moved, by: null } }]), ME, TODAY).due).toEqual([]);
});

it('never names what is somebody else’s, or closed, or still to come', () => {
  const any = fc.record({
    by: fc.constantFrom(ME, OTHER),
    item: fc
      .record({
        who: fc.constantFrom(ME, OTHER),
        by: fc.constantFrom(null, '2026-03-01', TODAY, '2026-04-01'),
        state: fc.constantFrom('todo' as const, 'doing' as const, 'done' as const, 'blocked' as const, 'dropped' as const),
      })
      .map(step),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (written) => {
      const { due, asked } = todayOf(page(written), ME, TODAY);
      for (const { row, by } of due) {
        expect(row.item.who).toBe(ME);
        expect(['done', 'dropped']).not.toContain(row.item.state);
        expect(by <= TODAY).toBe(true);
      }
      for (const { item, madeBy } of asked) {
        expect(item.who).toBe(ME);
        expect(written[madeBy.clock]?.by).toBe(OTHER);
      }
    }),
  );
});
