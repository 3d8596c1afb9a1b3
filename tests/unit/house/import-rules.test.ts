import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const planted: string[] = [];

/** Writes a file that breaks a rule into a room; it is taken away after each test. */
const plant = (path: string, text: string): void => {
  const full = join(root, path);
  writeFileSync(full, text);
  planted.push(full);
};

afterEach(() => {
  for (const path of planted.splice(0)) rmSync(path, { force: true });
});

/** The names of the rules that the tool finds broken, among the planted files. */
const broken = (): readonly string[] => {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.js',
      '--output-type',
      'json',
      'src',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: readonly { from: string; rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ from, rule }) => `${from.replace(/^src\//, '')}: ${rule.name}`))].sort();
};

it('finds every kind of forbidden import where one is planted, and none where none is', () => {
  expect(broken()).toEqual([]);
  plant('src/base/planted.ts', "import { strandOf } from '#ledger';\nexport const a = strandOf;\n");
  plant('src/record/planted.ts', "import { sha256 } from '#crypto';\nexport const b = sha256;\n");
  plant('src/ledger/planted.ts', "import { TeamFold } from '#team';\nexport const c = TeamFold;\n");
  plant(
    'src/team/planted.ts',
    "import { openEntry } from '../ledger/seal.ts';\nimport { readItems } from '#record';\nexport const d = [openEntry, readItems];\n",
  );
  plant('src/device/planted.ts', "import { Replica } from '#sync';\nexport const e = Replica;\n");
  plant(
    'src/sync/planted.ts',
    "import { words } from '../app/words/index.ts';\nimport Dexie from 'dexie';\nexport const f = [words, Dexie];\n",
  );
  plant(
    'src/app/planted.ts',
    "import { ed25519 } from '@noble/ed25519';\nimport { join } from 'node:path';\nexport const g = [ed25519, join];\n",
  );
  expect(broken()).toEqual([
    'app/planted.ts: @noble/ed25519-stays-home',
    'app/planted.ts: no-node-modules-of-node',
    'base/planted.ts: base-points-down',
    'device/planted.ts: device-points-down',
    'ledger/planted.ts: ledger-points-down',
    'record/planted.ts: record-points-down',
    'sync/planted.ts: dexie-stays-home',
    'sync/planted.ts: nobody-imports-app',
    'sync/planted.ts: sync-points-down',
    'team/planted.ts: front-door-only',
    'team/planted.ts: team-points-down',
  ]);
}, 120_000);
