import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import {
  askToJoin,
  createPlayer,
  expectOnlyOwnOrigin,
  goTo,
  LAPTOP,
  letIn,
  makeInvitation,
  PHONE,
  readPictures,
  startServer,
  takeOff,
  writeNote,
} from './cast.ts';

/** No screen may be wider than the device, and everything that is tapped is large enough (a file is chosen by its label). */
const expectFits = async (page: Page, screen: string): Promise<void> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${screen}: wider than the screen by`).toBeLessThanOrEqual(0);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, .button, nav a, select, input:not([type=checkbox], [type=radio])')]
      .filter((one) => one.checkVisibility() && !one.matches('.first, .only-read-aloud') && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(small, `${screen}: lower than 44 px`).toEqual([]);
};

for (const [size, viewport] of Object.entries({ phone: PHONE, laptop: LAPTOP })) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen is accessible on a ${size} in the ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(400_000);
      const server = await startServer();
      const client = await createPlayer(browser, 'client', viewport);
      const guest = await createPlayer(browser, 'guest', viewport);
      await client.page.emulateMedia({ colorScheme });
      await guest.page.emulateMedia({ colorScheme });
      const check = async (page: Page, screen: string) => {
        // To be looked at: AROUND_ME_SCREENS names a folder for a picture of every screen.
        const folder = process.env['AROUND_ME_SCREENS'];
        if (folder) await page.screenshot({ path: `${folder}/${size}-${colorScheme}/${screen}.png`, fullPage: true });
        await expectAccessible(page, screen);
        await expectFits(page, screen);
      };
      const { page } = client;

      await page.goto(server.url);
      await expect(page.getByRole('heading', { name: 'Who is around you?' })).toBeVisible();
      await check(page, 'doors');
      await page.getByRole('button', { name: /Look around first/ }).click();
      await expect(page.getByRole('heading', { name: 'My people' })).toBeVisible();
      await check(page, 'made-up home');
      await page.getByRole('button', { name: 'Show as a list' }).click();
      await check(page, 'made-up home as a list');
      for (const place of [
        'About me',
        'My plan',
        'Journal',
        'Keeping safe',
        'Health',
        'Home and money',
        'Justice',
        'How it is going',
        'Just me',
        'My pages',
        'What is new',
        'Timeline',
        'Find',
        'Who has looked',
        'Device',
      ] as const) {
        await goTo(page, place);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await check(page, `made-up ${place}`);
      }
      await goTo(page, 'Find');
      await page.getByLabel('Words to find').fill('the');
      await expect(page.locator('mark').first()).toBeVisible();
      await check(page, 'what was found');
      await goTo(page, 'Timeline');
      await page.getByText('Choose what to see').click();
      await page.getByText('Show this as a table').click();
      await check(page, 'the timeline, filtered and as a table');
      await goTo(page, 'About me');
      await page.getByRole('button', { name: 'Old words' }).first().click();
      await expect(page.getByRole('dialog')).toContainText(/\S/);
      await check(page, 'old words');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await goTo(page, 'People');
      await page.getByRole('link', { name: 'Priya Nair' }).click();
      await page.getByRole('link', { name: 'Look as Priya Nair' }).click();
      await check(page, 'as somebody sees it');
      await page.getByRole('button', { name: 'Look as Priya Nair', exact: true }).click();
      await goTo(page, 'Journal');
      await check(page, 'the journal through somebody’s eyes');
      await page.getByRole('button', { name: 'Back to my own view' }).click();
      await goTo(page, 'My plan');
      await page.getByRole('button', { name: 'Add a step' }).first().click();
      await page.getByRole('button', { name: 'How far along am I?' }).first().click();
      await check(page, 'a new step and a rating');
      await goTo(page, 'Who is doing what');
      await page.getByRole('button', { name: 'Name a new day' }).first().click();
      await check(page, 'who is doing what');
      await goTo(page, 'Meetings');
      await page.getByRole('button', { name: 'Plan a meeting' }).click();
      await check(page, 'a new meeting');
      await page.getByRole('button', { name: 'Keep this meeting' }).click();
      await page.getByRole('button', { name: 'Put it in my calendar' }).click();
      await expect(page.getByRole('link', { name: 'Save the calendar file' })).toBeVisible();
      await check(page, 'a meeting');
      await page.getByRole('link', { name: 'Start the meeting' }).click();
      for (const part of [
        'Who is here',
        'What is going well',
        'What we talk about',
        'What we decide',
        'What gets in the way',
        'Notes we write together',
        'One word each',
      ]) {
        await page.getByRole('link', { name: part, exact: true }).click();
        await expect(page.getByRole('heading', { level: 1, name: part })).toBeVisible();
        await check(page, `a meeting, ${part}`);
      }
      await goTo(page, 'Team learning');
      await page.getByRole('button', { name: 'Start from something else' }).click();
      await check(page, 'team learning');
      const parts: Readonly<Record<string, string | null>> = {
        'Looking back': 'Write a look back',
        'What gets in the way': 'Tell of a barrier',
        'Thank-yous': null,
        'Who turned up, what was promised': null,
        'Who stayed': 'Add a time that we came through',
        'Team review': 'Give my view',
        'How is my team?': 'Say how my team is',
      };
      for (const [part, button] of Object.entries(parts)) {
        await goTo(page, 'Team learning');
        await page.getByRole('link', { name: new RegExp(`^${part.replace('?', '.')}`) }).click();
        await expect(page.getByRole('heading', { level: 1, name: part })).toBeVisible();
        if (button !== null) await page.getByRole('button', { name: button }).click();
        await check(page, `learning, ${part.replace('?', '')}`);
      }
      await goTo(page, 'Journal');
      await page.getByRole('button', { name: 'Write a note' }).click();
      await page.getByRole('button', { name: 'Answer' }).first().click();
      await page.getByRole('button', { name: 'What I say to this' }).first().click();
      await check(page, 'a new note, an answer, a say');
      await page.getByRole('button', { name: 'Leave the made-up record' }).click();

      await page.getByRole('link', { name: /This is about me/ }).click();
      await page.getByRole('button', { name: 'Make my record' }).click();
      await page.getByLabel('Yes, hide my address').check();
      await check(page, 'make a record');
      await page.getByLabel('No', { exact: true }).check();
      await page.getByLabel('What should your team call you?').fill('Sam');
      await page.getByRole('button', { name: 'Make my record' }).click();
      await expect(page.getByRole('heading', { name: 'Your recovery words' })).toBeVisible();
      await check(page, 'recovery words');
      await page.getByRole('button', { name: 'I wrote them down' }).click();
      await check(page, 'home, alone');

      await page.getByRole('link', { name: 'Invite someone' }).click();
      await check(page, 'invite');
      await page.getByRole('link', { name: 'Home', exact: true }).click();
      const link = await makeInvitation(client, 'Priya');
      await check(page, 'invitation');
      await guest.page.goto(`${server.url}#/join`);
      await guest.page.getByRole('button', { name: 'Go on' }).click();
      await check(guest.page, 'paste a link');
      await guest.page.goto(link);
      await guest.page.getByRole('button', { name: 'Ask to join' }).click();
      await check(guest.page, 'who are you');
      await askToJoin(guest, link, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
      const pictures = await readPictures(guest);
      await check(guest.page, 'pictures');
      await expect(page.getByRole('button', { name: pictures.join(' '), exact: true })).toBeVisible();
      await check(page, 'rows of pictures');
      await letIn(client, pictures, 'Priya Nair');
      await check(page, 'let in');
      await writeNote(guest, 'Hello.');
      await goTo(page, 'People');
      await page.getByRole('link', { name: 'Who sees what' }).click();
      await check(page, 'who sees what');
      await page.getByLabel('Priya Nair and About me').selectOption('does not see it');
      await check(page, 'a change of rights');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await goTo(page, 'People');
      await page.getByRole('link', { name: 'Priya Nair' }).click();
      await check(page, 'a person');
      await page.getByRole('button', { name: 'Take Priya Nair off my team' }).click();
      await check(page, 'take somebody off');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await takeOff(client, 'Priya Nair');
      await expect(guest.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible();
      await check(guest.page, 'not shared any more');

      for (const player of [client, guest]) {
        expectOnlyOwnOrigin(player, server);
        await player.context.close();
      }
      await server.close();
    });
  }
}
