import { expect, test } from '@playwright/test';
import {
  createPlayer,
  createTeam,
  endTeam,
  expectOnlyOwnOrigin,
  goTo,
  noteWith,
  PHONE,
  reload,
  startServer,
  takeOff,
  writeNote,
} from './cast.ts';

test('what others wrote since this device looked is told, by page and person, until it is looked at', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await goTo(client.page, 'Journal');
  await goTo(client.page, 'People');
  await writeNote(priya, 'We went to see the flat.');
  const home = client.page.getByRole('link', { name: '1 new thing' });
  await expect(home).toBeVisible({ timeout: 30_000 });
  // The writer's own words are no news to them.
  await goTo(priya.page, 'People');
  await expect(priya.page.getByRole('link', { name: /new thing/ })).toHaveCount(0);
  await home.click();
  await expect(client.page.getByRole('heading', { name: 'Priya Nair: 1 thing' })).toBeVisible();
  await expect(client.page.getByText('We went to see the flat.')).toBeVisible();
  // What is new is known after the app was closed, too: this device keeps it for itself.
  await reload(client);
  await goTo(client.page, 'What is new');
  await client.page.getByRole('link', { name: 'A note', exact: true }).click();
  await expect(noteWith(client, 'We went to see the flat.')).toBeFocused();
  // Once the page was on the screen for a moment.
  const bar = client.page.getByRole('navigation', { name: 'Places' });
  await expect(bar.getByRole('link', { name: 'Journal', exact: true })).not.toHaveAttribute('aria-describedby', /./);
  await goTo(client.page, 'People');
  await expect(client.page.getByRole('link', { name: /new thing/ })).toHaveCount(0, { timeout: 10_000 });
  await endTeam(team);
});

test('words are found on every page that this device reads, with typos and without accents, and leave with the page', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await writeNote(client, 'Coffee at the Café Zürich with my sister.');
  await goTo(priya.page, 'Find');
  const box = priya.page.getByLabel('Words to find');
  await box.fill('zurich');
  await expect(priya.page.locator('mark')).toHaveText('Zürich', { timeout: 30_000 });
  await box.fill('sixter');
  await expect(priya.page.locator('mark')).toHaveText('sister');
  await box.fill('nothing of the kind');
  await expect(priya.page.getByText('Nothing found for')).toBeVisible();
  await box.fill('caf');
  await priya.page.getByRole('link', { name: 'A note', exact: true }).click();
  await expect(noteWith(priya, 'Café Zürich')).toBeFocused();
  // What comes in later is found without reading everything again.
  await goTo(priya.page, 'Find');
  await priya.page.getByLabel('Words to find').fill('pharmacy');
  await expect(priya.page.getByText('Nothing found for')).toBeVisible();
  await writeNote(client, 'The pharmacy was shut.');
  await expect(priya.page.locator('mark')).toHaveText('pharmacy', { timeout: 30_000 });
  // Nothing of what was looked for is in the address.
  expect(priya.page.url()).not.toContain('pharmacy');
  await takeOff(client, 'Priya Nair');
  await expect(priya.page.getByText('pharmacy')).toHaveCount(0, { timeout: 30_000 });
  await endTeam(team);
});

test('a note is corrected by its writer, and the client’s asking to take it away is answered where all can see', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await writeNote(priya, 'He missed the meeting.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'He missed the meeting.')).toBeVisible({ timeout: 30_000 });
  const hers = noteWith(priya, 'the meeting');
  await hers.getByText('More', { exact: true }).click();
  await hers.getByRole('button', { name: 'Correct my words' }).click();
  await hers.getByLabel('Correct my words').fill('We agreed another day for the meeting.');
  await hers.getByRole('button', { name: 'Keep the new words' }).click();
  const seen = noteWith(client, 'We agreed another day for the meeting.');
  await expect(seen).toContainText('Corrected by Priya Nair', { timeout: 30_000 });
  await seen.getByRole('button', { name: 'What I say to this' }).click();
  await seen.getByLabel('Please take this away').check();
  await seen.getByRole('button', { name: 'Say this' }).click();
  await expect(hers).toContainText('Sam asks you to take this away.', { timeout: 30_000 });
  await hers.getByRole('button', { name: 'Keep it and say why' }).click();
  await hers.getByLabel('Why does it stay?').fill('It is about our own work.');
  await hers.getByRole('button', { name: 'Keep my answer' }).click();
  await expect(seen).toContainText('It is about our own work.', { timeout: 30_000 });
  await expect(seen).toContainText('Please take this away');
  await endTeam(team);
});

test('a long journal draws what is near the screen, and goes to the note that an address names', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  await client.page.goto(server.url);
  await client.page.getByRole('button', { name: /Look around first/ }).click();
  await goTo(client.page, 'Journal');
  await client.page.getByText('Choose what to see').click();
  await client.page.getByLabel('What kind').selectOption('Good news');
  await expect(client.page.getByText(/of \d+ notes shown/)).toBeVisible();
  for (const heading of await client.page.getByRole('article').getByRole('heading').allTextContents()) expect(heading).toBe('Good news');
  await client.page.getByRole('button', { name: 'Show everything' }).click();
  await expect(client.page.getByText(/of \d+ notes shown/)).toHaveCount(0);
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();
});
