import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo, countsAs, NO_ANSWERS, numbersOf, packKeyOf, packKey, readItem, SHIPPED_PACKS } from '../../../../src/record/index.ts';
import type { ItemOf } from '../../../../src/record/index.ts';

const { pack } = SHIPPED_PACKS.find((one) => one.pack.id === 'in-control')!;
const [item] = pack.items;
const measured = (answer: unknown): ItemOf<'measurement'> => ({
  kind: 'measurement',
  pack: pack.id,
  version: pack.version,
  wording: pack.wording,
  answers: { 'in-control': answer } as ItemOf<'measurement'>['answers'],
  by: 'me',
  day: '2026-11-24',
  words: '',
});

describe('an answer', () => {
  it.each(NO_ANSWERS)('%s is kept as just that, beside the numbers', (none) => {
    expect(readItem(measured(none))).toMatchObject({ answers: { 'in-control': none } });
    expect(answerTo(item!, measured(none))).toBe(none);
  });
  it('that is none of these is refused', () => expect(readItem(measured('did-not-bother'))).toBeNull());
  it('is a number of the scale and no other', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -3, max: 13 }), fc.double()), (value) => {
        expect(answerTo(item!, measured(value))).toBe(numbersOf(item!).includes(value) ? value : null);
      }),
    );
  });
  it('to an item that was left out is none', () => expect(answerTo(item!, { ...measured(1), answers: {} })).toBeNull());
  it('belongs to the wording that it was given to', () => {
    expect(packKeyOf(measured(3))).toBe(packKey(pack));
    expect(packKeyOf({ ...measured(3), wording: '0'.repeat(64) })).not.toBe(packKey(pack));
  });
});

describe('who gave it', () => {
  it('is the person where their own seal is on it, whatever it claims', () => {
    expect(countsAs('me', true)).toBe('me');
    expect(countsAs('worker', true)).toBe('me');
  });
  it('is a worker where a worker says that it is the person', () => {
    expect(countsAs('me', false)).toBe('worker');
    expect(countsAs('worker', false)).toBe('worker');
  });
  it('can be both of them together', () => {
    expect(countsAs('together', true)).toBe('together');
    expect(countsAs('together', false)).toBe('together');
  });
});
