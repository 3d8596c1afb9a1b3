import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemOf, Row } from '#record';
import { InOrder, newestFirst } from '../../../src/app/session/in-order.ts';

type Note = Row<ItemOf<'note'>>;

const note = (n: number, day: number, clock: number): Note => ({
  id: n.toString(16).padStart(32, '0'),
  item: { kind: 'note', type: 'visit', words: 'w', day: `2026-01-${String(day).padStart(2, '0')}`, together: false },
  madeBy: { client: 1, clock },
});

const change = fc.record({
  what: fc.constantFrom('add', 'change', 'take', 'seal'),
  n: fc.nat(30),
  day: fc.integer({ min: 1, max: 9 }),
  clock: fc.nat(50),
});

it('keeps the very order that sorting everything anew would give, whatever comes, changes, goes or is sealed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 30 }), (rounds) => {
      const sealed = new Set<number>();
      const sealOf = ({ clock }: { readonly clock: number }) => ({
        who: 'client' as const,
        time: sealed.has(clock) ? clock * 7 : 1000,
        kept: sealed.has(clock),
      });
      const order = new InOrder<Note>(sealOf, ({ item }) => item.day);
      let rows: readonly Note[] = [];
      for (const round of rounds) {
        for (const { what, n, day, clock } of round) {
          const at = rows.findIndex(({ id }) => id === note(n, 1, 0).id);
          const known = rows[at];
          if (what === 'add' && !known) rows = [...rows, note(n, day, clock)];
          else if (what === 'change' && known) rows = rows.with(at, note(n, day, known.madeBy.clock));
          else if (what === 'take' && known) rows = rows.toSpliced(at, 1);
          else if (what === 'seal') sealed.add(clock);
        }
        const list = order.update(rows);
        const anew = rows
          .map((row) => ({ key: row.id, row, day: row.item.day, time: sealOf(row.madeBy).time, who: 'client' as const }))
          .sort(newestFirst);
        expect(list).toEqual(anew);
        expect(order.hasDrafts).toBe(rows.some(({ madeBy }) => !sealed.has(madeBy.clock)));
      }
    }),
    { numRuns: 200 },
  );
});

it('asks once for the seal of what is sealed, however often one note comes', () => {
  let asked = 0;
  const sealOf = ({ clock }: { readonly clock: number }) => {
    asked += 1;
    return { who: 'client' as const, time: clock, kept: true };
  };
  const order = new InOrder<Note>(sealOf, ({ item }) => item.day);
  let rows = Array.from({ length: 20_000 }, (_, n) => note(n, 1 + (n % 28), n));
  order.update(rows);
  expect(asked).toBe(20_000);
  for (let n = 0; n < 10; n++) {
    rows = [...rows, note(20_000 + n, 3, 20_000 + n)];
    order.update(rows);
  }
  expect(asked).toBe(20_010);
});
