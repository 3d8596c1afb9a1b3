import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { alias } from './vite.config.ts';

const SLOW = ['confluence', 'invitation', 'pairing', 'waiting', 'malformed', 'histories'];
const slownessOf = ({ moduleId }: TestSpecification): number => SLOW.findIndex((name) => moduleId.includes(`${name}.test`));

/** The first test that fails ends a mutant's run: most are killed before the slow files have their turn. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => slownessOf(a) - slownessOf(b)));
  }
}

// Puts a stand-in in the place of one of our files: all others share one process, and it would stay there for them.
const ALONE = ['tests/unit/ledger/confluence.test.ts'];

const shared = {
  environment: 'node',
  setupFiles: ['tests/mutation/same-draws.ts'],
  env: { RUNS: '8' },
  // A slow machine kills no mutant; one that never ends is stopped by Stryker.
  testTimeout: 60_000,
};

/** The tests that Stryker runs against each mutant: those of the two rooms, quick and the same every time. */
export default defineConfig({
  test: {
    sequence: { sequencer: QuickestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'mutation',
          isolate: false,
          include: ['tests/unit/{ledger,team,vectors}/**/*.test.ts'],
          exclude: [
            ...ALONE,
            // Measures time.
            'tests/unit/team/speed.test.ts',
            // The design's sketch does not lie beside the sandbox.
            'tests/unit/team/compare-with-sketch.test.ts',
            // Read no source of the two rooms.
            'tests/unit/vectors/{rules-have-tests,from-the-page,worked-examples,changes}.test.ts',
            // Makes all vectors anew before its first test, so that every mutant would have to be run against every test.
            'tests/unit/vectors/files.test.ts',
          ],
          server: { deps: { inline: ['y-webrtc'] } },
        },
      },
      { resolve: { alias }, test: { ...shared, name: 'mutation, alone', include: ALONE } },
    ],
  },
});
