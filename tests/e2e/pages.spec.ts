import { expect, test } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, PHONE, startServer, writeNote } from './cast.ts';

test('the client names pages, orders them, adds one, puts one away and begins one afresh', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  const { page } = client;
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair' });
  await writeNote(client, 'From before.');
  await goTo(page, 'My pages');

  await page.getByRole('button', { name: 'Rename Journal' }).click();
  await page.getByLabel('Name of Journal').fill('Day by day');
  await page.getByRole('button', { name: 'Use this name' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Day by day' })).toBeVisible();
  const bar = priya.page.getByRole('navigation', { name: 'Places' });
  await expect(bar.getByRole('link', { name: 'Day by day' })).toBeVisible();

  await page.getByRole('button', { name: 'Move Day by day up' }).click();
  const order = page.getByRole('main').locator('ol > li a');
  await expect(order.nth(1)).toHaveText('Day by day');
  await expect(order.nth(2)).toHaveText('My plan');
  await expect.poll(async () => (await bar.getByRole('link').allTextContents()).map((text) => text.trim()).indexOf('Day by day')).toBe(2);

  await page.getByRole('button', { name: 'Add a page' }).click();
  await page.getByLabel('What is it for?').selectOption('Health');
  await page.getByLabel('Its name').fill('My teeth');
  await page.getByRole('button', { name: 'Add this page' }).click();
  await page.getByRole('main').getByRole('link', { name: 'My teeth' }).click();
  await expect(page.getByText('Only you will read this.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'My teeth', level: 1 })).toBeVisible();
  await expect(bar.getByRole('link', { name: 'My teeth' })).toHaveCount(0);

  await goTo(page, 'My pages');
  await page.getByText('More', { exact: true }).and(page.getByLabel('More for My teeth')).click();
  await page.getByRole('button', { name: 'Put My teeth away' }).click();
  await expect(page.getByRole('region', { name: 'Put away' }).getByRole('link', { name: 'My teeth' })).toBeVisible();

  await page.getByLabel('More for Day by day').click();
  await page.getByRole('button', { name: 'Begin Day by day afresh' }).click();
  await page.getByRole('button', { name: 'Yes, begin afresh' }).click();
  const put = page.getByRole('region', { name: 'Put away' });
  await expect(put.getByRole('link', { name: 'Day by day' })).toBeVisible();
  // The new one is empty; the old one still has its words.
  await page.getByRole('main').locator('ol').getByRole('link', { name: 'Day by day' }).click();
  await expect(page.getByRole('heading', { name: 'Day by day', level: 1 })).toBeVisible();
  await expect(page.getByText('From before.')).toHaveCount(0);
  await goTo(page, 'My pages');
  await put.getByRole('link', { name: 'Day by day' }).click();
  await expect(page.getByText('From before.')).toBeVisible();

  // Nobody but the client arranges pages.
  await expect(bar.getByRole('link', { name: 'My pages' })).toHaveCount(0);
  await priya.page.evaluate(() => (location.hash = '#/pages'));
  await expect(priya.page.getByRole('button', { name: /^Rename/ })).toHaveCount(0);
  for (const player of [client, priya]) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
});
