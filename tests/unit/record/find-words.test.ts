import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundFound, foldWord, ITEM_KINDS, splitWords, wordsOfItem } from '#record';

describe('a word that is looked for', () => {
  it('is found whatever its accents and letters are', () => {
    for (const [a, b] of [
      ['CAFÉ', 'cafe'],
      ['Ångström', 'angstrom'],
      ['NIÑO', 'nino'],
      ['İ', 'i'],
    ] as const)
      expect(foldWord(a)).toBe(b);
  });

  it('folds to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        expect(foldWord(foldWord(word))).toBe(foldWord(word));
      }),
    );
  });

  it('is told from the next one by spaces and signs, and by the language where there are none', () => {
    expect(splitWords('Dr. Moss, A&E (12th)')).toEqual(['Dr', 'Moss', 'A', 'E', '12th']);
    expect(splitWords('مرحبا بك')).toEqual(['مرحبا', 'بك']);
    expect(splitWords('今日は天気がいい').length).toBeGreaterThan(1);
  });
});

describe('the words around what was found', () => {
  it('are a stretch of the text, with the found words in it and nothing added', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('moss', 'Moss', ' ', '\n')), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(
        text.map((parts) => parts.join(' ')),
        fc.integer({ min: 20, max: 200 }),
        (whole, length) => {
          const { parts, before, after } = aroundFound(whole, new Set(['moss']), length);
          const stretch = parts.map((part) => part.text).join('');
          expect(whole.includes(stretch)).toBe(true);
          expect(before || whole.startsWith(stretch)).toBe(true);
          expect(after || whole.endsWith(stretch)).toBe(true);
          for (const part of parts.filter(({ found }) => found)) expect(foldWord(part.text)).toBe('moss');
          // What was found shows, wherever in the text it is.
          if (splitWords(whole).some((word) => foldWord(word) === 'moss')) expect(parts.some(({ found }) => found)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the words of an item', () => {
  it('are what people wrote: no ids, days or states', () => {
    const id = 'a'.repeat(32);
    expect(wordsOfItem({ kind: 'step', goal: id, what: 'Ring the GP', who: 'client', by: '2026-01-01', state: 'todo', why: '' })).toEqual([
      'Ring the GP',
    ]);
    expect(wordsOfItem({ kind: 'answer', to: id, words: 'Thanks' })).toEqual(['Thanks']);
    expect(wordsOfItem({ kind: 'thanks', to: id })).toEqual([]);
    expect(wordsOfItem({ kind: 'measure-pack', json: '{"a": 1}' })).toEqual([]);
    expect(ITEM_KINDS.length).toBeGreaterThan(0);
  });
});
