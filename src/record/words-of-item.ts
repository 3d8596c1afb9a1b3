import type { Item, ItemKind } from './items.ts';

/** The fields of each kind that hold words that somebody wrote, the most telling first. What is not named here is guessed at: see below. */
const FIELDS: Partial<Record<ItemKind, readonly string[]>> = {
  note: ['words', 'tags'],
  'against-wish': ['what', 'toWhom', 'why', 'whoDecided', 'whyNotTold'],
  goal: ['title', 'why'],
  step: ['what', 'why'],
  'goal-review': ['words', 'next'],
  fact: ['label', 'words'],
  appointment: ['what', 'where', 'words'],
  contact: ['name', 'role', 'phone', 'words'],
  letter: ['what', 'from', 'words'],
  meeting: ['title', 'where', 'notes'],
  'score-elsewhere': ['name'],
  'counted-event': ['what', 'words'],
  reflection: ['tried', 'wentWell', 'inTheWay', 'learned', 'change'],
  practice: ['goingOn', 'before', 'willTry'],
  barrier: ['organisation', 'what', 'why'],
  review: ['examples'],
  measurement: ['words'],
  // Data, not words.
  'measure-pack': [],
  'not-in-reports': [],
};

/** Strings that are no words: ids, people, days, times of the day, and single small words that come from a list. */
const NO_WORDS = /^([0-9a-f]{32}|client|\d{4}-\d{2}-\d{2}|\d{2}:\d{2}|[a-z]+(-[a-z]+)*)$/;
const NEVER = new Set(['kind', 'to', 'who', 'goal', 'meeting', 'step', 'from', 'state', 'type']);

const flat = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(flat);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(flat) : [];
};

/** The words that people wrote in an item, the most telling first; none that are empty. */
export const wordsOfItem = (item: Item): readonly string[] => {
  const fields = FIELDS[item.kind];
  const all = Object.entries(item);
  const chosen = fields
    ? fields.flatMap((field) => all.filter(([name]) => name === field))
    : all.filter(([name, value]) => !NEVER.has(name) && !(typeof value === 'string' && NO_WORDS.test(value)));
  return chosen.flatMap(([, value]) => flat(value)).filter((words) => words.trim() !== '');
};

/** The day that an item is about, where it names one. */
export const dayOfItem = (item: Item): string | null => {
  const named: unknown = 'day' in item ? item.day : 'from' in item ? item.from : 'since' in item ? item.since : null;
  return typeof named === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(named) ? named : null;
};
