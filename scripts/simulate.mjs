/**
 * `npm run simulate -- --seeds N --steps N [--from S] [--broken RULE] [--first]`: plays many devices with the real ledger and team code
 * through N random histories each, on all cores, and ends with `N passed, N failed`. A failure prints how to play it again.
 * `--first` stops at the first failure; `--log` prints what happened.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
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
    broken: { type: 'string' },
    first: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
});
const [seeds, steps, from] = [Number(values.seeds), Number(values.steps), Number(values.from)];

/** Bundled once, so that each process starts at once and plain Node runs it. */
const { build } = await import('vite');
const { breakRule } = await import('../tests/simulation/broken-rules.mjs');
const outDir = join(root, '.cache', 'simulate', values.broken?.replaceAll(/\W/g, '-') ?? 'sound');
mkdirSync(outDir, { recursive: true });
await build({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: values.broken === undefined ? [] : [breakRule(values.broken, root)],
  ssr: { noExternal: true },
  build: { ssr: 'tests/simulation/main.ts', outDir, target: 'node20', minify: false, copyPublicDir: false },
});

let passed = 0;
let failed = 0;
let entries = 0;
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
const stop = () => children.forEach((child) => child.kill());
const workers = Math.min(availableParallelism(), seeds);
const each = (/** @type {number} */ worker) => Math.ceil((seeds - worker) / workers);
await Promise.all(
  Array.from({ length: workers }, (_, worker) => {
    const args = [each(worker), steps, from + worker, workers, values.log ? 1 : 0].map(String);
    const child = spawn(process.execPath, [join(outDir, 'main.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return console.log(line);
      const said = JSON.parse(line);
      if ('failure' in said) {
        failed += 1;
        const broken = values.broken === undefined ? '' : ` --broken '${values.broken}'`;
        console.log(
          `seed ${said.seed}: ${said.failure}\n  again: npm run simulate -- --seeds 1 --from ${said.seed} --steps ${said.steps} --log${broken}`,
        );
        if (values.first) stop();
      } else {
        passed += said.passed;
        entries += said.entries;
      }
    });
    return new Promise((resolve) =>
      child.on('close', (code) => {
        if (code !== 0 && !(values.first && failed > 0)) failed += 1; // it died half-way: nothing that it did can be believed
        resolve(undefined);
      }),
    );
  }),
);
console.log(`${entries} entries at the client's devices\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
