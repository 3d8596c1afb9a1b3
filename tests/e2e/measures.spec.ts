import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, PHONE, startServer } from './cast.ts';
import type { Player } from './cast.ts';

const PAGE = 'How it is going';
/** What a person takes to look before each tap. */
const LOOKING_MS = 1500;

const inControl = (page: Page) => page.getByRole('region', { name: 'In control' });

/** Rates and keeps; `answer` as its button says. */
const rate = async (page: Page, answer: string): Promise<void> => {
  const measure = inControl(page);
  await measure.getByRole('button', { name: 'Rate: In control' }).click();
  await measure.getByRole('radio', { name: answer, exact: true }).check();
  await measure.getByRole('button', { name: 'Keep this' }).click();
};

const pack = {
  format: 1,
  id: 'sleep',
  version: '1',
  name: 'Sleep',
  language: 'en',
  intro: 'Think of last night.',
  items: [
    { id: 'sleep', words: 'How did I sleep?', least: 0, most: 4, step: 1, leastWords: 'Badly', mostWords: 'Well' },
    { id: 'rested', words: 'Did I wake up rested?', least: 0, most: 4, step: 1, leastWords: 'No', mostWords: 'Yes' },
    { id: 'bed', words: 'Was the bed all right?', least: 0, most: 4, step: 1, leastWords: 'No', mostWords: 'Yes' },
    { id: 'noise', words: 'Was it quiet?', least: 0, most: 4, step: 1, leastWords: 'No', mostWords: 'Yes' },
  ],
  better: 'higher',
  by: ['me', 'together'],
  everyDays: 7,
  reliableChange: null,
  licence: { spdx: null, text: 'By letter of 3 May 2026 to Harbour Bridge.', url: '' },
  attribution: '',
  source: 'Written for this test',
  wording: '0'.repeat(64),
};
const load = async (page: Page, contents: unknown): Promise<void> => {
  const buffer = Buffer.from(typeof contents === 'string' ? contents : JSON.stringify(contents));
  await page.getByLabel('The file of the measure').setInputFiles({ name: 'pack.json', mimeType: 'application/json', buffer });
};

test('a rating is given by taps on a phone in under 20 seconds', async ({ browser }) => {
  const server = await startServer();
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const client: Player = { name: 'client', context, page: await context.newPage(), asked: [], errors: [] };
  await makeRecord(client, server, 'Sam');
  const { page } = client;
  const started = Date.now();
  let taps = 0;
  const tap = async (target: ReturnType<Page['getByRole']>) => {
    await page.waitForTimeout(LOOKING_MS);
    await target.tap();
    taps += 1;
  };
  await tap(page.getByRole('link', { name: 'More', exact: true }));
  await tap(page.getByRole('main').getByRole('link', { name: new RegExp(`^${PAGE}`) }));
  await tap(page.getByRole('button', { name: 'Rate: In control' }));
  await tap(inControl(page).getByRole('radio', { name: '7', exact: true }));
  await tap(page.getByRole('button', { name: 'Keep this' }));
  await expect(inControl(page).getByText(/^Me: 7 of 10 on /)).toBeVisible();
  const seconds = (Date.now() - started) / 1000;
  console.log(
    `A rating from home to kept: ${taps} taps, ${seconds.toFixed(1)} s (${(LOOKING_MS / 1000).toFixed(1)} s of looking before each)`,
  );
  expect(seconds).toBeLessThan(20);
  await context.close();
  await server.close();
});

test('the person’s own rating leads, a worker’s stands beside it, and neither is the other’s', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const worker = await createPlayer(browser, 'worker', LAPTOP);
  await makeRecord(client, server, 'Sam');
  await join(client, worker, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' }, { [PAGE]: 'reads and writes' });
  await goTo(client.page, PAGE);
  await goTo(worker.page, PAGE);

  await rate(client.page, '4');
  await expect(inControl(worker.page).getByText(/^Sam: 4 of 10 on /)).toBeVisible();
  // Nobody but the person can say that it is theirs.
  await inControl(worker.page).getByRole('button', { name: 'Rate: In control' }).click();
  await expect(inControl(worker.page).getByRole('radio', { name: 'What I think' })).toBeChecked();
  await expect(inControl(worker.page).getByRole('radio', { name: 'Mine' })).toHaveCount(0);
  await inControl(worker.page).getByRole('button', { name: 'Cancel' }).click();
  await rate(worker.page, '7');
  await expect(inControl(client.page).getByText('Me: 4 of 10. Priya Nair: 7 of 10. That is 3 points apart.')).toBeVisible();
  await expect(inControl(worker.page).getByText('Sam: 4 of 10. Priya Nair: 7 of 10. That is 3 points apart.')).toBeVisible();
  for (const { page } of [client, worker]) await expect(inControl(page).getByText('5.5')).toHaveCount(0);

  // No number is an answer of its own, in words.
  await rate(client.page, 'I do not want to say');
  await inControl(worker.page).getByText('Show the numbers').click();
  await expect(inControl(worker.page).getByRole('cell', { name: /Chose not to say/ })).toBeVisible();

  // The client alone keeps a value out of reports.
  await inControl(client.page).getByText('All 3 times this was answered').click();
  await inControl(client.page).getByRole('checkbox', { name: 'Not in reports' }).last().check();
  await inControl(worker.page).getByText('All 3 times this was answered').click();
  await expect(inControl(worker.page).getByText('Not in reports')).toHaveCount(1);
  await expect(inControl(worker.page).getByRole('checkbox')).toHaveCount(0);

  // The four questions of ONS are the person's own to answer; a worker can write it together with them.
  const ons = worker.page.getByRole('region', { name: /ONS4/ });
  await ons.getByRole('button', { name: /^Rate/ }).click();
  await expect(ons.getByRole('radio', { name: 'What I think' })).toHaveCount(0);

  await client.page.getByRole('button', { name: 'Count something' }).click();
  await client.page.getByRole('radio', { name: 'Good days' }).check();
  await client.page.getByRole('button', { name: 'One more' }).click();
  await client.page.getByRole('button', { name: 'Keep this count' }).click();
  await expect(worker.page.getByText(/^Good days: 2 \(/)).toBeVisible();
  await worker.page.getByRole('button', { name: 'Write down a score' }).click();
  await worker.page.getByRole('button', { name: 'Keep this score' }).click();
  await expect(worker.page.getByRole('alert')).toContainText('Write the name');
  await worker.page.getByLabel('Which measure?').fill('ReQoL-10');
  await worker.page.getByLabel('The score').fill('22');
  await worker.page.getByLabel('The highest it can be').fill('40');
  await worker.page.getByRole('button', { name: 'Keep this score' }).click();
  await expect(client.page.getByText('22, on a scale from 0 to 40. High is good.')).toBeVisible();

  for (const { page } of [client, worker]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.getByRole('img', { name: /^Picture: How much do I feel in control/ })).toBeVisible();
      await inControl(page).getByRole('img').scrollIntoViewIfNeeded();
      // It is drawn: some of its points have a colour.
      await expect
        .poll(() =>
          inControl(page)
            .locator('canvas')
            .evaluate((canvas: HTMLCanvasElement) =>
              canvas
                .getContext('2d')
                ?.getImageData(0, 0, canvas.width, canvas.height)
                .data.some((byte) => byte > 0),
            ),
        )
        .toBe(true);
      const folder = process.env['AROUND_ME_SCREENS'];
      if (folder)
        await page.screenshot({
          path: `${folder}/progress-${page === client.page ? 'phone' : 'laptop'}-${colorScheme}.png`,
          fullPage: true,
        });
      await expectAccessible(page, `${PAGE} in the ${colorScheme}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  }
  for (const player of [client, worker]) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
});

test('a measure from a file is taken with its licence and in its own words, and else refused in words', async ({ browser }) => {
  test.setTimeout(90_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  await makeRecord(client, server, 'Sam');
  const { page } = client;
  await goTo(page, PAGE);
  await page.getByRole('heading', { name: 'Add a measure' }).click();
  const said = page.getByRole('status').filter({ hasText: /./ });

  await load(page, { ...pack, licence: null });
  await expect(said.getByText(/It has no licence\..*Nothing was added\./)).toBeVisible();
  await load(page, 'not a pack');
  await expect(said.getByText(/It is not the file of a measure/)).toBeVisible();
  await load(page, 'x'.repeat(200_000));
  await expect(said.getByText(/It is too long/)).toBeVisible();
  await load(page, { ...pack, risk: true });
  await expect(said.getByText(/It has a part that this app does not know: risk\./)).toBeVisible();
  // Whoever makes a pack is told the hash of its words.
  await load(page, pack);
  await expect(said.getByText(/Its words were changed\./)).toBeVisible();
  const wording = /[0-9a-f]{64}/.exec((await said.getByText(/Its words were changed\./).textContent()) ?? '')?.[0] ?? '';
  await expect(page.getByRole('region', { name: 'Sleep' })).toHaveCount(0);
  await load(page, { ...pack, wording });
  await expect(said.getByText('Sleep is here now.')).toBeVisible();
  await load(page, { ...pack, wording });
  await expect(said.getByText(/This measure is here already/)).toBeVisible();

  const sleep = page.getByRole('region', { name: 'Sleep', exact: true });
  await sleep.getByRole('button', { name: 'Rate: Sleep' }).click();
  for (const item of pack.items) await sleep.getByRole('group', { name: item.words }).getByRole('radio', { name: '2' }).check();
  await sleep.getByRole('button', { name: 'Keep this' }).click();
  await expect(sleep.getByText(/^Me: 2 of 4 on /)).toHaveCount(4);

  // Look at it together: three at most, and what is agreed is a step on the plan.
  await sleep.getByRole('button', { name: 'Look at it together' }).click();
  for (const item of pack.items.slice(0, 3))
    await sleep.getByRole('checkbox', { name: new RegExp(item.words.replace('?', '\\?')) }).check();
  await expect(sleep.getByRole('checkbox', { name: /Was it quiet/ })).toBeDisabled();
  await expectAccessible(page, 'picking what to talk about');
  await sleep.getByRole('button', { name: 'Talk about these' }).click();
  const talk = sleep.getByRole('region', { name: 'How did I sleep?' });
  await talk.getByLabel(/^Understand/).fill('The door bangs all night.');
  await talk.getByRole('button', { name: 'Add a step to the plan' }).click();
  await talk.getByLabel('What is the step?').fill('Ask for a room at the back');
  await talk.getByRole('button', { name: 'Add a step', exact: true }).click();
  await expect(talk.getByText('Ask for a room at the back')).toBeVisible();
  await expectAccessible(page, 'talking about three things');
  await sleep.getByRole('button', { name: 'Keep what we said' }).click();
  await sleep.getByText('All 1 time this was answered').click();
  await expect(sleep.getByText('The door bangs all night.')).toBeVisible();
  await goTo(page, 'My plan');
  await expect(page.getByText('Ask for a room at the back')).toBeVisible();

  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();
});
