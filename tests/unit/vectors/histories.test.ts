import { describe, expect, it } from 'vitest';
import { hexToBytes } from '#base';
import type { Bytes } from '#base';
import { Ledger, readEntry, runsOf, toMemberId, toPageId, toRecordId, toStrand, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { RULES, TeamFold } from '#team';
import type { Team } from '#team';
import { createDice, shuffleCausally } from '../team/cast.ts';
import vectors from '../../vectors/histories.json';

type History = (typeof vectors.histories)[number];

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('A vector names something that is not there.');
  return value;
};
const hex = (text: string): Bytes => certain(hexToBytes(text));

const entriesOf = (history: History): readonly Entry[] =>
  history.entries.map(({ entry: bytes }) => {
    const entry = readEntry(hex(bytes));
    if (!entry.ok) throw new Error(entry.error.type);
    return entry.value;
  });

/** Through the gate one by one, and the fold at each step. */
const teamOf = async (entries: readonly Entry[]): Promise<Team> => {
  const ledger = new Ledger(certain(toRecordId(vectors.record)));
  const fold = new TeamFold(ledger.index);
  for (const entry of entries) {
    expect((await ledger.offer(writeUpdate(runsOf([entry])))).refusals).toEqual([]);
    fold.update();
  }
  expect(ledger.index.entries).toHaveLength(entries.length);
  return fold.team;
};

const answerOf = (team: Team, history: History) => {
  const names = new Map(history.entries.map(({ hash, name }) => [hash, name]));
  const nameOf = (hash: string): string => certain(names.get(hash));
  return {
    entries: entriesOf(history).map(({ hash }) => {
      const [held, accepted] = [team.whyHeld(hash), team.acceptedBy(hash)];
      return {
        name: nameOf(hash),
        state: team.stateOf(hash),
        rule: held?.rule ?? null,
        cuts: (held?.cuts ?? []).map((cut) => nameOf(cut.hash)).sort(),
        acceptedBy: accepted ? nameOf(accepted.hash) : null,
      };
    }),
    devices: history.devices.map(({ device, strand: number }) => {
      const strand = certain(toStrand(number));
      const [who, on, isClients, forked] = [team.whoOf(strand), team.isOn(strand), team.isClientNow(strand), team.isForked(strand)];
      return { device, strand, who, on, isClients, forked };
    }),
    rights: history.rights.map(({ person, member, page }) => ({
      person,
      member,
      page,
      right: team.rightOf(certain(toMemberId(member)), certain(toPageId(page))),
    })),
    pageKeys: history.pageKeys.map(({ page }) => {
      const rotate = certain(team.rotateOf(certain(toPageId(page))));
      return { page, rotate: nameOf(rotate.hash), keyId: rotate.keyId };
    }),
  };
};

const expected = (history: History) => ({
  entries: history.entries.map(({ name, state, rule, cuts, acceptedBy }) => ({ name, state, rule, cuts, acceptedBy })),
  devices: history.devices,
  rights: history.rights,
  pageKeys: history.pageKeys,
});

describe('the fold', () => {
  it.each(vectors.histories)('comes to the answer of the vectors: $name', async (history) => {
    expect(answerOf(await teamOf(entriesOf(history)), history)).toEqual(expected(history));
  });

  it.each(vectors.histories)(
    'comes to it in other orders of arrival: $name',
    async (history) => {
      for (let seed = 1; seed <= 5; seed++) {
        const shuffled = shuffleCausally(entriesOf(history), createDice(seed));
        expect(answerOf(await teamOf(shuffled), history), `seed ${seed}`).toEqual(expected(history));
      }
      expect(answerOf(await teamOf(entriesOf(history).toReversed()), history), 'each before its causes').toEqual(expected(history));
    },
    60_000,
  );

  it('holds something in the vectors by each rule that words are held by', () => {
    const rules = vectors.histories.flatMap(({ entries }) => entries.flatMap(({ rule }) => (rule === null ? [] : [rule])));
    for (const rule of rules) expect(RULES).toHaveProperty([rule]);
    for (const rule of ['T2.3', 'T3.1', 'T3.2', 'T3.5', 'T4.2', 'T4.3', 'T4.4', 'T4.5', 'T4.7']) expect(rules).toContain(rule);
  });
});
