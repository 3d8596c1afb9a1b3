import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RULES } from '#team';
import { thePage } from './the-page.ts';

const TESTS = fileURLToPath(new URL('../../', import.meta.url));

/** `E1`, `T4.6`: the letter of a section, and a number. */
const RULE = String.raw`[EUGTPIL]\d+(?:\.\d+)?`;

/** The rules of the page: what stands first in the rows of its tables. */
const rulesOfPage = (): readonly string[] => [...thePage().matchAll(new RegExp(`^\\| (${RULE}) \\|`, 'gm'))].map(([, rule = '']) => rule);

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => join(folder, file));

const rowRules = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(new RegExp(`"rule": "(${RULE})"`, 'g'))].map(([, rule = '']) => rule);

/**
 * The rules that names of tests begin with. Where a test is made for each row of a table, the name is the row’s: so every string that
 * begins with a rule is one, in test files and in the tables beside them; and `$rule:` names those of the vectors that its file reads.
 */
const rulesTested = (): ReadonlySet<string> => {
  const tested = new Set<string>();
  for (const file of filesIn(TESTS, '.ts')) {
    if (file === fileURLToPath(import.meta.url)) continue;
    const source = readFileSync(file, 'utf8');
    for (const [, rule = ''] of source.matchAll(new RegExp(`['"\`](${RULE})[: ] ?\\S`, 'g'))) tested.add(rule);
    if (!source.includes("'$rule: ")) continue;
    for (const [, vectors = ''] of source.matchAll(/from '([^']+\.json)'/g))
      for (const rule of rowRules(join(file, '..', vectors))) tested.add(rule);
  }
  return tested;
};

describe('the rules of docs/protocol.md', () => {
  const rules = rulesOfPage();

  it('are numbered from the first on, each once', () => {
    expect(new Set(rules).size).toBe(rules.length);
    const groups = new Map<string, number[]>();
    for (const rule of rules) {
      const [, group = '', number = ''] = /^(\D+|T\d+\.)(\d+)$/.exec(rule) ?? [];
      groups.set(group, [...(groups.get(group) ?? []), Number(number)]);
    }
    expect([...groups.keys()].sort()).toEqual(['E', 'G', 'I', 'L', 'P', 'T1.', 'T2.', 'T3.', 'T4.', 'T5.', 'T6.', 'U']);
    for (const [group, numbers] of groups) expect(numbers, group).toEqual(numbers.map((_, i) => i + 1));
  });

  it('have a test each whose name begins with its number', () => {
    const tested = rulesTested();
    expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
  });

  it('of the team are the sentences that the code answers with', () => {
    const sentences = [...thePage().matchAll(/^\| (T\d\.\d+) \| (.+) \|$/gm)].map(([, rule = '', sentence = '']) => [rule, sentence]);
    expect(Object.fromEntries(sentences)).toEqual(RULES);
  });

  it('that tests name are rules of the page', () => {
    const known = new Set(rules);
    expect([...rulesTested()].filter((rule) => !known.has(rule))).toEqual([]);
  });
});
