import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { browserFlags, findBrowser } from '../../scripts/browser.mjs';
import { findText } from '../browser/device/find-text.ts';
import { hide, startServer } from './cast.ts';

const TIMES = 20;
const MARKER = 'otter-ninety-kettle';

/** A browser of its own with a folder of its own, so that it can be killed as a flat battery or a full memory would. */
const startBrowser = async (folder: string) => {
  const child = spawn(
    findBrowser() ?? chromium.executablePath(),
    [...browserFlags(), '--headless=new', '--remote-debugging-port=0', '--no-first-run', `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /DevTools listening on (\S+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', () => {
      reject(new Error(`The browser did not start: ${said}`));
    });
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (!context) throw new Error('A browser has a context.');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    page: await context.newPage(),
    /** SIGKILL for it and all its children: nothing is flushed, nothing is said goodbye to. */
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
};

const openJournal = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Journal' }).click();
};

test(`whatever said "Kept here" is there after the browser was killed, ${String(TIMES)} times @main-job`, async () => {
  test.setTimeout(300_000);
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 'around-me-'));
  const kept: string[] = [];
  let shown = 0;
  try {
    for (let time = 0; time <= TIMES; time++) {
      const { page, kill } = await startBrowser(folder);
      page.setDefaultTimeout(20_000);
      await page.goto(server.url);
      if (time === 0) {
        await page.getByRole('link', { name: /This is about me/ }).click();
        await page.getByLabel('What should your team call you?').fill('Sam');
        await page.getByRole('button', { name: 'Make my record' }).click();
        await page.getByRole('button', { name: 'I wrote them down' }).click();
      } else await page.getByRole('button', { name: /Open my record/ }).click();
      await openJournal(page);
      // What is looked at is the record itself, not what was written down of it.
      await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
      await expect(page.getByText('Your record is opening.')).toBeHidden();
      for (const words of kept) await expect(page.getByRole('article').filter({ hasText: words })).toContainText('Kept here');
      expect(await page.evaluate(findText, MARKER)).toEqual([]);
      if (time === TIMES) {
        await kill();
        break;
      }
      const words = `${MARKER} ${String(time)}.`;
      // What a kill cut off stands in the draft, if it was there for a moment.
      if (await page.getByRole('button', { name: 'Write a note' }).isVisible())
        await page.getByRole('button', { name: 'Write a note' }).click();
      await page.getByLabel('What happened?').fill(words);
      await page.getByRole('button', { name: 'Keep this note' }).click();
      const note = page.getByRole('article').filter({ hasText: words });
      // Every other time as soon as it says so, else at some moment on the way there.
      if (time % 2 === 0) await expect(note).toContainText('Kept here', { timeout: 10_000 });
      else await page.waitForTimeout(time * 7);
      if ((await note.allTextContents()).some((text) => text.includes('Kept here'))) {
        kept.push(words);
        shown += 1;
      }
      // Every third time while it is written down for the next start.
      if (time % 3 === 0) {
        await page.evaluate(hide);
        await page.waitForTimeout(time);
      }
      await kill();
    }
    expect(shown).toBeGreaterThanOrEqual(TIMES / 2);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
