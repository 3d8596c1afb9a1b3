/**
 * Renders public/icon.svg, and the drawings of the other names that the app can have on a home screen, into the pictures that browsers and phones ask for (public/icons). `npm run icons` after a change.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserFlags, readyBrowser } from './browser.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../public/${path}`, import.meta.url));

/** `full`: to the edges, for phones that cut the icon to a shape of their own. */
const icons = [
  ...['notes', 'bike'].flatMap((name) => [
    { file: `${name}-192.png`, from: `icon-${name}.svg`, size: 192, full: false },
    { file: `${name}-512.png`, from: `icon-${name}.svg`, size: 512, full: false },
    { file: `${name}-maskable-512.png`, from: `icon-${name}.svg`, size: 512, full: true },
    { file: `${name}-180.png`, from: `icon-${name}.svg`, size: 180, full: true },
  ]),
  { file: 'icon-192.png', from: 'icon.svg', size: 192, full: false },
  { file: 'icon-512.png', from: 'icon.svg', size: 512, full: false },
  { file: 'maskable-192.png', from: 'icon.svg', size: 192, full: true },
  { file: 'maskable-512.png', from: 'icon.svg', size: 512, full: true },
  { file: 'apple-touch-180.png', from: 'icon.svg', size: 180, full: true },
];

const executablePath = readyBrowser();
if (executablePath === null) throw new Error('No browser to draw with.');

const browser = await chromium.launch({ executablePath, args: browserFlags() });
try {
  await mkdir(at('icons'), { recursive: true });
  for (const { file, from, size, full } of icons) {
    const drawing = await readFile(at(from), 'utf8');
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    if (full) await page.locator('#plate').evaluate((plate) => plate.setAttribute('rx', '0'));
    await writeFile(at(`icons/${file}`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(`${icons.length} icons written to public/icons.`);
