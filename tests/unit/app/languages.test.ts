import { describe, expect, test } from 'vitest';
import { messagesOf } from '../../../scripts/reading/messages.mjs';
import { readingOf } from '../../../scripts/reading/rule.mjs';
import { easy } from '../../../src/app/words/easy/index.ts';
import { en } from '../../../src/app/words/en/index.ts';
import { pseudoLanguage } from '../../../src/app/words/pseudo.ts';

describe('Easy English', () => {
  test('says all that English says, under the same names', () => {
    expect(messagesOf(easy).map(({ path }) => path)).toEqual(messagesOf(en).map(({ path }) => path));
  });

  test('is easier still: lower grades, shorter sentences, no forbidden word', () => {
    const plain = readingOf(en);
    const reading = readingOf(easy);
    const mean = ({ graded }: typeof plain): number => graded.reduce((sum, { grade }) => sum + grade, 0) / graded.length;
    expect(reading.graded.length).toBeLessThan(plain.graded.length);
    expect(mean(reading)).toBeLessThanOrEqual(mean(plain));
    expect(reading.tooLong).toEqual([]);
    expect(reading.forbidden).toEqual([]);
  });

  test('has pictures, and English has none', () => {
    expect(easy.pictured).toBe(true);
    expect(en.pictured).toBe(false);
  });
});

describe('a language for tests', () => {
  const long = pseudoLanguage(en, 'pseudo');
  const turned = pseudoLanguage(en, 'pseudo-rtl');

  test('makes each message 40 % longer or more', () => {
    const longOf = new Map(messagesOf(long).map(({ path, text }) => [path, text]));
    for (const { path, text } of messagesOf(en)) {
      // Of what has gaps, only what stands around them is longer.
      if (/^(language|locale|languageName|dir)$/.test(path) || /Sam|3/.test(text)) continue;
      const letters = text.replaceAll(/[^A-Za-z]/g, '').length;
      expect((longOf.get(path) ?? '').replaceAll(/[^\p{L}]/gu, '').length, path).toBeGreaterThanOrEqual(Math.floor(letters * 1.4));
    }
    expect(long.doors.open('Sam')).not.toBe(en.doors.open('Sam'));
  });

  test('runs from right to left where it is asked to', () => {
    expect(turned.dir).toBe('rtl');
    expect(turned.app.back).toContain('\u202E');
    expect(turned.locale).toBe(en.locale);
  });
});
