import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readCalendar } from '../unit/app/read-calendar.ts';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, PHONE, startServer } from './cast.ts';

/** A calendar day from now, on the clock of the browsers. */
const dayFromNow = (hours: number) => {
  const at = new Date(Date.now() + hours * 3_600_000);
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
};

test('a meeting from the plan for it to a decision, a step and a calendar file @meetings', async ({ browser }) => {
  test.setTimeout(150_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker' }, { 'My plan': 'reads and writes', Meetings: 'reads and writes' });

  // Priya plans it; Sam hears of it before, and says how they take part.
  const { day, time } = dayFromNow(12);
  await goTo(priya.page, 'Meetings');
  await priya.page.getByRole('button', { name: 'Plan a meeting' }).click();
  await priya.page.getByLabel('What is it about?').fill('Biscuit; the vet, and money');
  await priya.page.getByLabel('Which day?').fill(day);
  await priya.page.getByLabel('What time?').fill(time);
  await priya.page.getByLabel('How long?').selectOption('30 minutes');
  await priya.page.getByLabel('Where?').fill('Café on Dock Road');
  await priya.page.getByRole('button', { name: 'Keep this meeting' }).click();
  await expect(priya.page.getByText('Who comes: Sam and You.')).toBeVisible();

  const reminder = client.page.getByRole('note', { name: 'Reminder' });
  await expect(reminder).toContainText('You have a meeting within a day');
  await expect(reminder).not.toContainText('Biscuit');
  await reminder.getByRole('link', { name: 'See it' }).click();
  await expect(client.page.getByRole('heading', { name: 'Biscuit; the vet, and money' })).toBeVisible();
  await reminder.getByRole('button', { name: 'Put this away' }).click();
  await expect(reminder).toHaveCount(0);
  await client.page.reload();
  await expect(client.page.getByRole('heading', { name: 'Biscuit; the vet, and money' })).toBeVisible();
  await expect(reminder).toHaveCount(0);
  await client.page.getByLabel('I send my view ahead').check();
  await client.page.getByLabel('My view for this meeting').fill('I want Biscuit seen first.');
  await client.page.getByRole('button', { name: 'Send my view' }).click();
  await client.page.getByLabel('Something to talk about').fill('The vet');
  await client.page.getByRole('button', { name: 'Put it on the list' }).click();
  await expect(priya.page.getByText('Sends a view ahead')).toBeVisible();
  await expect(priya.page.getByText('I want Biscuit seen first.')).toBeVisible();
  await expect(priya.page.getByRole('listitem').filter({ hasText: 'The vet' })).toContainText('from Sam');

  // The calendar file says "Meeting" and no more, until somebody chooses otherwise.
  await priya.page.getByRole('button', { name: 'Put it in my calendar' }).click();
  const save = async () => {
    const [download] = await Promise.all([
      priya.page.waitForEvent('download'),
      priya.page.getByRole('link', { name: 'Save the calendar file' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('meeting.ics');
    return readCalendar(readFileSync(await download.path(), 'utf8'));
  };
  const plain = await save();
  const id = new URL(priya.page.url()).hash.split('/')[2];
  expect(plain).toMatchObject({ UID: id, SUMMARY: 'Meeting', DTSTART: `${day.replaceAll('-', '')}T${time.replace(':', '')}00` });
  expect(plain).not.toHaveProperty('LOCATION');
  await priya.page.getByLabel('Say what it is about').check();
  await priya.page.getByLabel('Say where it is').check();
  await expect(priya.page.getByText('It will say: Biscuit; the vet, and money and Café on Dock Road')).toBeVisible();
  expect(await save()).toMatchObject({ UID: id, SUMMARY: 'Biscuit; the vet, and money', LOCATION: 'Café on Dock Road' });

  // The meeting itself, a part at a time.
  await priya.page.getByRole('link', { name: 'Start the meeting' }).click();
  await expect(priya.page.getByRole('heading', { level: 1, name: 'Who is here' })).toBeFocused();
  await priya.page.getByRole('group', { name: 'You' }).getByLabel('Here').check();
  await priya.page.getByRole('group', { name: 'Sam' }).getByLabel('Did not come').check();
  await priya.page.getByRole('link', { name: 'Next: What is going well' }).click();
  await priya.page.getByLabel('Something that goes well').fill('Sam rang the vet');
  await priya.page.getByRole('button', { name: 'Add it' }).click();
  await expect(priya.page.getByText('Sam rang the vet')).toBeVisible();
  await priya.page.getByRole('link', { name: 'Next: What we talk about' }).click();
  await priya.page.getByRole('checkbox', { name: /The vet/ }).check();
  await priya.page.getByRole('link', { name: 'Next: What we decide' }).click();
  await priya.page.getByLabel('What do we decide?').fill('Book the vet');
  await priya.page.getByLabel('By when').fill('2099-06-01');
  await priya.page.getByRole('button', { name: 'Keep this decision' }).click();
  await expect(priya.page.getByRole('link', { name: 'It is a step on the plan.' })).toBeVisible();
  await priya.page.getByRole('link', { name: 'What gets in the way', exact: true }).click();
  await priya.page.getByRole('link', { name: 'Next: Notes we write together' }).click();
  await client.page.goto(`${server.url}#/meeting/${id ?? ''}/notes`);
  await priya.page.getByRole('textbox', { name: 'Notes' }).fill('Priya was here. ');
  await expect(client.page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Priya was here. ');
  await client.page.getByRole('textbox', { name: 'Notes' }).pressSequentially('Sam read along.');
  await expect(priya.page.getByRole('textbox', { name: 'Notes' })).toHaveValue(/Sam read along\./);
  await priya.page.getByRole('link', { name: 'Next: One word each' }).click();
  await priya.page.getByLabel('My word').fill('hopeful');
  await priya.page.getByRole('button', { name: 'Say it' }).click();
  await priya.page.getByRole('button', { name: 'End the meeting' }).click();
  for (const said of [
    'Held',
    'Sam did not come',
    'Talked about: The vet',
    'Sam rang the vet',
    'hopeful',
    'Priya was here. Sam read along.',
  ])
    await expect(priya.page.getByText(said, { exact: true })).toBeVisible();

  // What was decided is on the plan, and says where it came from.
  await goTo(client.page, 'Who is doing what');
  const step = client.page.getByRole('listitem').filter({ hasText: 'Book the vet' });
  await expect(step).toContainText('by 1 June 2099');
  await step.getByRole('button', { name: 'Where this came from' }).click();
  await expect(step).toContainText('It was decided at a meeting.');

  for (const player of [client, priya]) expectOnlyOwnOrigin(player, server);
  await client.context.close();
  await priya.context.close();
  await server.close();
});
