import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byMonth, compareEntries, entryOf, filterEntries, ITEM_KINDS, WHOLE_TIMELINE } from '#record';
import type { TimelineEntry, TimelineFilter } from '#record';

const page = fc.constantFrom('1', '2', '3');
const who = fc.constantFrom('client', 'tom', 'priya');
const kind = fc.constantFrom(...ITEM_KINDS);
const day = fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-15', '2026-02-01');
const entry: fc.Arbitrary<TimelineEntry> = fc
  .record({ page, item: fc.nat(1000).map(String), kind, day, time: fc.nat(5), who: fc.option(who) })
  .map((one) => ({ ...one, key: `${one.page}/${one.item}` }));
const entries = fc.uniqueArray(entry, { selector: ({ key }) => key, maxLength: 40 });
const filter: fc.Arbitrary<TimelineFilter> = fc.record({
  pages: fc.uniqueArray(page).map((all) => new Set(all)),
  people: fc.uniqueArray(who).map((all) => new Set<string>(all)),
  kinds: fc.uniqueArray(kind, { maxLength: 5 }).map((all) => new Set(all)),
  from: fc.oneof(fc.constant(''), day),
  to: fc.oneof(fc.constant(''), day),
});

it('puts entries in one order, whatever order they came in', () => {
  fc.assert(
    fc.property(
      entries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const sorted = all.toSorted(compareEntries);
        expect(shuffled.toSorted(compareEntries)).toEqual(sorted);
        // Total: of two entries one comes first.
        sorted.forEach((one, i) => {
          for (const later of sorted.slice(i + 1)) expect(Math.sign(compareEntries(one, later))).toBe(-1);
        });
      },
    ),
  );
});

it('never adds an entry by a filter, nor changes the order', () => {
  fc.assert(
    fc.property(entries, filter, (all, asked) => {
      const sorted = all.toSorted(compareEntries);
      const some = filterEntries(sorted, asked);
      expect(sorted.filter((one) => some.includes(one))).toEqual(some);
      expect(filterEntries(some, asked)).toEqual(some);
    }),
  );
  const all: TimelineEntry[] = [{ key: '1/1', page: '1', item: '1', kind: 'note', day: '2026-01-01', time: 1, who: null }];
  expect(filterEntries(all, WHOLE_TIMELINE)).toEqual(all);
});

it('never shows more when more is asked for', () => {
  fc.assert(
    fc.property(entries, filter, fc.constantFrom('pages', 'people', 'kinds', 'from', 'to'), (all, asked, dropped) => {
      const wider = { ...asked, [dropped]: WHOLE_TIMELINE[dropped] };
      const [some, more] = [filterEntries(all, asked), filterEntries(all, wider)];
      for (const one of some) expect(more).toContain(one);
    }),
  );
});

it('folds entries by month and loses none', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const sorted = all.toSorted(compareEntries);
      const months = byMonth(sorted);
      expect(months.flatMap((one) => one.entries)).toEqual(sorted);
      expect(new Set(months.map(({ month }) => month)).size).toBe(months.length);
    }),
  );
});

it('goes by the day that an item names, else by the day of its seal', () => {
  const dayOf = () => '2026-03-03';
  const seal = { who: 'client', time: 7 };
  const id = 'a'.repeat(32);
  const note = { kind: 'note', type: 'visit', words: '', day: '2026-01-01', together: false } as const;
  expect(entryOf('1', { id, item: note }, seal, dayOf)).toMatchObject({ day: '2026-01-01', who: 'client', key: `1/${id}` });
  expect(entryOf('1', { id, item: { kind: 'goal', title: '', why: '' } }, seal, dayOf)?.day).toBe('2026-03-03');
  expect(entryOf('1', { id, item: { kind: 'answer', to: id, words: '' } }, seal, dayOf)).toBeNull();
});
