import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  createPlayer,
  expectOnlyOwnOrigin,
  goTo,
  join,
  LAPTOP,
  letIn,
  makeInvitation,
  makeRecord,
  PHONE,
  readPictures,
  startServer,
  writeNote,
} from './cast.ts';

/** The databases of this browser that hold anything of a record. */
const databases = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name = '' }) => (name === 'around-me' ? [] : [name])));

test('a shared computer keeps nothing after closing, and nothing after the browser was shut', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', LAPTOP);
  const { page } = client;
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Yes, keep nothing here' }).click();
  await expect(page.getByRole('heading', { name: 'Shared computer' })).toBeVisible();
  await makeRecordHere(page);
  await writeNote(client, 'Only for today.');
  // Loading the page anew is no closing.
  await page.reload();
  await goTo(page, 'Journal');
  await expect(page.getByText('Only for today.')).toBeVisible();
  expect((await databases(page)).some((name) => name.startsWith('ledger-'))).toBe(true);

  await page.getByRole('button', { name: 'Close, and keep nothing' }).click();
  await expect(page.getByRole('button', { name: /Open my record/ })).toHaveCount(0);
  await expect.poll(async () => (await databases(page)).filter((name) => name.startsWith('ledger-'))).toEqual([]);

  // The browser is shut with the record open; whoever comes next starts with nothing.
  await makeRecordHere(page);
  await writeNote(client, 'Forgotten to close.');
  await page.close();
  client.page = await client.context.newPage();
  await client.page.goto(server.url);
  await expect(client.page.getByRole('heading', { name: 'Who is around you?' })).toBeVisible();
  await expect(client.page.getByRole('button', { name: /Open my record/ })).toHaveCount(0);
  await expect.poll(() => databases(client.page)).toEqual([]);
  expect(await client.page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('passing');
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();

  async function makeRecordHere(of: Page): Promise<void> {
    await of.getByRole('link', { name: /This is about me/ }).click();
    await expect(of.getByText('This is a shared computer.')).toBeVisible();
    await of.getByLabel('What should your team call you?').fill('Sam');
    await of.getByRole('button', { name: 'Make my record' }).click();
    await of.getByRole('button', { name: 'I wrote them down' }).click();
  }
});

test('a tab that is used as a shared computer leaves alone what is kept on the device', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', LAPTOP);
  await makeRecord(client, server, 'Sam');
  await goTo(client.page, 'Device');
  await client.page.getByRole('button', { name: 'Close the record' }).click();
  await client.page.getByRole('button', { name: 'Yes, keep nothing here' }).click();
  await expect(client.page.getByRole('button', { name: /Open my record/ })).toHaveCount(0);
  await client.page.getByRole('button', { name: 'No, this is my own computer' }).click();
  await expect(client.page.getByRole('button', { name: /Open my record/ })).toBeVisible();
  await client.context.close();
  await server.close();
});

test('no title, address or notification holds a name or a word of the record', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  for (const { context } of [client, priya])
    await context.addInitScript(() => {
      const shown = function (): void {
        document.title = 'A notification was shown.';
      };
      Object.defineProperty(globalThis, 'Notification', { value: Object.assign(shown, { permission: 'default' }) });
    });
  await makeRecord(client, server, 'Samantha');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
  await writeNote(priya, 'Wellington told Samantha.');
  for (const { page } of [client, priya]) {
    await page.evaluate(() => (location.hash = '#/more'));
    await page.getByRole('main').locator('a[href^="#/page"]').first().waitFor();
    const places = await page
      .getByRole('main')
      .locator('a[href^="#/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const people = await page
      .evaluate(() => (location.hash = '#/'))
      .then(() => page.locator('main a[href*="person"]').first().getAttribute('href'));
    for (const place of [...places, people ?? '', '#/sees', '#/card', '#/invite', '#/']) {
      await page.evaluate((hash) => (location.hash = hash), place);
      await page.waitForTimeout(150);
      const { title, href, state } = await page.evaluate(() => ({
        title: document.title,
        href: location.href,
        state: JSON.stringify(history.state),
      }));
      expect(title).toBe('Around Me');
      expect(href.slice(server.url.length)).toMatch(/^(#\/[a-z-]*(\/[a-z-]+)?(\/([0-9a-f]{16,}|client))?)?$/);
      expect(state).toMatch(/^(null|\{\})$/);
    }
  }
  for (const player of [client, priya]) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
});

const expectLeft = async (page: Page): Promise<void> => {
  await page.waitForURL(/leave\.html$/);
  await expect(page.getByRole('heading', { name: 'Shopping list' })).toBeVisible();
};

test('Leave this page works from a dialog, while somebody types, and while the record opens; going back leads nowhere', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const { page } = client;
  await makeRecord(client, server, 'Sam');

  // From a dialog: by its own button, and by the keyboard.
  for (const way of ['button', 'keys'] as const) {
    await goTo(page, 'Device');
    await page.getByRole('button', { name: 'Take this record off this device' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    if (way === 'button') await dialog.getByRole('button', { name: 'Leave this page' }).click();
    else for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
    await expectLeft(page);
    await page.goBack();
    await expectLeft(page);
    await page.goto(server.url);
    await page.getByRole('button', { name: /Open my record/ }).click();
    await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  }

  // While somebody types.
  await goTo(page, 'Journal');
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByLabel('What happened?').fill('Half a sentence');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
  await expectLeft(page);

  // While the record opens: the button is there before anything else is.
  await page.goto(server.url);
  await page.getByRole('button', { name: /Open my record/ }).click();
  await page.getByRole('button', { name: 'Leave this page' }).nth(1).click();
  await expectLeft(page);
  await page.goBack();
  await expectLeft(page);
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();
});

test('the app can have another name and picture on the home screen, and still starts without a network', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const { page } = client;
  await makeRecord(client, server, 'Sam');
  await goTo(page, 'Device');
  await page.getByLabel('Notes', { exact: true }).check();
  await expect(page).toHaveTitle('Notes');
  const devtools = await client.context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Notes', short_name: 'Notes', id: 'around-me' });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await page.evaluate(async () => navigator.serviceWorker.ready);
  await client.context.setOffline(true);
  await page.reload();
  await expect(page).toHaveTitle('Notes');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  expect(await page.locator('.brand img').count()).toBeLessThanOrEqual(1);
  await client.context.close();
  await server.close();
});

test('the screen is covered while the app is out of sight, where somebody asked for it', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const { page } = client;
  await makeRecord(client, server, 'Sam');
  const hide = (state: 'hidden' | 'visible') =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await hide('hidden');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await hide('visible');
  await goTo(page, 'Device');
  await page.getByLabel('Hide the screen when I look at another app').check();
  await hide('hidden');
  const cover = page.getByRole('dialog', { name: 'Tap to go on' });
  const box = await cover.boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, ...PHONE });
  await hide('visible');
  await expect(cover).toBeVisible();
  await cover.getByRole('button').click();
  await expect(page.getByRole('heading', { name: 'This device', level: 1 })).toBeVisible();
  await client.context.close();
  await server.close();
});

test('whoever joins can hide their network address from the first link on', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  await makeRecord(client, server, 'Sam');
  const link = await makeInvitation(client, 'Priya');
  await priya.page.goto(link);
  await priya.page.getByLabel('Yes, hide my address').check();
  await expect(priya.page.getByText('Hiding needs a relay.')).toBeVisible();
  await askToJoinHere(priya.page);
  await letIn(client, await readPictures(priya), 'Priya Nair');
  await expect(priya.page.getByRole('heading', { name: 'You are in' })).toBeVisible();
  await goTo(priya.page, 'Device');
  await expect(priya.page.getByText('Relay only')).toBeVisible();
  // With no relay there is no link: never a link that shows the address.
  await priya.page.waitForTimeout(4000);
  await expect(priya.page.getByText('Linked now:')).toHaveCount(0);
  await client.context.close();
  await priya.context.close();
  await server.close();

  async function askToJoinHere(page: Page): Promise<void> {
    await page.getByLabel('Your name').fill('Priya Nair');
    await page.getByRole('button', { name: 'Ask to join' }).click();
  }
});
