/**
 * Takes the pictures of the made-up record that the README and the app's manifest show (docs/pictures, public/screenshots).
 * `npm run pictures` after a change to a screen.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserFlags, readyBrowser } from './browser.mjs';
import { readyBuild, readyModules, root } from './ready.mjs';

readyModules();
const executablePath = readyBrowser();
if (executablePath === null) throw new Error('No browser to take pictures with.');
readyBuild();
const { serve } = await import('./serve/app.mjs');

const PHONE = { width: 360, height: 740 };
const LAPTOP = { width: 1280, height: 800 };

/** `place`: what the bar calls it; null is home. */
const pictures = /** @type {const} */ ([
  { file: 'docs/pictures/home-phone-light.png', place: null, viewport: PHONE, colorScheme: 'light' },
  { file: 'docs/pictures/plan-phone-light.png', place: 'My plan', viewport: PHONE, colorScheme: 'light' },
  { file: 'docs/pictures/journal-phone-dark.png', place: 'Journal', viewport: PHONE, colorScheme: 'dark' },
  { file: 'docs/pictures/journal-laptop-light.png', place: 'Journal', viewport: LAPTOP, colorScheme: 'light' },
  { file: 'public/screenshots/home-phone.png', place: null, viewport: PHONE, colorScheme: 'light' },
  { file: 'public/screenshots/plan-phone.png', place: 'My plan', viewport: PHONE, colorScheme: 'light' },
  { file: 'public/screenshots/journal-laptop.png', place: 'Journal', viewport: LAPTOP, colorScheme: 'light' },
]);

const server = await serve({ folder: join(root, 'dist') });
const browser = await chromium.launch({ executablePath, args: browserFlags() });
try {
  for (const folder of ['docs/pictures', 'public/screenshots']) await mkdir(join(root, folder), { recursive: true });
  for (const { file, place, viewport, colorScheme } of pictures) {
    const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
    await page.goto(`http://localhost:${server.port}/`);
    await page.getByRole('button', { name: /Look around first/ }).click();
    const places = page.getByRole('navigation', { name: 'Places' });
    await places.waitFor();
    if (place !== null) await places.getByRole('link', { name: place, exact: true }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.screenshot({ path: join(root, file) });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${pictures.length} pictures taken.`);
