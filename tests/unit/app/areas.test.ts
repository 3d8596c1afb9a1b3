import { describe, expect, test } from 'vitest';
import type { ItemOf, Row } from '#record';
import { byOrder, moved } from '../../../src/app/areas/contact-order.ts';
import { AREA_KINDS, fillFrom, FORMS, readFilled, toItem } from '../../../src/app/areas/forms.ts';
import { phoneLink } from '../../../src/app/safe/helplines.ts';

const TODAY = '2026-03-02';

describe('a form of an area', () => {
  test.each(AREA_KINDS)('makes an item of %s from its first field alone', (kind) => {
    const first = FORMS[kind][0]?.name ?? '';
    expect(toItem(kind, { [first]: 'Something' }, TODAY)).toMatchObject({ kind, [first]: 'Something' });
  });

  test('leaves a day and a time that nobody named empty, but gives an appointment a day', () => {
    expect(toItem('fact', { label: 'GP' }, TODAY)).toMatchObject({ day: null, words: '' });
    expect(toItem('appointment', { what: 'Dentist' }, TODAY)).toMatchObject({ day: TODAY, time: null });
  });

  test('gives back what an item says', () => {
    const filled = { what: 'Dentist', day: '2026-04-01', time: '10:30', where: 'High Street', words: 'Bring the letter.' };
    const item = toItem('appointment', filled, TODAY);
    expect(item && fillFrom('appointment', item)).toEqual(filled);
  });

  test('makes nothing of a day that is no day', () => {
    expect(toItem('appointment', { what: 'Dentist', day: 'soon' }, TODAY)).toBeNull();
  });

  test('reads nothing from a draft that is broken', () => {
    expect(readFilled('{"what": 3}')).toEqual({});
    expect(readFilled('{')).toEqual({});
  });
});

describe('the order of contacts', () => {
  const row = (id: string, order: number): Row<ItemOf<'contact'>> => ({
    id,
    item: { kind: 'contact', name: id, role: '', phone: '', words: '', order },
    madeBy: { client: 1, clock: 0 },
  });

  test('is by number, and by id where two devices gave the same number', () => {
    expect(byOrder([row('b', 1), row('a', 1), row('c', 0)]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  test('changes places with the neighbour, and gives new numbers to those alone that need one', () => {
    expect(moved([row('a', 0), row('b', 1), row('c', 2)], 'c', -1)).toEqual([
      { id: 'c', order: 1 },
      { id: 'b', order: 2 },
    ]);
  });

  test('mends numbers that were the same', () => {
    expect(moved([row('a', 0), row('b', 0)], 'b', -1)).toEqual([{ id: 'a', order: 1 }]);
  });

  test('does nothing at either end', () => {
    expect(moved([row('a', 0)], 'a', -1)).toEqual([]);
    expect(moved([row('a', 0)], 'a', 1)).toEqual([]);
  });
});

describe('the address of a number', () => {
  test('holds what a phone dials, and nothing else', () => {
    expect(phoneLink('0117 496 0000 (ask for Jo)')).toBe('tel:01174960000');
    expect(phoneLink('+44 7700 900123', 'text')).toBe('sms:+447700900123');
  });

  test('is none where nobody could be reached', () => {
    expect(phoneLink('ask at the desk')).toBeNull();
    expect(phoneLink('')).toBeNull();
  });
});
