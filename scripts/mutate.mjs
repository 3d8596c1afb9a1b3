/**
 * `npm run mutate [-- FILE …] [OPTION …]`: mutation testing of the rooms `ledger` and `team` with Stryker. Each mutant is a small fault put
 * into the source, and a test should fail of it. All of them take hours, one file a few minutes (`npm run mutate -- src/team/words.ts`).
 * It goes on where it was left: what was found lies in .cache/mutation, and is found anew only where the file or its tests are others.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { readyModules, root } from './ready.mjs';

readyModules();
const wanted = process.argv.slice(2);
const files = wanted.filter((word) => !word.startsWith('-'));
const options = wanted.filter((word) => word.startsWith('-'));
const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const done = spawnSync(process.execPath, [stryker, 'run', ...(files.length > 0 ? ['--mutate', files.join(',')] : []), ...options], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
