import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { createPlayer, cutOff, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, openFromDoors, PHONE, startServer } from './cast.ts';

const addContact = async (page: Page, name: string, phone: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add someone to call' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Phone number').fill(phone);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('link', { name: `Call ${name}` })).toBeVisible();
};

const callsIn = (page: Page): Locator => page.getByRole('region', { name: 'Who I call' }).getByRole('link', { name: /^Call/ });

test('a plan for hard days opens first, calls with one tap, works with no network, and prints', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair' });
  const { page } = client;

  await page
    .getByRole('main')
    .getByRole('link', { name: /^Keeping safe/ })
    .click();
  await expect(page.getByRole('link', { name: 'Call 999' }).first()).toHaveAttribute('href', 'tel:999');
  await addContact(page, 'My sister', '07700 900123');
  await addContact(page, 'Priya', '07700 900456');
  await expect(callsIn(page)).toHaveText(['Call My sister', 'Call Priya']);
  await page.getByRole('button', { name: 'Move Priya up' }).click();
  await expect(callsIn(page)).toHaveText(['Call Priya', 'Call My sister']);
  await expect(callsIn(page).first()).toHaveAttribute('href', 'tel:07700900456');
  await expect(page.getByRole('link', { name: 'Text Priya' })).toHaveAttribute('href', 'sms:07700900456');

  await page.getByRole('button', { name: 'Change: Signs that things get hard' }).click();
  await page.getByRole('textbox', { name: 'Signs that things get hard' }).fill('I stop answering texts.');
  await page.getByLabel('My own name for this part').fill('How you can tell');
  await page.getByRole('button', { name: 'Use this name' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'How you can tell' })).toBeVisible();

  // The lead worker reads it, in the client's order and under the client's name for it.
  await goTo(priya.page, 'Keeping safe');
  await expect(priya.page.getByText('I stop answering texts.')).toBeVisible();
  await expect(priya.page.getByRole('heading', { name: 'How you can tell' })).toBeVisible();
  await expect(callsIn(priya.page)).toHaveText(['Call Priya', 'Call My sister']);

  // Straight from the first screen, with no network.
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await cutOff(client);
  await goTo(page, 'Device');
  await page.getByRole('button', { name: 'Close the record' }).click();
  await page.getByRole('button', { name: 'Keeping safe' }).click();
  await expect(page.getByText('I stop answering texts.')).toBeVisible();

  // On paper: the card alone, at the size that it says.
  await page.getByRole('link', { name: 'Print a card' }).click();
  await page.getByLabel('A name on it').fill('Sam');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('I stop answering texts.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Leave this page' }).last()).toBeHidden();
  const card = await page.locator('.paper').boundingBox();
  expect((card?.width ?? 0) / (96 / 25.4)).toBeCloseTo(171.2, 0);
  expect((card?.height ?? 0) / (96 / 25.4)).toBeCloseTo(54, -1);

  for (const player of [client, priya]) expectOnlyOwnOrigin(player, server);
  await client.context.close();
  await priya.context.close();
  await server.close();
});

test('health, home and money, and justice hold dates, letters, people and facts, for the client alone', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const { page } = client;
  await makeRecord(client, server, 'Sam');
  await goTo(page, 'Health');
  await expect(page.getByText('Only you will read this.')).toBeVisible();

  await page.getByRole('button', { name: 'Add a date' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Write a few words here first.')).toBeVisible();
  await page.getByLabel('What is it?').fill('Dentist');
  await page.getByLabel('Which day?').first().fill('2099-04-01');
  await page.getByLabel('What time?').fill('10:30');
  // What was begun is there after the app was closed.
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole('button', { name: 'Add a date' }).click();
  await expect(page.getByLabel('What is it?')).toHaveValue('Dentist');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('article', { name: 'Dentist' })).toContainText('1 April 2099, 10:30');

  await page.getByRole('button', { name: 'Add a letter to chase' }).click();
  await page.getByLabel('What are we waiting for?').fill('Scan results');
  await page.getByLabel('When did we ask?').fill('2020-01-01');
  await page.getByRole('button', { name: 'Keep it' }).click();
  const letter = page.getByRole('article', { name: 'Scan results' });
  await expect(letter).toContainText('days of waiting');
  await letter.getByLabel('How it stands: Scan results').selectOption('It came');
  await expect(page.getByText('1 letter no longer chased')).toBeVisible();

  await page.getByRole('button', { name: 'Add something good to know' }).click();
  await page.getByLabel('What is it about?').fill('GP surgery');
  await page.getByLabel('What is so?').fill('Harbour Road');
  await page.getByRole('button', { name: 'Keep it' }).click();
  const fact = page.getByRole('article', { name: 'GP surgery' });
  await fact.getByRole('button', { name: 'Change: GP surgery' }).click();
  await fact.getByLabel('What is so?').fill('Bridge Street');
  await fact.getByRole('button', { name: 'Keep it' }).click();
  await expect(fact).toContainText('Bridge Street');
  await fact.getByText('More', { exact: true }).click();
  await fact.getByRole('button', { name: 'Take this away' }).click();
  await expect(fact.getByText('Taken away by You')).toBeVisible();

  // Another area is another page.
  await goTo(page, 'Justice');
  await expect(page.getByText('Dentist')).toHaveCount(0);
  await goTo(page, 'Health');
  await openAgain(page);
  await expect(page.getByRole('article', { name: 'Dentist' })).toBeVisible();
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();

  async function openAgain(of: Page): Promise<void> {
    await goTo(of, 'Device');
    await of.getByRole('button', { name: 'Close the record' }).click();
    await openFromDoors(client, /Open my record/);
    await goTo(of, 'Health');
  }
});
