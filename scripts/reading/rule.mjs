import { readFileSync } from 'node:fs';
import { gradeOf, sentencesOf, wordsOf } from './grade.mjs';
import { messagesOf } from './messages.mjs';

/** Reading age 9 to 11, as numbers. */
export const MOST_WORDS = 15;
/** Shorter ones are labels and buttons, for which the formula was not made. */
export const LEAST_WORDS = 8;
export const MOST_MEDIAN = 5;
export const MOST_GRADE = 8;

/** @type {string[]} */
const FORBIDDEN = JSON.parse(readFileSync(new URL('forbidden.json', import.meta.url), 'utf8'));
const forbidden = new RegExp(`(?<![\\p{L}-])(?:${FORBIDDEN.join('|')})(?![\\p{L}-])`, 'giu');

/** Names of the parts that quote what others say: words that the app warns of are not its own. */
const QUOTED = /(?:^|\.)blaming(?:Words)?(?:\.|$)/;

/** @param {unknown} language */
export const readingOf = (language) => {
  const messages = messagesOf(language).filter(({ path }) => !/^(language|locale|languageName|dir)$/.test(path) && !QUOTED.test(path));
  const sentences = messages.flatMap(({ path, text }) =>
    sentencesOf(text).map((sentence) => ({ path, sentence, words: wordsOf(sentence).length })),
  );
  const graded = sentences
    .filter(({ words }) => words >= LEAST_WORDS)
    .map((one) => ({ ...one, grade: gradeOf(one.sentence) }))
    .toSorted((a, b) => b.grade - a.grade);
  return {
    messages: messages.length,
    sentences: sentences.length,
    graded,
    median: graded[Math.floor(graded.length / 2)]?.grade ?? 0,
    tooLong: sentences.filter(({ words }) => words > MOST_WORDS),
    tooHard: graded.filter(({ grade }) => grade > MOST_GRADE),
    forbidden: messages.flatMap(({ path, text }) => [...text.matchAll(forbidden)].map(([word]) => ({ path, text, word }))),
  };
};
