import { expect, test } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, PHONE, startServer, writeNote } from './cast.ts';
import { press, type } from './keys.ts';

const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());

test('the practice loop, from what the team sees to whether it helped, with nothing but a keyboard @learning', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', LAPTOP);
  const { page } = client;
  await makeRecord(client, server, 'Sam');
  await goTo(page, 'Meetings');
  await page.getByRole('button', { name: 'Plan a meeting' }).click();
  await page.getByLabel('Which day?').fill('2099-01-31');
  await page.getByRole('button', { name: 'Keep this meeting' }).click();
  await expect(page.getByRole('link', { name: 'Start the meeting' })).toBeVisible();
  await writeNote(client, 'We had tea by the sea.');
  await goTo(page, 'Journal');
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('radio', { name: 'Good news' }).check();
  await page.getByLabel('What happened?').fill('I slept all night.');
  await page.getByRole('button', { name: 'Keep this note' }).click();

  await press(page, 'Team learning');
  await expect(page.getByText('A good day, worth a look: I slept all night.')).toBeVisible();
  await press(page, 'What might be going on? What will we try?');
  await type(page, 'What might be going on?', 'Walks help.');
  await type(page, 'What will we try?', 'A walk each day');
  await page.getByLabel('When do we ask if it helped?').fill(today());
  await press(page, 'Try this');
  // It is taken up: nothing asks for a look any more.
  await expect(page.getByText('Nothing asks for a look today.')).toBeVisible();
  const practice = page.getByRole('article', { name: 'A walk each day' });
  await expect(practice).toContainText('Before: A good day, worth a look: I slept all night.');
  await press(page, 'It is on the list of a meeting.');
  await expect(page.getByText('What we try: A walk each day')).toBeVisible();
  await press(page, 'Team learning');
  await press(page, 'Did it help?');
  await press(page, 'Yes', 'Space');
  await type(page, 'What did we learn?', 'It does.');
  await press(page, 'Keep doing it', 'Space');
  await press(page, 'Keep what we learned');
  await page.getByText('1 thing we tried').click();
  await expect(practice).toContainText('Did it help? Yes. Now: Keep doing it.');
  await expect(practice).toContainText('We learned: It does.');
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
  await server.close();
});

test('a look back stays mine until I share it; views, barriers and who stayed are seen side by side @learning', async ({ browser }) => {
  test.setTimeout(150_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  const write = { 'Team learning': 'reads and writes', Journal: 'reads and writes' } as const;
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' }, write);
  const part = async (player: typeof client, name: string) => {
    await goTo(player.page, 'Team learning');
    await player.page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await expect(player.page.getByRole('heading', { level: 1 })).toContainText(name.slice(0, 8));
  };

  // Mine: on Priya's device alone, also after a reload, until she shares it.
  await part(priya, 'Looking back');
  await priya.page.getByRole('button', { name: 'Write a look back' }).click();
  await priya.page.getByLabel('What did we learn?').fill('Ask Sam first.');
  await priya.page.getByRole('button', { name: 'Keep it for me' }).click();
  await priya.page.reload();
  await expect(priya.page.getByText('Ask Sam first.')).toBeVisible();
  await part(client, 'Looking back');
  await expect(client.page.getByText('The team has no look back yet.')).toBeVisible();
  await expect(client.page.getByText('Ask Sam first.')).toHaveCount(0);
  await priya.page.getByRole('button', { name: 'Share it with the team' }).click();
  await expect(priya.page.getByRole('dialog')).toContainText('Who will read this: Sam and you.');
  await priya.page.getByRole('button', { name: 'Yes, share it' }).click();
  await expect(client.page.getByText('Ask Sam first.')).toBeVisible();
  await expect(priya.page.getByText('You have written nothing for yourself.')).toBeVisible();
  await expect(client.page.getByRole('button', { name: 'Let it leave' })).toHaveCount(0);
  await priya.page.getByRole('button', { name: 'Let it leave' }).click();
  await priya.page.getByRole('button', { name: 'Yes, it may leave' }).click();
  await expect(client.page.getByText('This may leave in a story pack.')).toBeVisible();

  // Each answers for themselves; the person's view stands first.
  const answer = async (player: typeof client, value: RegExp) => {
    await part(player, 'Team review');
    await player.page.getByRole('button', { name: 'Give my view' }).click();
    const statement = player.page.getByRole('group', { name: 'We talk to each other often enough.' });
    await statement.getByRole('radio', { name: value }).check();
    await player.page.getByRole('button', { name: 'Keep my view' }).click();
  };
  await answer(priya, /^4/);
  await answer(client, /^1/);
  const views = priya.page.getByRole('listitem').filter({ hasText: /^\s*(Sam|You): \d/ });
  await expect(views).toHaveText([/Sam: 1 \(A little\)/, /You: 4 \(All the time\)/]);
  await expect(priya.page.getByText('Seen differently')).toBeVisible();
  await goTo(client.page, 'Team learning');
  await expect(client.page.getByText('“We talk to each other often enough.” I say 1. Others say 4.')).toBeVisible();

  // How is my team? is the client's alone.
  await part(client, 'How is my team?');
  await client.page.getByRole('button', { name: 'Say how my team is' }).click();
  await client.page.getByRole('group', { name: 'They turn up.' }).getByRole('radio', { name: /^3/ }).check();
  await client.page.getByRole('button', { name: 'Keep my answers' }).click();
  await part(priya, 'How is my team?');
  await expect(priya.page.getByText('They turn up.: 3 of 4')).toBeVisible();
  await expect(priya.page.getByRole('button', { name: 'Say how my team is' })).toHaveCount(0);

  // A barrier and its story.
  await part(priya, 'What gets in the way');
  await priya.page.getByRole('button', { name: 'Tell of a barrier' }).click();
  await priya.page.getByLabel('What was wanted').fill('A flat that takes a dog');
  await priya.page.getByLabel('Who said no?').fill('City Homes');
  await priya.page.getByLabel('Since when?').fill('2026-01-01');
  await priya.page.getByRole('button', { name: 'Keep this barrier' }).click();
  const barrier = priya.page.getByRole('article', { name: 'A flat that takes a dog' });
  await expect(barrier).toContainText(/Open for \d+ days/);
  await barrier.getByRole('button', { name: 'What happened next?' }).click();
  await barrier.getByLabel('What is it?').selectOption('It is over');
  await barrier.getByLabel('Which day?').fill('2026-01-31');
  await barrier.getByRole('button', { name: 'Add to its story' }).click();
  await expect(barrier).toContainText('Over. It was open for 30 days.');

  // Who stayed.
  await writeNote(priya, 'We walked Biscuit.');
  await part(client, 'Who stayed');
  await client.page.getByText('The same as a list').click();
  await expect(client.page.getByRole('img', { name: /^Priya Nair: in touch on/ })).toBeVisible();
  await client.page.getByRole('button', { name: 'Add a time that we came through' }).click();
  await client.page.getByLabel('From which day?').fill('2026-02-01');
  await client.page.getByLabel('To which day?').fill('2026-02-20');
  await client.page.getByRole('button', { name: 'Keep this' }).click();
  await expect(client.page.getByText('Nobody was there both before and after.')).toBeVisible();
  await part(client, 'Thank-yous');
  await client.page.getByLabel('What for?').fill('The walk');
  await client.page.getByRole('button', { name: 'Say thank you' }).click();
  await expect(client.page.getByRole('article', { name: 'Thank you, Priya Nair' })).toContainText('The walk');

  for (const player of [client, priya]) expectOnlyOwnOrigin(player, server);
  await client.context.close();
  await priya.context.close();
  await server.close();
});
