import type { Words } from './language.svelte.ts';

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'àá',
  e: 'èé',
  i: 'ìí',
  o: 'òó',
  u: 'ùú',
  y: 'ýÿ',
  A: 'Àá',
  E: 'Èé',
  I: 'Ìí',
  O: 'Òó',
  U: 'Ùú',
  Y: 'Ýÿ',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  z: 'ž',
};

/** Letters with accents, each word 40 % longer or more: as long as a language with long words makes it. */
const lengthened = (text: string): string =>
  text.replaceAll(/[A-Za-z]+/g, (word) => {
    const accented = Array.from(word, (letter) => ACCENTS[letter] ?? letter).join('');
    const wanted = Math.ceil(word.length * 1.4);
    return accented + 'ö'.repeat(Math.max(0, wanted - accented.length));
  });

/** Shown from right to left, letter by letter. */
const turned = (text: string): string => (text === '' ? '' : `\u202E${lengthened(text)}\u202C`);

const map = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (typeof value === 'function') return (...gaps: unknown[]) => change(String((value as (...gaps: unknown[]) => unknown)(...gaps)));
  if (Array.isArray(value)) return value.map((one) => map(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one, change)]));
};

/** A language of no country, to find what breaks a screen. It is offered to nobody: tests ask for it by name. */
const pseudo = (from: Words, language: string, dir: 'ltr' | 'rtl', change: (text: string) => string): Words => ({
  ...(map(from, change) as Words),
  language,
  locale: from.locale,
  languageName: language,
  dir,
});

export const PSEUDO_NAMES = ['pseudo', 'pseudo-rtl'] as const;

export const pseudoLanguage = (from: Words, name: (typeof PSEUDO_NAMES)[number]): Words =>
  name === 'pseudo' ? pseudo(from, name, 'ltr', lengthened) : pseudo(from, name, 'rtl', turned);
