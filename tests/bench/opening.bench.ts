import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserFlags, findBrowser } from '../../scripts/browser.mjs';
import { countSnapshot, hide } from '../e2e/cast.ts';
import { lastWords } from '../seed/seed-record.ts';
import { figure } from './figure.ts';
import type {} from './opening/seed.ts';
import { startSite } from './opening/site.ts';
import { longestSince, missedFrames, now, seenIn, slowDown, watchFor } from './opening/watch.ts';
import type { Seen } from './opening/watch.ts';
import { middle } from './timing.ts';

// A record of five years, opened by the built app, beside the same journal opened by plain Yjs and y-indexeddb: both from a fresh page
// on a processor slowed four times, in turns.

const NOTES = 20_000;
const SLOWER = 4;
const ROUNDS = 3;

const opened: (() => Promise<unknown>)[] = [];
let url = '';
let context: BrowserContext;
let record = '';

beforeAll(async () => {
  const site = await startSite();
  opened.push(() => site.close());
  ({ url } = site);
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: browserFlags(), ...(executablePath === null ? {} : { executablePath }) });
  opened.push(() => browser.close());
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${url}bench/seed.html`);
  await page.waitForFunction(() => globalThis.seed !== undefined);
  record = (await page.evaluate((plan) => globalThis.seed?.(plan), { notes: NOTES, members: 4, years: 5 })) ?? '';
  await page.close();
  // The tab goes on with this record, as after a reload.
  await context.addInitScript((id) => {
    sessionStorage.setItem('around-me/open', id);
  }, record);
  await watchFor(context, lastWords(NOTES));
}, 300_000);

afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

const open = async (path: string): Promise<{ readonly page: Page; readonly seen: Seen }> => {
  const page = await context.newPage();
  await slowDown(page, SLOWER);
  await page.goto(`${url}${path}`);
  return { page, seen: await seenIn(page) };
};

/** Resolves when the record itself is open behind what is shown. */
const isOpen = (page: Page) => page.getByText('Your record is opening.').waitFor({ state: 'detached', timeout: 120_000 });

it('opens a record of 20,000 notes', async () => {
  const first = await open('#/page/journal');
  await isOpen(first.page);
  await first.page.evaluate(hide);
  await expect.poll(() => first.page.evaluate(countSnapshot), { timeout: 60_000 }).toBeGreaterThan(3);
  await first.page.close();
  const rounds: { readonly ours: number; readonly plain: number; readonly whole: number; readonly longest: number }[] = [];
  // The first one is not counted.
  for (let i = 0; i <= ROUNDS; i++) {
    const app = await open('#/page/journal');
    await isOpen(app.page);
    const whole = await now(app.page);
    const longest = await longestSince(app.page, app.seen.readable);
    await app.page.close();
    const other = await open('bench/plain.html');
    await other.page.close();
    if (i > 0) rounds.push({ ours: app.seen.readable, plain: other.seen.readable, whole, longest });
  }
  expect(rounds.length).toBe(ROUNDS);
  const middleOf = (which: keyof (typeof rounds)[number]) => middle(rounds.map((round) => round[which]));
  figure('opening: 20,000 notes, the first time (no snapshot yet)', first.seen.readable / 1000, 's');
  figure('opening: 20,000 notes, from navigation to readable', middleOf('ours') / 1000, 's');
  figure('opening: the same in plain Yjs', middleOf('plain') / 1000, 's');
  const ratio = middle(rounds.map(({ ours, plain }) => ours / plain));
  figure('opening: 20,000 notes, from navigation to readable', ratio, 'times', 'plain Yjs and y-indexeddb: the same journal');
  figure('opening: until the record itself is open behind it', middleOf('whole') / 1000, 's');
  figure('opening: longest turn while it is opened behind', middleOf('longest'), 'ms');
});

it('stays quick while somebody types a note', async () => {
  const { page } = await open('#/page/journal');
  await isOpen(page);
  await page.getByRole('button', { name: 'Write a note' }).click();
  const field = page.getByLabel('What happened?');
  await field.click();
  await page.waitForTimeout(2000);
  const from = await now(page);
  await page.keyboard.type('We met at the library and read the letter from the housing office together, twice. ', { delay: 60 });
  figure('typing: longest turn while a note is typed, 20,000 there', await longestSince(page, from), 'ms (0: none over 50)');
  expect(await field.inputValue()).toContain('housing office');
  const kept = await now(page);
  await page.getByRole('button', { name: 'Keep this note' }).click();
  await page.getByText('read the letter from the housing office').first().waitFor();
  await page.waitForTimeout(2000);
  figure('typing: longest turn when it is kept', await longestSince(page, kept), 'ms (0: none over 50)');
  await page.close();
});

it('scrolls a journal of 20,000 notes', async () => {
  const shares: { readonly ours: number; readonly plain: number }[] = [];
  const app = await open('#/page/journal');
  await isOpen(app.page);
  const other = await open('bench/plain.html#all');
  for (let i = 0; i < ROUNDS; i++) {
    await app.page.bringToFront();
    const ours = await missedFrames(app.page, 3);
    await other.page.bringToFront();
    shares.push({ ours, plain: await missedFrames(other.page, 3) });
  }
  await app.page.close();
  await other.page.close();
  figure('scrolling: share of frames missed, journal', middle(shares.map(({ ours }) => ours)), 'of all');
  figure('scrolling: share of frames missed, a plain list of as many', middle(shares.map(({ plain }) => plain)), 'of all');
});
