import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFiltering, isWanted, NO_FILTER, NOTE_TYPES, tagsOf } from '#record';
import type { ItemOf, NoteFilter } from '#record';

const who = fc.constantFrom('client', 'a'.repeat(32), 'b'.repeat(32));
const day = fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-01');
const tag = fc.constantFrom('home', 'health');
const note: fc.Arbitrary<ItemOf<'note'>> = fc.record(
  {
    kind: fc.constant('note' as const),
    type: fc.constantFrom(...NOTE_TYPES),
    words: fc.string(),
    day,
    together: fc.boolean(),
    people: fc.array(who, { maxLength: 3 }),
    tags: fc.array(tag, { maxLength: 2 }),
  },
  { requiredKeys: ['kind', 'type', 'words', 'day', 'together'] },
);
const or = <T extends string>(one: fc.Arbitrary<T>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), one);
const filter: fc.Arbitrary<NoteFilter> = fc.record({
  type: or(fc.constantFrom(...NOTE_TYPES)),
  person: or(who),
  tag: or(tag),
  from: or(day),
  to: or(day),
});

it('wants every note when nothing is asked for', () => {
  fc.assert(
    fc.property(note, who, (one, by) => {
      expect(isFiltering(NO_FILTER)).toBe(false);
      expect(isWanted(NO_FILTER, one, by)).toBe(true);
    }),
  );
});

it('never wants more when more is asked for', () => {
  fc.assert(
    fc.property(note, who, filter, fc.constantFrom('type', 'person', 'tag', 'from', 'to'), (one, by, asked, dropped) => {
      if (isWanted(asked, one, by)) expect(isWanted({ ...asked, [dropped]: '' }, one, by)).toBe(true);
    }),
  );
});

it('finds a note by its writer, by who was there and by who was missed', () => {
  const base = { kind: 'note', type: 'visit', words: '', day: '2026-01-01', together: false } as const;
  const [there, missed] = ['a'.repeat(32), 'b'.repeat(32)];
  const one = { ...base, people: [there], missing: [missed] };
  const by = (person: string) => isWanted({ ...NO_FILTER, person }, one, 'client');
  expect([by('client'), by(there), by(missed), by('c'.repeat(32))]).toEqual([true, true, true, false]);
});

it('names the tags that are used most first', () => {
  const tagged = (tags: string[]) => ({ kind: 'note', type: 'visit', words: '', day: '2026-01-01', together: false, tags }) as const;
  expect(tagsOf([tagged(['b', 'a']), tagged(['b']), tagged([])])).toEqual(['b', 'a']);
});
