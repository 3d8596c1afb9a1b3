import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { browserFlags, findBrowser } from '../../scripts/browser.mjs';
import {
  comeBack,
  createPlayer,
  cutOff,
  expectOnlyOwnOrigin,
  goTo,
  join,
  LAPTOP,
  makeRecord,
  noteWith,
  openFromDoors,
  PHONE,
  startServer,
  writeNote,
} from './cast.ts';
import type { Player } from './cast.ts';

/** A browser whose disk is a folder: it can be copied, as a backup or a cloned laptop is. */
const onDisk = async (name: string, folder: string): Promise<Player> => {
  const executablePath = findBrowser();
  const context = await chromium.launchPersistentContext(folder, {
    args: browserFlags(),
    viewport: LAPTOP,
    locale: 'en-GB',
    ...(executablePath === null ? {} : { executablePath }),
  });
  return { name, context, page: context.pages()[0] ?? (await context.newPage()), asked: [], errors: [] };
};

test('a device whose disk was copied goes on as two, and nothing that either wrote is lost', async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const folders = [mkdtempSync(joinPath(tmpdir(), 'around-me-one-')), mkdtempSync(joinPath(tmpdir(), 'around-me-two-'))] as const;
  const client = await createPlayer(browser, 'client', PHONE);
  try {
    await makeRecord(client, server, 'Sam');
    const priya = await onDisk('Priya', folders[0]);
    await join(client, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
    await writeNote(priya, 'Before the copy.');
    await expect(noteWith(priya, 'Before the copy.')).toContainText('reached 1 of 1');
    await priya.context.close();
    cpSync(folders[0], folders[1], { recursive: true });

    // Both write where neither hears of the other.
    const [one, two] = [await onDisk('one', folders[0]), await onDisk('two', folders[1])];
    for (const [player, words] of [
      [one, 'From the one.'],
      [two, 'From its copy.'],
    ] as const) {
      await player.page.goto(server.url);
      await openFromDoors(player, /^Open /);
      await cutOff(player);
      await writeNote(player, words);
      await expect(noteWith(player, words)).toContainText('Kept here');
    }
    await comeBack(one);
    await goTo(client.page, 'Journal');
    await expect(noteWith(client, 'From the one.')).toBeVisible({ timeout: 30_000 });
    await expect(noteWith(one, 'From the one.')).toContainText('reached 1 of 1', { timeout: 30_000 });
    await comeBack(two);
    await expect(client.page.getByText('Two copies of one of Priya Nair’s devices wrote at once. Nothing is lost.')).toBeVisible({
      timeout: 45_000,
    });
    // Each takes a strand of its own by itself; what was set aside is written again.
    for (const player of [client, one, two]) {
      await goTo(player.page, 'Journal');
      for (const words of ['Before the copy.', 'From the one.', 'From its copy.'])
        await expect(noteWith(player, words)).toHaveCount(1, { timeout: 45_000 });
    }
    await writeNote(two, 'And on from there.');
    await writeNote(one, 'Both go on.');
    for (const words of ['And on from there.', 'Both go on.'])
      for (const player of [client, one, two]) await expect(noteWith(player, words)).toHaveCount(1, { timeout: 30_000 });
    expectOnlyOwnOrigin(client, server);
    await Promise.all([one, two].map(({ context }) => context.close()));
  } finally {
    await client.context.close();
    await server.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
