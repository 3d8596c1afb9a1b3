import { expect, test } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, LAPTOP, PHONE, readPictures, startServer } from './cast.ts';
import { focused, press, type } from './keys.ts';

test('the main job with nothing but a keyboard @main-job', async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  const { page } = client;

  await page.goto(server.url);
  await press(page, /^This is about me/);
  await type(page, /^What should your team call you/, 'Sam');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your recovery words' })).toBeVisible();
  await press(page, 'I wrote them down');
  await press(page, 'Invite someone');
  await type(page, /^Who is it/, 'Priya');
  await press(page, 'Make the invitation');
  const link = await page.getByLabel('The link').inputValue();

  await priya.page.goto(link);
  await type(priya.page, 'Your name', 'Priya Nair');
  await type(priya.page, 'Your role', 'Lead worker');
  await press(priya.page, 'Ask to join');
  const pictures = await readPictures(priya);
  await press(page, pictures.join(' '));
  await press(page, 'Yes, let Priya Nair in');
  await press(page, 'Back to my people');
  await expect(page.getByRole('link', { name: /Priya Nair/ })).toBeVisible();

  await press(priya.page, 'Journal');
  await press(priya.page, 'Write a note');
  await type(priya.page, 'What happened?', 'We had tea.');
  await press(priya.page, 'Keep this note');
  await press(page, 'Journal');
  await expect(page.getByText('We had tea.')).toBeVisible();
  await press(page, 'Answer');
  await type(page, 'Answer', 'It was good.');
  await press(page, 'Keep this answer');
  await expect(priya.page.getByText('It was good.')).toBeVisible();

  await press(page, 'People');
  await press(page, /^Priya Nair/);
  await press(page, 'Take Priya Nair off my team');
  await expect(page.getByRole('dialog')).toBeVisible();
  await press(page, 'Take Priya Nair off my team');
  await expect(priya.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible();
  for (const player of [client, priya]) expectOnlyOwnOrigin(player, server);
  await client.context.close();
  await priya.context.close();
  await server.close();
});

test('the first Tab leads off the page, the second one past the places', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', LAPTOP);
  await client.page.goto(server.url);
  await expect(client.page.getByRole('heading', { name: 'Who is around you?' })).toBeVisible();
  await client.page.keyboard.press('Tab');
  expect(await focused(client.page)).toBe('Leave this page');
  await client.page.keyboard.press('Tab');
  expect(await focused(client.page)).toBe('Skip to the page');
  await client.context.close();
  await server.close();
});
