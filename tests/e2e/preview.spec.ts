import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { countSnapshot, createPlayer, goTo, lookAway, makeRecord, noteWith, PHONE, startServer, writeNote } from './cast.ts';
import type { Player, Server } from './cast.ts';

// What is shown while the record is opened. The gate is held up where a test has to look at what is there before it is through.

let server: Server;
let sam: Player;

test.beforeEach(async ({ browser }) => {
  server = await startServer();
  sam = await createPlayer(browser, 'Sam', PHONE);
});

test.afterEach(async () => {
  await sam.context.close();
  await server.close();
});

const keepNote = async (words: string) => {
  await writeNote(sam, words);
  await expect(noteWith(sam, words)).toContainText('Kept here');
};

/** No signature is checked from the next start on before `globalThis.letThrough()` is called. */
const holdUpTheGate = (player: Player) =>
  player.context.addInitScript(() => {
    const verify = Reflect.get(SubtleCrypto.prototype, 'verify') as (...args: unknown[]) => Promise<boolean>;
    const open = new Promise<void>((resolve) => Object.assign(globalThis, { letThrough: resolve }));
    SubtleCrypto.prototype.verify = async function (...args: unknown[]) {
      await open;
      return Reflect.apply(verify, this, args);
    };
  });

const letThrough = (page: Page) => page.evaluate(() => (globalThis as unknown as { letThrough: () => void }).letThrough());

test('a reload shows the page before the gate is through, and a note begun then is kept after', async () => {
  await makeRecord(sam, server, 'Sam');
  await keepNote('The heron came back');
  await lookAway(sam);

  await holdUpTheGate(sam);
  await sam.page.reload();
  const { page } = sam;
  await expect(page.getByRole('article').filter({ hasText: 'The heron came back' })).toBeVisible();
  await expect(page.getByText('Your record is opening.')).toBeVisible();
  await page.getByRole('button', { name: 'Write a note' }).click();
  const field = page.getByLabel('What happened?');
  await field.fill('Two herons now');
  await page.getByRole('button', { name: 'Keep this note' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);

  await letThrough(page);
  await expect(page.getByRole('article').filter({ hasText: 'Two herons now' })).toContainText('Kept here');
  await expect(page.getByText('Your record is opening.')).toBeHidden();
  expect(sam.errors).toEqual([]);
});

test('the form that is open, its words and the place on the page stay when the record takes over', async () => {
  await makeRecord(sam, server, 'Sam');
  for (let i = 0; i < 6; i++) await keepNote(`Note number ${String(i)}`);
  await lookAway(sam);

  await holdUpTheGate(sam);
  await sam.page.reload();
  const { page } = sam;
  await page.getByRole('button', { name: 'Write a note' }).click();
  const field = page.getByLabel('What happened?');
  await expect(field).toHaveAttribute('contenteditable', 'true');
  await field.fill('Half a sentence');
  await field.evaluate((element) => element.setAttribute('data-same', 'yes'));
  await page.evaluate(() => window.scrollTo(0, 240));
  const before = await page.evaluate(() => window.scrollY);

  await letThrough(page);
  await expect(page.getByText('Your record is opening.')).toBeHidden();
  await expect(field).toHaveText('Half a sentence');
  await expect(field).toHaveAttribute('data-same', 'yes');
  await expect(field).toBeFocused();
  // The line that said so is gone from above; nothing else moved.
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(120);
});

test('a record that was forgotten leaves no snapshot behind', async () => {
  await makeRecord(sam, server, 'Sam');
  await keepNote('The heron came back');
  await lookAway(sam);
  const { page } = sam;
  await goTo(page, 'Device');
  await page.getByRole('button', { name: 'Take this record off this device' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it off this device for good' }).click();
  await expect(page.getByRole('link', { name: /This is about me/ })).toBeVisible();
  expect(await page.evaluate(countSnapshot)).toBe(0);
});
