/**
 * `npm run simulate -- --seeds N --steps N [--from S] [--broken RULE] [--first]`: plays many devices with the real ledger and team code
 * through N random histories each, on all cores, and ends with `N passed, N failed`. A failure is shrunk, and prints how to play it again:
 * with `--without 3,7-12` those steps are left out. `--first` stops at the first failure; `--as-is` shrinks nothing; `--log` prints what happened.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readyModules, root } from './ready.mjs';

readyModules();
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    steps: { type: 'string', default: '60' },
    from: { type: 'string', default: '1' },
    without: { type: 'string', default: '' },
    broken: { type: 'string' },
    first: { type: 'boolean', default: false },
    'as-is': { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
});
const [seeds, steps, from] = [Number(values.seeds), Number(values.steps), Number(values.from)];

/** Bundled once, so that each process starts at once and plain Node runs it; in a place of its own, since several may run at a time. */
const { build } = await import('vite');
const { breakRule } = await import('../tests/simulation/broken-rules.mjs');
const outDir = join(root, '.cache', 'simulate', String(process.pid));
mkdirSync(outDir, { recursive: true });
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: values.broken === undefined ? [] : [breakRule(values.broken, root)],
  ssr: { noExternal: true },
  build: { ssr: 'tests/simulation/main.ts', outDir, target: 'node20', minify: false, copyPublicDir: false },
});

/** @param {{ seed: number, steps: number, without: string }} failing */
const commandFor = (failing) =>
  [
    `npm run simulate -- --seeds 1 --from ${failing.seed} --steps ${failing.steps}`,
    ...(failing.without ? [`--without ${failing.without}`] : []),
    '--log',
    ...(values.broken === undefined ? [] : [`--broken '${values.broken}'`]),
  ].join(' ');

/** Runs make much and keep little: with more room they are tidied up after less often. */
const ROOM_FOR_YOUNG = ['--max-semi-space-size=64', '--min-semi-space-size=32'];
const began = performance.now();
let passed = 0;
let failed = 0;
let entries = 0;
let stopped = false;
/** @type {Map<string, number>} */
const tries = new Map();
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
const workers = Math.min(availableParallelism(), seeds);
const each = (/** @type {number} */ worker) => Math.ceil((seeds - worker) / workers);
await Promise.all(
  Array.from({ length: workers }, (_, worker) => {
    const args = [each(worker), steps, from + worker, workers, values.log ? 1 : 0, values['as-is'] ? 0 : 1, values.without].map(String);
    const child = spawn(process.execPath, [...ROOM_FOR_YOUNG, join(outDir, 'main.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return console.log(line);
      const said = JSON.parse(line);
      if ('failure' in said) {
        if (stopped) return;
        failed += 1;
        console.log(`seed ${said.seed}: ${said.failure}\n  again: ${commandFor(said)}`);
        stopped = values.first;
        if (stopped) children.forEach((other) => other.kill());
      } else {
        passed += said.passed;
        entries += said.entries;
        for (const [name, count] of Object.entries(said.tries)) tries.set(name, (tries.get(name) ?? 0) + count);
      }
    });
    return new Promise((resolve) =>
      child.on('close', (code) => {
        if (code !== 0 && !stopped) failed += 1; // it died half-way: nothing that it did can be believed
        resolve(undefined);
      }),
    );
  }),
);
const tried = [...tries.values()].reduce((sum, count) => sum + count, 0);
console.log(`${tried} tries by ${tries.size} kinds of adversaries, ${entries} entries at the client's devices`);
if (!values.log) console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
