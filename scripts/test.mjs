/**
 * `npm test`: everything, on a fresh clone too. Types, lint, import rules, unit, real-browser and end-to-end tests.
 * Runs them all, prints what each runner printed last, and ends with one line `N passed, M failed` over all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readyBrowser } from './browser.mjs';
import { readyBuild, readyModules, root } from './ready.mjs';

readyModules();
const browser = readyBrowser();
if (browser === null) {
  console.error('No browser to test in. Install Chromium, or name one in AROUND_ME_BROWSER.');
  process.exit(1);
}
readyBuild();

const reports = join(root, '.cache', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
const env = { ...process.env, AROUND_ME_BROWSER: browser, FORCE_COLOR: '0' };

/** @param {string} file @returns {{ passed: number, failed: number } | null} vitest's counts */
const vitestCounts = (file) => {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(join(reports, file), 'utf8'));
    return { passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites > 0 && numFailedTests === 0 ? 1 : 0) };
  } catch {
    return null;
  }
};
/** @param {string} file @returns {{ passed: number, failed: number } | null} Playwright's counts */
const playwrightCounts = (file) => {
  try {
    const { stats, errors } = JSON.parse(readFileSync(join(reports, file), 'utf8'));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + (errors.length > 0 && stats.unexpected === 0 ? 1 : 0) };
  } catch {
    return null;
  }
};

/** Of the unit tests what takes long: left out where somebody waits for the answer. */
const SLOW = [
  'fuzz/**',
  'house/**',
  'meeting-point/**',
  'replica/**',
  'ledger/malformed.test.ts',
  'ledger/waiting.test.ts',
  'team/histories.test.ts',
  'team/pairing.test.ts',
  'team/speed.test.ts',
];

/** @type {{ name: string, args: string[], env?: Record<string, string>, onlyAsked?: true, counts?: () => { passed: number, failed: number } | null }[]} */
const steps = [
  { name: 'types', args: [bin('svelte-check/bin/svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings'] },
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--cache', '--cache-location', '.cache/eslint/', '.'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'import rules', args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.js', 'src'] },
  { name: 'reading age', args: [join(root, 'scripts/reading-age.mjs')] },
  {
    name: 'unit tests',
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      'unit',
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      join(reports, 'unit.json'),
    ],
    counts: () => vitestCounts('unit.json'),
  },
  {
    name: 'quick tests',
    onlyAsked: true,
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      'unit',
      ...SLOW.flatMap((files) => ['--exclude', `tests/unit/${files}`]),
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      join(reports, 'quick.json'),
    ],
    counts: () => vitestCounts('quick.json'),
  },
  {
    name: 'simulation',
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      'simulation',
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      join(reports, 'simulation.json'),
    ],
    counts: () => vitestCounts('simulation.json'),
  },
  {
    name: 'real-browser tests',
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      'browser',
      '--reporter',
      'default',
      '--reporter',
      'json',
      '--outputFile.json',
      join(reports, 'browser.json'),
    ],
    counts: () => vitestCounts('browser.json'),
  },
  {
    name: 'end-to-end tests',
    args: [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') },
    counts: () => playwrightCounts('e2e.json'),
  },
];

const only = process.argv.slice(2);
let passed = 0;
let failed = 0;
/** @type {string[]} */
const lines = [];
for (const step of steps.filter(({ name, onlyAsked }) => (only.length === 0 ? !onlyAsked : only.some((word) => name.includes(word))))) {
  console.log(`\n── ${step.name}`);
  const started = Date.now();
  const done = spawnSync(process.execPath, step.args, { cwd: root, env: { ...env, ...step.env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = Math.round((Date.now() - started) / 1000);
  const counts = step.counts?.() ?? null;
  if (counts) {
    passed += counts.passed;
    failed += counts.failed;
  }
  // A runner that failed without a failed test (it could not start, say) is a failure all the same.
  if (done.status !== 0 && !(counts && counts.failed > 0)) failed += 1;
  lines.push(
    `${done.status === 0 ? 'ok    ' : 'FAILED'}  ${step.name} (${seconds} s)${counts ? `: ${counts.passed} passed, ${counts.failed} failed` : ''}`,
  );
}
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
