/**
 * Makes sure that what package-lock.json names is installed. Node's own modules only: this runs on a fresh clone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} path @returns {string} what a lock file says is installed, without what differs between the two */
const packagesOf = (path) => {
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(packages)
    .filter(([name, facts]) => name !== '' && !facts.optional)
    .map(([name, { version }]) => `${name}@${version}`)
    .sort()
    .join('\n');
};

/** @returns {boolean} whether node_modules holds what the lock file asks for */
const isInstalled = () => {
  const [wanted, there] = [join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json')];
  if (!existsSync(there)) return false;
  return statSync(there).mtimeMs >= statSync(wanted).mtimeMs || packagesOf(wanted) === packagesOf(there);
};

/** Installs if need be; ends the process where that fails. */
export const readyModules = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Around Me needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log('Installing what package-lock.json names (once).');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error('npm ci did not work. Is there a network?');
    process.exit(1);
  }
};

/** @param {string} path @returns {number} the latest change of it or of a file below it, in milliseconds */
const newest = (path) => {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};

/** Builds the app if its sources are newer than what was built; ends the process where that fails. */
export const readyBuild = () => {
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'svelte.config.js', 'package-lock.json', 'scripts/serve/policy.mjs'];
  if (newest(join(root, 'dist', 'index.html')) > Math.max(...sources.map((name) => newest(join(root, name))))) return;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) process.exit(done.status ?? 1);
};
