import { expect, test } from '@playwright/test';
import {
  createPlayer,
  createTeam,
  endTeam,
  expectOnlyOwnOrigin,
  goTo,
  join,
  LAPTOP,
  makeRecord,
  letSee,
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

test('old words are told with who wrote them when, and the client brings them back', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await letSee(client, 'Priya Nair', 'About me', 'reads and writes');
  await goTo(client.page, 'About me');
  const mine = client.page.getByLabel('What I am good at');
  await mine.fill('I am patient.');
  await mine.blur();
  await goTo(priya.page, 'About me');
  const hers = priya.page.getByLabel('What I am good at');
  await expect(hers).toHaveText('I am patient.', { timeout: 30_000 });
  await hers.fill('He can wait.');
  await hers.blur();
  await expect(mine).toHaveText('He can wait.', { timeout: 30_000 });
  await client.page.locator('#item-strengths').getByRole('button', { name: 'Old words' }).click();
  const dialog = client.page.getByRole('dialog');
  await expect(dialog).toContainText('I am patient.');
  await expect(dialog).toContainText('Priya Nair');
  await dialog.getByRole('button', { name: 'Bring these words back' }).click();
  await expect(mine).toHaveText('I am patient.');
  await expect(hers).toHaveText('I am patient.', { timeout: 30_000 });
  await endTeam(team);
});

test('everything is on one line of time, by page and kind, and folds by month', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const { page } = client;
  await page.goto(server.url);
  await page.getByRole('button', { name: /Look around first/ }).click();
  await goTo(page, 'Timeline');
  // What is far below the screen is not drawn.
  await page.getByRole('button', { name: /^Show all \d+/ }).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 300);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.getByText('Choose what to see').click();
  await page.getByLabel('What kind').selectOption('A goal');
  await expect(page.getByText(/of \d+ things shown/)).toBeVisible();
  for (const name of await page.getByRole('article').getByRole('link').allTextContents()) expect(name).toBe('A goal');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: 'Fold all months' }).click();
  await expect(page.getByRole('article')).toHaveCount(0);
  await page
    .getByRole('button', { name: /things?$/, expanded: false })
    .first()
    .click();
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page).toHaveURL(/#\/page\/[a-z-]+\/[^/]+\/[0-9a-f]{32}$/);
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();
});

test('the client sees who has looked, and the record through somebody’s eyes, now and with another right; nothing is written', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await goTo(priya.page, 'Journal');
  await goTo(client.page, 'Who has looked');
  await expect(client.page.getByText(/Priya Nair: (just now|\d)/).first()).toBeVisible({ timeout: 30_000 });
  await writeNote(client, 'A note that Priya reads.');
  await goTo(client.page, 'People');
  await client.page.getByRole('link', { name: 'Priya Nair' }).click();
  await client.page.getByRole('link', { name: 'Look as Priya Nair' }).click();
  await client.page.getByRole('button', { name: 'Look as Priya Nair', exact: true }).click();
  await expect(client.page.getByText('You see this as Priya Nair does.')).toBeVisible();
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'A note that Priya reads.')).toBeVisible();
  await expect(client.page.getByRole('button', { name: 'Write a note' })).toHaveCount(0);
  await expect(noteWith(client, 'A note that Priya reads.').getByRole('button')).toHaveCount(0);
  // What is not shared with her is not there, nor its name.
  await client.page.getByRole('link', { name: 'More', exact: true }).click();
  await expect(client.page.getByRole('main').getByRole('link', { name: 'Just me' })).toHaveCount(0);
  await expect(client.page.getByRole('main').getByRole('link', { name: 'Health' })).toHaveCount(0);
  await client.page.getByRole('button', { name: 'Back to my own view' }).click();
  await client.page.getByLabel('Health', { exact: true }).selectOption('reads it');
  await client.page.getByRole('button', { name: 'Look as Priya Nair would then' }).click();
  await goTo(client.page, 'Health');
  await expect(client.page.getByRole('heading', { level: 1, name: 'Health' })).toBeVisible();
  await client.page.getByRole('button', { name: 'Back to my own view' }).click();
  // It was a look and no change: she still does not see the page.
  await priya.page.getByRole('link', { name: 'Home' }).click();
  await expect(priya.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Health' })).toHaveCount(0);
  await goTo(priya.page, 'As the person sees it');
  await expect(priya.page.getByText('Sam sees every word on every page.')).toBeVisible();
  await endTeam(team);
});

test('a worker with two records sees what each asks of them today, and nothing of it is kept', async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const sam = await createPlayer(browser, 'Sam', PHONE);
  const kit = await createPlayer(browser, 'Kit', PHONE);
  const worker = await createPlayer(browser, 'Priya', LAPTOP);
  const card = { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' };
  await makeRecord(sam, server, 'Sam');
  const sees = { 'My plan': 'reads and writes' } as const;
  await join(sam, worker, card, sees);
  await makeRecord(kit, server, 'Kit');
  await join(kit, worker, card, sees);
  await goTo(kit.page, 'My plan');
  await kit.page.getByRole('button', { name: 'Add a step without a goal' }).click();
  await kit.page.getByLabel('What is the step?').fill('Ring the hostel');
  await kit.page.getByLabel('Who is asked to do it?').selectOption('Priya Nair');
  await kit.page.getByLabel('By when').fill('2026-01-05');
  await kit.page.getByRole('button', { name: 'Add a step', exact: true }).click();
  await goTo(worker.page, 'My plan');
  await expect(worker.page.getByText('Ring the hostel')).toBeVisible({ timeout: 30_000 });
  await goTo(worker.page, 'Device');
  await worker.page.getByRole('button', { name: 'Close the record' }).click();
  await worker.page.getByRole('link', { name: 'My day across all records' }).click();
  const of = (name: string) => worker.page.getByRole('region', { name, exact: true });
  await expect(of('Kit')).toContainText('Ring the hostel', { timeout: 30_000 });
  await expect(of('Kit')).toContainText('You are asked');
  await expect(of('Sam')).toContainText('Nothing for today.');
  await of('Kit')
    .getByRole('button', { name: /Open Kit/ })
    .click();
  await expect(worker.page.getByRole('heading', { name: 'Kit’s people' })).toBeVisible();
  for (const player of [sam, kit, worker]) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
});
