import * as z from 'zod/mini';
import { readItem } from '#record';
import type { Item } from '#record';

/** What a page of an area is made of, beside its notes. */
export const AREA_KINDS = ['appointment', 'letter', 'contact', 'fact'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

interface Field {
  readonly name: string;
  readonly type: 'line' | 'words' | 'date' | 'time' | 'tel';
  readonly most: number;
}

const line = (name: string, most = 300): Field => ({ name, type: 'line', most });
const words: Field = { name: 'words', type: 'words', most: 5000 };

/** The fields that a person fills in, in order. The first must say something. */
export const FORMS: Readonly<Record<AreaKind, readonly Field[]>> = {
  appointment: [line('what'), { name: 'day', type: 'date', most: 10 }, { name: 'time', type: 'time', most: 5 }, line('where'), words],
  letter: [line('what'), line('from'), { name: 'askedOn', type: 'date', most: 10 }, words],
  contact: [line('name'), line('role'), { name: 'phone', type: 'tel', most: 40 }, line('words')],
  fact: [line('label'), words, { name: 'day', type: 'date', most: 10 }],
};

export type Filled = Readonly<Record<string, string>>;

const FilledSchema = z.record(z.string(), z.string());

/** What was filled in before the app was closed; nothing where that cannot be read. */
export const readFilled = (json: string): Filled => {
  try {
    const parsed = z.safeParse(FilledSchema, JSON.parse(json));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
};

/** An item's fields as a form shows them. */
export const fillFrom = (kind: AreaKind, item: Item): Filled =>
  Object.fromEntries(FORMS[kind].map(({ name }) => [name, String(Object.entries(item).find(([key]) => key === name)?.[1] ?? '')]));

/** What nobody fills in. */
const GIVEN: Readonly<Record<AreaKind, Readonly<Record<string, unknown>>>> = {
  appointment: {},
  letter: { state: 'waiting' },
  contact: { order: 0 },
  fact: {},
};

/** Fields of the item that a form makes: what was left empty where there is none is `null`. */
export const toFields = (kind: AreaKind, filled: Filled, today: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    FORMS[kind].map(({ name, type }) => {
      const value = (filled[name] ?? '').trim();
      if (value !== '') return [name, value];
      // An appointment is on some day.
      if (kind === 'appointment' && name === 'day') return [name, today];
      return [name, type === 'date' || type === 'time' ? null : ''];
    }),
  );

export const toItem = (kind: AreaKind, filled: Filled, today: string, given: Readonly<Record<string, unknown>> = {}): Item | null =>
  readItem({ kind, ...GIVEN[kind], ...toFields(kind, filled, today), ...given });
