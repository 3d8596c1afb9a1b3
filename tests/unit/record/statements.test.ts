import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addItem, MY_TEAM, TEAM_REVIEW, TEAM_THINGS } from '../../../src/record/index.ts';
import type { Statements } from '../../../src/record/index.ts';
import * as Y from 'yjs';

const BOTH: readonly (readonly [string, Statements])[] = [
  ['team review', TEAM_REVIEW],
  ['how is my team', MY_TEAM],
];
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));

describe('the statements about a team', () => {
  it.each(BOTH)('%s: each has an id of its own that fits an answer, and at most 15 words', (_, { statements }) => {
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    for (const { id, words } of statements) {
      expect(id).toMatch(/^[a-z-]{3,40}$/);
      expect(words).toMatch(/^[A-Z].*\.$/);
      expect(words.split(' ').length).toBeLessThanOrEqual(15);
    }
  });

  it('has three for each of the four things, and eight that the client alone answers', () => {
    for (const thing of TEAM_THINGS) expect(TEAM_REVIEW.statements.filter((one) => one.thing === thing)).toHaveLength(3);
    expect(MY_TEAM.statements).toHaveLength(8);
  });

  it('answers to all of them can be kept', () => {
    const doc = new Y.Doc();
    const answers = (of: Statements) => Object.fromEntries(of.statements.map(({ id }, at) => [id, at % 3 === 0 ? null : of.most]));
    expect(addItem(doc, random, { kind: 'my-team', version: MY_TEAM.version, answers: answers(MY_TEAM), words: '' }).ok).toBe(true);
    expect(addItem(doc, random, { kind: 'review', version: TEAM_REVIEW.version, answers: answers(TEAM_REVIEW), examples: {} }).ok).toBe(
      true,
    );
  });

  it('is worded as version 1 was: whoever changes words gives them a new version', () => {
    const worded = createHash('sha256')
      .update(JSON.stringify([TEAM_REVIEW, MY_TEAM]))
      .digest('hex');
    expect([TEAM_REVIEW.version, MY_TEAM.version, worded.slice(0, 16)]).toMatchInlineSnapshot(`
      [
        1,
        1,
        "97d08f9bb5f87d76",
      ]
    `);
  });
});
