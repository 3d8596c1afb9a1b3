import { expect, test } from 'vitest';
import { BLAMING_WORDS, createBlameFinder } from '#record';

const list = BLAMING_WORDS['en'] ?? [];
const find = createBlameFinder(list);
const found = (text: string) => find(text).map(({ words, instead }) => [words, instead]);

test('each word of the list is found as it is written, in capitals, and at both edges of a text', () => {
  expect(list.length).toBeGreaterThanOrEqual(40);
  for (const { says, instead } of list) {
    for (const text of [says, says.toUpperCase(), `He ${says}, she said.`]) {
      const [only, ...more] = find(text);
      expect(more, text).toEqual([]);
      expect(text.slice(only?.from, only?.to).toLowerCase(), text).toBe(says.toLowerCase());
      expect(only?.instead.toLowerCase()).toBe(instead.toLowerCase());
    }
  }
});

test('another way to say it never blames itself, and no word stands in the list twice', () => {
  for (const { instead } of list) expect(found(instead), instead).toEqual([]);
  expect(new Set(list.map(({ says }) => says.toLowerCase())).size).toBe(list.length);
});

test('part of a word is not the word', () => {
  for (const text of ['an addictive game', 'chaotically', 'relapsedX', 'éaddict', 'DNAs', 'the homelessness team'])
    expect(found(text), text).toEqual([]);
});

test('curly apostrophes, other hyphens and line ends between its words do not hide it', () => {
  expect(found('He didn’t engage.')).toEqual([['didn’t engage', 'did not find this helpful']]);
  expect(found('non‐compliant, attention seeking, failed\nto attend').length).toBe(3);
});

test('at the beginning of a sentence the other words begin with a capital', () => {
  expect(found('Refused to come. He refused.')).toEqual([
    ['Refused', 'Said no to'],
    ['refused', 'said no to'],
  ]);
});

test('what somebody said in their own words is left alone', () => {
  expect(found('> I was chaotic\nHe was chaotic\n> refused')).toEqual([['chaotic', 'full of sudden changes']]);
});

test('20,000 letters are looked through in a moment', () => {
  const text = 'He came late and we talked about the letter, then he refused the tea. '.repeat(285);
  find(text);
  const started = performance.now();
  expect(find(text).length).toBe(285);
  const took = performance.now() - started;
  console.warn(`Blaming words in ${text.length} letters: ${took.toFixed(1)} ms`);
  expect(took).toBeLessThan(200);
});
