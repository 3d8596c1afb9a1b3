/**
 * Finds a Chromium or Chrome to test with, and gets one where there is none. Node's own modules only: this runs before `npm ci`.
 * On its own, `node scripts/browser.mjs` makes sure that there is one and prints where it is.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import process from 'node:process';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = () => process.getuid?.() === 0;

/**
 * The flags that every browser of ours is started with: nothing may be asked of the network that the app did not ask for.
 * @returns {string[]}
 */
export function browserFlags() {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--disable-quic',
    // Chromium refuses to start its sandbox as root, which is how many test machines run.
    ...(isRoot() ? ['--no-sandbox'] : []),
  ];
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | null} the browser that Playwright keeps for itself, if it is there */
function playwrightsOwn() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null; // not installed yet
  }
}

/**
 * The browser that AROUND_ME_BROWSER names, else one on the PATH or in a usual place, else Playwright's own.
 * @returns {string | null} null: there is none
 */
export function findBrowser() {
  const named = process.env['AROUND_ME_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!canRun(named)) throw new Error(`AROUND_ME_BROWSER names ${named}, which is not a program that can be run.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces].find(canRun) ?? playwrightsOwn();
}

/**
 * Finds a browser, or installs one: Debian's own where we may, else Playwright's.
 * @returns {string | null} null: there is none and none could be had
 */
export function readyBrowser() {
  const found = findBrowser();
  if (found !== null) return found;
  if (isRoot() && canRun('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing it with apt-get.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
    apt('update', '-q');
    if (apt('install', '-y', '-q', '--no-install-recommends', 'chromium')) {
      const installed = findBrowser();
      if (installed !== null) return installed;
    }
  }
  console.log('No Chromium here: fetching the one that Playwright keeps.');
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], cwd: root });
  return findBrowser();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = readyBrowser();
  console.log(path ?? 'No browser could be found or installed. Install Chromium, or name one in AROUND_ME_BROWSER.');
  process.exitCode = path === null ? 1 : 0;
}
