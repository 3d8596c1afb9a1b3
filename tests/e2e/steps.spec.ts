import { expect, test } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, noteWith, PHONE, startServer, writeNote } from './cast.ts';

test('a person is asked, says no in their own words, and somebody else is asked @steps', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker' }, { 'My plan': 'reads and writes', Journal: 'reads and writes' });

  await goTo(client.page, 'My plan');
  await client.page.getByRole('button', { name: 'Add a step without a goal' }).click();
  await client.page.getByLabel('What is the step?').fill('Ring the vet about Biscuit');
  await client.page.getByLabel('Who is asked to do it?').selectOption('Priya Nair');
  await client.page.getByLabel('By when').fill('2026-01-05');
  await client.page.getByRole('button', { name: 'Add a step', exact: true }).click();
  const onPlan = client.page.getByRole('listitem').filter({ hasText: 'Ring the vet about Biscuit' });
  await expect(onPlan).toContainText('Priya Nair is asked. No answer yet.');
  // Nobody says it for her.
  await expect(onPlan.getByRole('button', { name: 'Yes, I will do it' })).toHaveCount(0);

  await goTo(priya.page, 'Who is doing what');
  const asked = priya.page.getByRole('listitem').filter({ hasText: 'Ring the vet about Biscuit' });
  await expect(asked).toContainText('You are asked to do this.');
  await asked.getByRole('button', { name: 'No, I cannot' }).click();
  await asked.getByLabel('Why, or what would work').fill('I am away that week.');
  await asked.getByRole('button', { name: 'Say no' }).click();
  await expect(asked).toContainText('You said no: I am away that week.');
  await expect(onPlan).toContainText('Priya Nair said no: I am away that week.');

  await onPlan.getByRole('button', { name: 'Ask somebody else' }).click();
  await onPlan.getByLabel('Who is asked to do it?').selectOption('You');
  await onPlan.getByRole('button', { name: 'Ask them' }).click();
  // Whoever names themselves has said yes.
  await expect(onPlan.getByRole('button', { name: 'Yes, I will do it' })).toHaveCount(0);
  await expect(asked).not.toContainText('No answer yet.');
  // Its day is over: a new one is named, the old one stays to be counted from.
  await expect(asked).toContainText(/\d+ days past its day/);
  await onPlan.getByRole('button', { name: 'Name a new day' }).click();
  await onPlan.getByLabel('Which day?').fill('2099-05-01');
  await onPlan.getByRole('button', { name: 'Keep this day' }).click();
  await expect(asked).toContainText('Sam named a new day: 1 May 2099');
  await onPlan.getByLabel('How it goes: Ring the vet').selectOption('Stuck');
  await onPlan.getByLabel('What is in the way?').fill('The vet is shut.');
  await onPlan.getByRole('button', { name: 'Keep this', exact: true }).click();
  await expect(asked).toContainText('Why: The vet is shut.');
  await priya.page.getByLabel('Whose steps?').selectOption('My steps');
  await expect(asked).toHaveCount(0);

  await writeNote(priya, 'Sam wants a bike lock.');
  await noteWith(priya, 'bike lock').getByRole('button', { name: 'Make a step of this' }).click();
  await expect(noteWith(priya, 'bike lock')).toContainText('Who will read this: Sam and you.');
  await priya.page.getByRole('button', { name: 'Add a step', exact: true }).click();
  const lock = client.page.getByRole('listitem').filter({ hasText: 'Sam wants a bike lock.' });
  await lock.getByRole('button', { name: 'Where this came from' }).click();
  await expect(lock).toContainText('It came from this note.');

  for (const player of [client, priya]) expectOnlyOwnOrigin(player, server);
  await client.context.close();
  await priya.context.close();
  await server.close();
});
