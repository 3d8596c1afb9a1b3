import { expect, test } from '@playwright/test';
import {
  comeBack,
  createPlayer,
  cutOff,
  expectOnlyOwnOrigin,
  goTo,
  join,
  LAPTOP,
  letSee,
  makeRecord,
  noteWith,
  PHONE,
  startServer,
  writeNote,
} from './cast.ts';
import type { Player } from './cast.ts';
import { expectSameRecord } from './same-record.ts';

const dayFromNow = (days: number): string => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);

/** Pictures of the main screens go to a folder that the environment names: `npm run pictures` puts them into docs/pictures. */
const picture = async ({ page }: Player, name: string): Promise<void> => {
  const folder = process.env['AROUND_ME_WEEK'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('a week in a team’s life: a client, a lead worker, a nurse and a housing officer @record', async ({ browser }) => {
  test.setTimeout(600_000);
  const server = await startServer();
  const sam = await createPlayer(browser, 'Sam', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  const tom = await createPlayer(browser, 'Tom', PHONE);
  const ruth = await createPlayer(browser, 'Ruth', LAPTOP);
  const all = [sam, priya, tom, ruth];

  await test.step('Sunday: Sam makes a record and invites three people', async () => {
    await makeRecord(sam, server, 'Sam');
    await join(
      sam,
      priya,
      { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' },
      { 'How it is going': 'reads and writes', 'Home and money': 'reads it' },
    );
    await join(sam, tom, { name: 'Tom Osei', role: 'Nurse', organisation: 'Open Door' }, { Health: 'reads and writes' });
    await join(
      sam,
      ruth,
      { name: 'Ruth Ellery', role: 'Housing officer', organisation: 'City Homes' },
      { 'Home and money': 'reads and writes' },
    );
    await goTo(sam.page, 'About me');
    await sam.page.getByLabel('How to talk with me').fill('Say it straight. If I go quiet, give me a minute.');
    await goTo(sam.page, 'My plan');
    await sam.page.getByRole('button', { name: 'Add a goal' }).click();
    await sam.page.getByLabel('Goal', { exact: true }).fill('A place where Biscuit can stay');
    await sam.page.getByRole('button', { name: 'Add a goal' }).click();
    await goTo(sam.page, 'People');
    await picture(sam, 'home');
  });

  await test.step('Monday: Priya visits; Sam reads it and says where it is not quite so', async () => {
    await writeNote(priya, 'Sam rang four landlords alone. None takes a dog.');
    await goTo(sam.page, 'Journal');
    const note = noteWith(sam, 'Sam rang four landlords alone.');
    await expect(note).toBeVisible();
    await note.getByRole('button', { name: 'What I say to this' }).click();
    await note.getByLabel('Not quite').check();
    await note.getByLabel(/In my words/).fill('Three landlords. One said maybe.');
    await note.getByRole('button', { name: 'Say this' }).click();
    await expect(noteWith(priya, 'Sam rang four landlords')).toContainText('One said maybe.');
    await noteWith(priya, 'Sam rang four landlords').getByRole('button', { name: 'Thank them' }).isHidden();
    await picture(sam, 'journal');
  });

  await test.step('Tuesday: a note becomes a step; Ruth is asked and says yes, Tom is asked and says no', async () => {
    const note = noteWith(priya, 'Sam rang four landlords');
    await note.getByRole('button', { name: 'Make a step of this' }).click();
    await priya.page.getByLabel('What is the step?').fill('Ring the landlord who said maybe');
    await priya.page.getByLabel('Who is asked to do it?').selectOption('Ruth Ellery');
    await priya.page.getByLabel(/By when/).fill(dayFromNow(3));
    await priya.page.getByRole('button', { name: 'Add a step' }).click();
    await goTo(ruth.page, 'Who is doing what');
    const asked = ruth.page.getByRole('listitem').filter({ hasText: 'Ring the landlord who said maybe' });
    await asked.getByRole('button', { name: 'Yes, I will do it' }).click();
    await goTo(sam.page, 'My plan');
    await sam.page.getByRole('button', { name: 'Add a step', exact: true }).first().click();
    await sam.page.getByLabel('What is the step?').fill('Ask the GP for a letter about Biscuit');
    await sam.page.getByLabel('Who is asked to do it?').selectOption('Tom Osei');
    await sam.page.getByRole('button', { name: 'Add a step', exact: true }).first().click();
    await goTo(tom.page, 'Who is doing what');
    const second = tom.page.getByRole('listitem').filter({ hasText: 'Ask the GP for a letter' });
    await second.getByRole('button', { name: 'No, I cannot' }).click();
    await second.getByLabel(/Why, or what would work/).fill('I may not speak for the GP. I can come along.');
    await second.getByRole('button', { name: 'Say no' }).click();
    await goTo(sam.page, 'Who is doing what');
    await expect(sam.page.getByText('I can come along.')).toBeVisible();
    await expect(sam.page.getByText('Ruth Ellery said yes')).toBeVisible();
    await picture(sam, 'steps');
  });

  await test.step('Wednesday: Tom writes on Health, which Priya does not see until Sam shares it', async () => {
    await goTo(tom.page, 'Health');
    await tom.page.getByRole('button', { name: 'Add a date' }).click();
    await tom.page.getByLabel('What is it?').fill('Blood test');
    await tom.page.getByLabel('Which day?').fill(dayFromNow(5));
    await tom.page.getByRole('button', { name: 'Keep it' }).click();
    await goTo(sam.page, 'Health');
    await expect(sam.page.getByText('Blood test').first()).toBeVisible();
    await expect(priya.page.getByRole('link', { name: 'Health' })).toHaveCount(0);
    await letSee(sam, 'Priya Nair', 'Health', 'reads it');
    await goTo(priya.page, 'Health');
    await expect(priya.page.getByText('Blood test').first()).toBeVisible();
    await picture(priya, 'health');
    await goTo(sam.page, 'Keeping safe');
    await sam.page.getByRole('button', { name: 'Change: Signs that things get hard' }).click();
    await sam.page.getByRole('textbox', { name: 'Signs that things get hard' }).fill('I stop answering texts.');
    await goTo(ruth.page, 'Keeping safe');
    await expect(ruth.page.getByText('I stop answering texts.')).toBeVisible();
    await picture(sam, 'keeping-safe');
  });

  await test.step('Thursday: the team meets; a decision becomes a step', async () => {
    await goTo(priya.page, 'Meetings');
    await priya.page.getByRole('button', { name: 'Plan a meeting' }).click();
    await priya.page.getByLabel('What is it about?').fill('A place with a yard');
    await priya.page.getByLabel('Which day?').fill(dayFromNow(0));
    for (const name of ['Tom Osei', 'Ruth Ellery']) await priya.page.getByRole('checkbox', { name }).check();
    await priya.page.getByRole('button', { name: 'Keep this meeting' }).click();
    await goTo(sam.page, 'Meetings');
    await sam.page.getByRole('link', { name: /A place with a yard/ }).click();
    await sam.page.getByLabel('I come along').check();
    await sam.page.getByLabel('Something to talk about').fill('What happens to Biscuit if I am in hospital');
    await sam.page.getByRole('button', { name: 'Put it on the list' }).click();
    await expect(priya.page.getByText('What happens to Biscuit if I am in hospital')).toBeVisible();
    await priya.page.getByRole('link', { name: 'Start the meeting' }).click();
    await priya.page.getByRole('group', { name: 'Sam' }).getByLabel('Here').check();
    await priya.page.getByRole('group', { name: 'Tom Osei' }).getByLabel('Did not come').check();
    await priya.page.getByRole('link', { name: 'What we decide', exact: true }).click();
    await priya.page.getByLabel('What do we decide?').fill('Ruth views the flat with Sam');
    await priya.page.getByRole('button', { name: 'Keep this decision' }).click();
    await expect(priya.page.getByRole('link', { name: 'It is a step on the plan.' })).toBeVisible();
    await picture(priya, 'meeting');
    await priya.page.getByRole('link', { name: 'One word each', exact: true }).click();
    await priya.page.getByLabel('My word').fill('hopeful');
    await priya.page.getByRole('button', { name: 'Say it' }).click();
    await priya.page.getByRole('button', { name: 'End the meeting' }).click();
    await expect(sam.page.getByText('Held', { exact: true })).toBeVisible();
  });

  await test.step('Friday: Sam and Priya rate the same thing apart, and both numbers stand', async () => {
    const inControl = ({ page }: Player) => page.getByRole('region', { name: 'In control' });
    for (const [player, answer] of [
      [sam, '4'],
      [priya, '7'],
    ] as const) {
      await goTo(player.page, 'How it is going');
      await inControl(player).getByRole('button', { name: 'Rate: In control' }).click();
      await inControl(player).getByRole('radio', { name: answer, exact: true }).check();
      await inControl(player).getByRole('button', { name: 'Keep this' }).click();
    }
    await expect(inControl(sam).getByText('Me: 4 of 10. Priya Nair: 7 of 10. That is 3 points apart.')).toBeVisible();
    await expect(tom.page.getByRole('link', { name: 'How it is going' })).toHaveCount(0);
    await picture(sam, 'progress');
  });

  await test.step('Saturday: Sam reads what is new, and finds a word', async () => {
    await goTo(ruth.page, 'Journal');
    await writeNote(ruth, 'The landlord has a yard, and two dogs of his own.');
    await goTo(sam.page, 'What is new');
    await expect(sam.page.getByText('The landlord has a yard')).toBeVisible();
    await picture(sam, 'news');
    await goTo(sam.page, 'Find');
    await sam.page.getByLabel('Words to find').fill('landlord');
    await expect(sam.page.locator('mark').first()).toHaveText(/landlord/, { timeout: 30_000 });
    await picture(sam, 'find');
  });

  await test.step('Sunday: Priya writes on the train, without a network; it comes across later', async () => {
    await cutOff(priya);
    await writeNote(priya, 'On the train: the landlord rang back. A viewing on Tuesday.');
    await writeNote(ruth, 'Viewing is set for Tuesday at two.');
    await comeBack(priya);
    await goTo(sam.page, 'Journal');
    await expect(noteWith(sam, 'On the train: the landlord rang back.')).toBeVisible({ timeout: 60_000 });
    await goTo(priya.page, 'Journal');
    await expect(noteWith(priya, 'Viewing is set for Tuesday at two.')).toBeVisible({ timeout: 60_000 });
  });

  await expectSameRecord(all);
  for (const player of all) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
});
