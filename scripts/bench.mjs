/**
 * `npm run bench [-- name …]`: figures, one JSON line each: {"name","value","unit","versus"}.
 * A benchmark is a file `tests/bench/NAME.bench.ts` whose tests call `figure(...)` of `tests/bench/figure.ts`;
 * it runs in Node under vitest. `versus` names what was measured beside it in the same run (a ratio), or null.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readyBrowser } from './browser.mjs';
import { readyBuild, readyModules, root } from './ready.mjs';

readyModules();
readyBrowser();
readyBuild();
const figures = join(root, '.cache', 'figures.jsonl');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(figures, { force: true });
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const done = spawnSync(process.execPath, [vitest, 'run', '--project', 'bench', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, AROUND_ME_FIGURES: figures },
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (existsSync(figures)) process.stdout.write(readFileSync(figures, 'utf8'));
process.exitCode = done.status ?? 1;
