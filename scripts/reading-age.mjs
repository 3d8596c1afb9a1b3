/** `npm run reading-age`: how hard the English messages are to read. What breaks the rule is named; the exit code says whether anything does. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { LEAST_WORDS, MOST_GRADE, MOST_MEDIAN, MOST_WORDS, readingOf } from './reading/rule.mjs';

const file = process.argv[2] ?? 'src/app/words/en/index.ts';
const { module } = await runnerImport(fileURLToPath(new URL(`../${file}`, import.meta.url)), { configFile: false, logLevel: 'warn' });
const { messages, sentences, graded, median, tooLong, tooHard, forbidden } = readingOf(module.en ?? module.default);

for (const { path, sentence, words } of tooLong) console.log(`over ${MOST_WORDS} words (${words})  ${path}: ${sentence}`);
for (const { path, sentence, grade } of tooHard) console.log(`over grade ${MOST_GRADE} (${grade.toFixed(1)})  ${path}: ${sentence}`);
for (const { path, text, word } of forbidden) console.log(`“${word}”  ${path}: ${text}`);
console.log(
  `${messages} messages, ${sentences} sentences; of ${LEAST_WORDS} words and more: ${graded.length}, median grade ${median.toFixed(1)} (at most ${MOST_MEDIAN}), highest ${(graded[0]?.grade ?? 0).toFixed(1)} (at most ${MOST_GRADE}).`,
);
process.exitCode = median > MOST_MEDIAN || tooLong.length + tooHard.length + forbidden.length > 0 ? 1 : 0;
