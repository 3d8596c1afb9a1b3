import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserFlags, findBrowser } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve/app.mjs';
import { alias } from '../../vite.config.ts';
import { figure } from './figure.ts';
import type {} from './links/device.ts';

// Two devices in two browser contexts, a real meeting point, real connections over loopback.

const MEBIBYTE = 1024 * 1024;
const LEDGER_BYTES = 8 * MEBIBYTE;
const ROUNDS = 30;

const opened: (() => Promise<unknown>)[] = [];
const pages: Page[] = [];
let meetingPoint = '';

beforeAll(async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const meeting = await serve({});
  opened.push(() => meeting.close());
  meetingPoint = `ws://127.0.0.1:${String(meeting.port)}/meet`;
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    cacheDir: '.cache/vite-bench',
    optimizeDeps: { exclude: ['y-webrtc'], entries: ['tests/bench/links/page.html'] },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await vite.listen();
  opened.push(() => vite.close());
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: browserFlags(), ...(executablePath === null ? {} : { executablePath }) });
  opened.push(() => browser.close());
  for (let i = 0; i < 2; i++) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}tests/bench/links/page.html`);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    pages.push(page);
  }
}, 60_000);

afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

it('30 connections in a row come up and sync, the first of them with a ledger of 8 MB', async () => {
  const [client, worker] = pages;
  if (!client || !worker) throw new Error('two pages');
  const made = await client.evaluate(async ([url, bytes]) => globalThis.bench?.startClient(url, bytes), [
    meetingPoint,
    LEDGER_BYTES,
  ] as const);
  if (!made) throw new Error('no client');
  await worker.evaluate(async ([url, words]) => globalThis.bench?.startWorker(url, words), [meetingPoint, made.introduction] as const);

  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push((await worker.evaluate(async (n) => globalThis.bench?.connect(n), made.entries)) ?? NaN);
  const [first = NaN, ...later] = times;
  expect(times.every(Number.isFinite)).toBe(true);

  const bareTimes: number[] = [];
  for (let i = 0; i < ROUNDS; i++) bareTimes.push((await worker.evaluate(async () => globalThis.bench?.bareConnection())) ?? NaN);
  const bareFirst = (await worker.evaluate(async (n) => globalThis.bench?.bareTransfer(n), made.bytes)) ?? NaN;

  figure('links: came up and synced, in a row', times.length, 'connections');
  figure('links: first sync, entries', made.entries, 'entries');
  figure('links: first sync, size', made.bytes / MEBIBYTE, 'MiB');
  figure('links: first sync, connection included', first / 1000, 's');
  figure('links: first sync', first / bareFirst, 'times', 'as many bytes over a bare data channel');
  figure('links: connection and sync with nothing new, middle', middle(later), 'ms');
  figure('links: connection and sync with nothing new, longest', Math.max(...later), 'ms');
  figure('links: connection and sync with nothing new', middle(later) / middle(bareTimes), 'times', 'two bare connections in one page');
});
