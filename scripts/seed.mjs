/**
 * `npm run seed -- --years N --members N [--seed N] [--per-year N] [--out FILE]`: makes a made-up record of years, sealed and signed by the real
 * code, and writes it to a file that tests and benchmarks put on a device (`putSeeded` in tests/seed/seeded-file.ts). The same numbers give
 * the same people and the same words, with keys of their own. 4,000 entries a year unless `--per-year` says otherwise.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { readyModules, root } from './ready.mjs';

readyModules();
const { values } = parseArgs({
  options: {
    years: { type: 'string', default: '5' },
    members: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    'per-year': { type: 'string', default: '4000' },
    out: { type: 'string' },
  },
});
const numbers = [values.years, values.members, values.seed, values['per-year']];
if (numbers.some((value) => !(Number(value) > 0)) || !Number.isInteger(Number(values.members)) || !Number.isInteger(Number(values.seed))) {
  console.error('Years and entries a year are numbers above 0; members and seed are whole ones.');
  process.exit(1);
}
const out = resolve(values.out ?? join(root, '.cache', 'seed', `${values.years}-years-${values.members}-members-${values.seed}.json`));

/** In a place of its own, since several may run at a time. */
const { build } = await import('vite');
const outDir = join(root, '.cache', 'seed', `run-${process.pid}`);
mkdirSync(outDir, { recursive: true });
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: { ssr: 'tests/seed/main.ts', outDir, target: 'node20', minify: false, copyPublicDir: false },
});
const done = spawnSync(process.execPath, [join(outDir, 'main.js'), ...numbers, out], { stdio: 'inherit' });
process.exitCode = done.status ?? 1;
