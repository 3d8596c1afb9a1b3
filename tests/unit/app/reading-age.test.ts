import { describe, expect, test } from 'vitest';
import { gradeOf, sentencesOf, wordsOf } from '../../../scripts/reading/grade.mjs';
import { messagesOf } from '../../../scripts/reading/messages.mjs';
import { LEAST_WORDS, MOST_GRADE, MOST_MEDIAN, MOST_WORDS, readingOf } from '../../../scripts/reading/rule.mjs';
import { syllablesOf } from '../../../scripts/reading/syllables.mjs';
import { en } from '../../../src/app/words/en/index.ts';

/** Words whose syllables one can count by hand, by their number. */
const BY_HAND: Readonly<Record<number, string>> = {
  1: `the cat house made homes closed asked need team know thought through friends voice page plan goals whose calls change things words like liked shared phone's fire guess quick real seen freed needs`,
  2: `pages paper people open opened device record removed wanted needed started ended table little able people's letter journal making being going lion quiet giant trial create hostel housing promise changes houses places noticed hated nurses edges wishes boxes catches moment safely lonely careful hopeless useless statement something someone sometimes outside police worker service network kettle uncle apple settled handled trouble doubled given station nation special social patient ocean question nature picture every remove value rescue argue equal language unique cafe client science diet anxious million region union reason season peoples really react meaning reading seeing agreed doing playing trying saying flying buying rhythm prism business council address password version browser relay`,
  3: `devices services promises family anyone together another remember library hospital appointment notices relation relations condition decision computer understand medicine evidence idea ideas area radio video piano created usual actual annual manual graduate continue quietly curious previous serious religious various obvious opinion opinions museum reaction reactions agreeing beautiful different medical physical probation benefits tenancy memory encryption`,
  4: `invitation emergency recovery reality society variety situation evaluate experience seriously geography criticism interesting temperature vegetable comfortable solicitor certificate`,
  5: `organisation continuity experiences`,
};

describe('counting syllables', () => {
  const known = Object.entries(BY_HAND).flatMap(([count, list]) => list.split(' ').map((word) => [word, Number(count)] as const));
  test.each(known)('%s has %d', (word, count) => {
    expect(syllablesOf(word)).toBe(count);
  });

  test('a word has one at least', () => {
    expect(syllablesOf('999')).toBe(1);
    expect(syllablesOf('hm')).toBe(1);
  });
});

describe('the reading age of the English messages', () => {
  const reading = readingOf(en);

  test('is that of a child of 9 to 11', () => {
    expect(reading.graded.length).toBeGreaterThan(50);
    expect(reading.median).toBeLessThanOrEqual(MOST_MEDIAN);
    expect(reading.tooHard.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([]);
  });

  test('holds no sentence of more than 15 words', () => {
    expect(reading.tooLong.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([]);
  });

  test('holds no forbidden word', () => {
    expect(reading.forbidden.map(({ path, word }) => `${path}: ${word}`)).toEqual([]);
  });

  test('is measured over all messages, those with gaps too', () => {
    const paths = messagesOf(en).map(({ path }) => path);
    expect(paths).toContain('person.removeLead');
    expect(paths).toContain('journal.says.disagree');
    expect(reading.messages).toBeGreaterThan(500);
  });
});

describe('the rule', () => {
  test('refuses a long sentence, a hard one, and a forbidden word', () => {
    const long = `We ${'can '.repeat(MOST_WORDS)}.`;
    const hard = 'Organisations collaboratively facilitate interdisciplinary accountability through systematic documentation.';
    const { tooLong, tooHard, forbidden } = readingOf({
      long,
      hard,
      word: (name: string) => `An error of ${name}’s.`,
      fine: 'In any case-load.',
    });
    expect(tooLong.map(({ path }) => path)).toEqual(['long']);
    expect(tooHard.map(({ path }) => path)).toEqual(['hard']);
    expect(forbidden.map(({ path, word }) => [path, word])).toEqual([['word', 'error']]);
  });

  test('measures sentences, not labels', () => {
    expect(sentencesOf('One here. Two? Three!\nFour…')).toEqual(['One here.', 'Two?', 'Three!', 'Four…']);
    expect(wordsOf('They don’t co-write at 10.30.')).toEqual(['They', 'don’t', 'co-write', 'at', '10.30']);
    expect(LEAST_WORDS).toBe(8);
  });

  test('gives the grade that the formula gives', () => {
    // 8 words: two of them have two syllables; then none.
    expect(gradeOf('The sun came up over the old paper')).toBeCloseTo(0.39 * 8 + 11.8 * (10 / 8) - 15.59, 5);
    expect(gradeOf('My dog and I went home on foot')).toBeCloseTo(0.39 * 8 + 11.8 - 15.59, 5);
    expect(MOST_GRADE).toBe(8);
  });
});
