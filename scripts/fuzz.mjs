/**
 * `npm run fuzz -- --mutations N [--from N] [--decoder NAME] [--hex BYTES]`: gives N mutations of real bytes to everything that reads
 * bytes of others, on all cores, and ends with `N mutations, N crashes`. A crash prints its number, its decoder, its bytes, and how to
 * play it again. `--corpus` writes the real bytes anew (tests/fuzz/corpus) and tries nothing.
 */
import { spawn, spawnSync } from 'node:child_process';
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
    mutations: { type: 'string', default: '100000' },
    from: { type: 'string', default: '1' },
    decoder: { type: 'string', default: '' },
    hex: { type: 'string', default: '' },
    corpus: { type: 'boolean', default: false },
  },
});

/** Bundled once, so that each process starts at once and plain Node runs it. */
const { build } = await import('vite');
const outDir = join(root, '.cache', 'fuzz');
mkdirSync(outDir, { recursive: true });
const bundle = (/** @type {string} */ entry) =>
  build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: {
      // As in vite.config.ts: y-webrtc's two imports that are replaced by our own.
      alias: {
        'simple-peer/simplepeer.min.js': join(root, 'src/sync/link/peer-link.ts'),
        'lib0/broadcastchannel': join(root, 'src/sync/link/no-broadcast.ts'),
      },
    },
    ssr: { noExternal: true },
    build: { ssr: entry, outDir, target: 'node20', minify: false, copyPublicDir: false, emptyOutDir: false },
  });

if (values.corpus) {
  await bundle('tests/fuzz/make/write-corpora.ts');
  const done = spawnSync(process.execPath, [join(outDir, 'write-corpora.js'), join(root, 'tests/fuzz/corpus')], { stdio: 'inherit' });
  process.exit(done.status ?? 1);
}

await bundle('tests/fuzz/main.ts');
const mutations = values.hex === '' ? Number(values.mutations) : 1;
const from = Number(values.from);
const workers = Math.min(availableParallelism(), mutations);
const started = Date.now();
let done = 0;
let crashes = 0;
let shown = 0;
/** @type {Map<string, { tried: number, taken: number, slowest: number }>} */
const counts = new Map();

const hear = (/** @type {string} */ line) => {
  if (!line.startsWith('{')) return console.log(line);
  const said = JSON.parse(line);
  if ('crash' in said) {
    crashes += 1;
    console.log(
      `mutation ${said.mutation}, ${said.decoder}: ${said.crash}\n  bytes: ${said.hex}\n` +
        `  again: npm run fuzz -- --mutations 1 --from ${said.mutation} --decoder ${said.decoder}\n` +
        `     or: npm run fuzz -- --decoder ${said.decoder} --hex ${said.hex}`,
    );
    return;
  }
  done += said.done;
  if (done - shown >= 50_000) {
    shown = done;
    console.log(`${done} of ${mutations} after ${Math.round((Date.now() - started) / 1000)} s`);
  }
  for (const [name, { tried, taken, slowest }] of Object.entries(said.counts ?? {})) {
    const known = counts.get(name) ?? { tried: 0, taken: 0, slowest: 0 };
    counts.set(name, { tried: known.tried + tried, taken: known.taken + taken, slowest: Math.max(known.slowest, slowest) });
  }
};

await Promise.all(
  Array.from({ length: workers }, (_, worker) => {
    const count = Math.ceil((mutations - worker) / workers);
    const args = [count, from + worker, workers, values.decoder, values.hex].map(String);
    const child = spawn(process.execPath, [join(outDir, 'main.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', hear);
    return new Promise((resolve) =>
      child.on('close', (code) => {
        if (code !== 0) {
          crashes += 1; // it died half-way: nothing that it did can be believed
          console.log(`a process ended with ${code}`);
        }
        resolve(undefined);
      }),
    );
  }),
);
for (const [name, { tried, taken, slowest }] of [...counts].filter(([, { tried }]) => tried > 0))
  console.log(
    `${name.padEnd(16)} ${String(tried).padStart(8)} tried, ${String(taken).padStart(7)} taken, slowest ${slowest.toFixed(0)} ms`,
  );
console.log(`${Math.round((Date.now() - started) / 1000)} s\n${done} mutations, ${crashes} crashes`);
process.exitCode = crashes === 0 && done === mutations ? 0 : 1;
