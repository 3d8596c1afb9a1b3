import { syllablesOf } from './syllables.mjs';

/** What stands between two sentences: a full stop, a question or exclamation mark, an ellipsis, a new line. */
const END = /(?<=[.!?…])\s+|\n+/;

/** @param {string} text @returns {string[]} */
export const sentencesOf = (text) =>
  text
    .split(END)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));

/** @param {string} sentence @returns {string[]} A hyphen or an apostrophe makes no new word. */
export const wordsOf = (sentence) => sentence.match(/[\p{L}\p{N}]+(?:[’'\-.][\p{L}\p{N}]+)*/gu) ?? [];

/** Flesch-Kincaid grade of one sentence: the school year (of the United States) in which it can be read. @param {string} sentence */
export const gradeOf = (sentence) => {
  const words = wordsOf(sentence);
  const syllables = words.flatMap((word) => word.split('-')).reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * words.length + 11.8 * (syllables / words.length) - 15.59;
};
