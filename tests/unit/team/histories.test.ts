import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ancestry } from '#ledger';
import { TeamFold } from '#team';
import { createDice, foldOf, PlainIndex, RECORD, shuffleCausally } from './cast.ts';
import { createHistory, summaryOf } from './histories.ts';

// More of them when somebody looks for a counterexample: RUNS=1000.
const RUNS = Number(process.env['RUNS'] ?? 60);
const timeout = 20_000 + RUNS * 200;
const seeds = fc.integer({ min: 1, max: 1_000_000 });

test('the answer is the same in every order of arrival, entry by entry or all at once, and by another index', { timeout }, () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { client } = createHistory(seed, 60);
      const step = summaryOf(client.team);
      const shuffled = shuffleCausally(client.index.entries, createDice(seed + 1));
      expect(summaryOf(foldOf(new PlainIndex(shuffled)))).toEqual(step);
      const index = new Ancestry(RECORD);
      for (const entry of shuffled) index.add(entry);
      expect(summaryOf(foldOf(index))).toEqual(step);
    }),
    { numRuns: RUNS },
  );
});

test('the fold that is kept up entry by entry says at each step what one made anew says', { timeout }, () => {
  let asked = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { client } = createHistory(seed, 40);
      const dice = createDice(seed + 2);
      const index = new Ancestry(RECORD);
      const kept = new TeamFold(index);
      for (const entry of shuffleCausally(client.index.entries, dice)) {
        index.add(entry);
        // Now and then several come at once.
        if (dice.chance(0.2)) continue;
        kept.update();
        if (!dice.chance(0.25)) continue;
        asked += 1;
        expect(summaryOf(kept.team), `seed ${String(seed)} at ${String(index.entries.length)}`).toEqual(summaryOf(foldOf(index)));
      }
    }),
    // The seed found: a fold that began over a ledger with words first, as no gate lets them in, held them twice.
    { numRuns: Math.ceil(RUNS / 3), examples: [[203073]] },
  );
  expect(asked).toBeGreaterThan(RUNS);
});

test('nothing that those taken off write after all knew counts without an accept', { timeout }, () => {
  let late = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const history = createHistory(seed, 40);
      late += history.late.length;
      for (const entry of history.late) {
        for (const { team, index } of history.honest) {
          if (!index.get(entry.hash)) continue;
          const isFree = team.stateOf(entry.hash) === 'held' || team.acceptedBy(entry.hash) !== null;
          if (!isFree) throw new Error(`Seed ${seed}: ${entry.facts.kind} ${entry.hash.slice(0, 8)} counts.`);
        }
      }
    }),
    { numRuns: RUNS },
  );
  expect(late).toBeGreaterThan(RUNS / 4);
});

test('what a standing member had built on goes on counting, where nothing is forked and nothing recovered', { timeout }, () => {
  const BUILDS: readonly string[] = ['change', 'link', 'admit', 'grant', 'revoke', 'remove', 'accept', 'page', 'clink'];
  let built = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const { client, world } = createHistory(seed, 60);
      const { team, index } = client;
      fc.pre(!index.hasForks && !index.entries.some((entry) => entry.facts.kind === 'recover'));
      for (const { entry, on } of world.built) {
        if (!index.get(entry.hash) || !BUILDS.includes(entry.facts.kind) || !team.isGoneBy(entry) || team.acceptedBy(entry.hash)) continue;
        for (const earlier of on) {
          // An accept makes nothing else stand, and a person’s own devices do not vouch for each other, but for what they went on writing with the right to.
          const isOthers = team.whoOf(earlier.strand) !== team.whoOf(entry.strand);
          const isContinued = team.stateOf(entry.hash) === 'counts' && entry.page === earlier.page;
          if (earlier.strand === entry.strand || !(isOthers || isContinued)) continue;
          built += 1;
          if (team.stateOf(earlier.hash) === 'held')
            throw new Error(`Seed ${String(seed)}: ${earlier.hash.slice(0, 8)} is held, and ${entry.hash.slice(0, 8)} was built on it.`);
        }
      }
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
  expect(built).toBeGreaterThan(RUNS);
});

test('every change that an update reports is the difference between before and after', { timeout }, () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { client } = createHistory(seed, 40);
      const index = new Ancestry(RECORD);
      const fold = new TeamFold(index);
      const counting = new Set<string>();
      const held = new Set<string>();
      for (const entry of client.index.entries) {
        index.add(entry);
        const change = fold.update();
        for (const { hash } of change.counted) {
          held.delete(hash);
          counting.add(hash);
        }
        for (const { hash } of [...change.uncounted, ...change.held]) {
          counting.delete(hash);
          held.add(hash);
        }
        expect([...held].sort()).toEqual(
          fold.team
            .held()
            .map(({ hash }) => hash as string)
            .sort(),
        );
      }
      const words = index.entries.filter((entry) => entry.facts.kind === 'change');
      expect(
        words
          .filter(({ hash }) => fold.team.stateOf(hash) === 'counts')
          .map(({ hash }) => hash as string)
          .sort(),
      ).toEqual([...counting].sort());
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});
