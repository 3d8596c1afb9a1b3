import { expect, test } from '@playwright/test';
import {
  LAPTOP,
  PHONE,
  askToJoin,
  comeBack,
  createPlayer,
  createTeam,
  cutOff,
  endTeam,
  expectOnlyOwnOrigin,
  goTo,
  letIn,
  letSee,
  makeInvitation,
  makeRecord,
  noteWith,
  openFromDoors,
  readPictures,
  reload,
  restart,
  startServer,
  takeOff,
  writeNote,
} from './cast.ts';
import type { Player } from './cast.ts';
import { linkLog, storedBytes } from './watch-links.ts';

const goalTitle = ({ page }: Player) => page.getByLabel('Goal', { exact: true }).first();

test('three people write in one goal and in the journal at once, and see the same @main-job', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya, tom } = team;
  const all = [client, priya, tom];

  await goTo(client.page, 'My plan');
  await client.page.getByRole('button', { name: 'Add a goal' }).click();
  await client.page.getByLabel('Goal', { exact: true }).fill('A place of my own');
  await client.page.getByRole('button', { name: 'Add a goal' }).click();
  await Promise.all([goTo(priya.page, 'My plan'), goTo(tom.page, 'My plan')]);
  for (const player of all) await expect(goalTitle(player)).toHaveValue('A place of my own');

  // All at once, each somewhere else in the same words.
  const typeAt = async (player: Player, at: 'Home' | 'End', words: string) => {
    await goalTitle(player).focus();
    await goalTitle(player).press(at);
    await goalTitle(player).pressSequentially(words, { delay: 30 });
  };
  await Promise.all([
    typeAt(client, 'End', ' where my dog can be'),
    typeAt(priya, 'Home', 'By spring: '),
    typeAt(tom, 'End', ' near the clinic'),
  ]);
  await expect
    .poll(async () => {
      const seen = new Set(await Promise.all(all.map((player) => goalTitle(player).inputValue())));
      const [only = ''] = seen;
      return (
        seen.size === 1 &&
        ['By spring: ', 'A place of my own', ' where my dog can be', ' near the clinic'].every((part) => holdsInOrder(only, part))
      );
    })
    .toBe(true);

  // And a note each, at the same time.
  await Promise.all(all.map((player) => writeNote(player, `A note by ${player.name}.`)));
  for (const reader of all)
    for (const writer of all)
      await expect(noteWith(reader, `A note by ${writer.name}.`)).toContainText(reader === writer ? 'You' : (NAMES[writer.name] ?? ''));

  // What the ticks say comes from receipts: this note is on all three devices, and its page was opened on both others.
  await expect(noteWith(priya, 'A note by Priya.')).toContainText('Kept here, reached 2 of 2');
  await expect(noteWith(client, 'A note by client.')).toContainText('opened by Priya Nair and Tom Osei');
  await endTeam(team);
});

test('a page is shared and taken back, and someone is taken off while the others go on @main-job', async ({ browser }) => {
  test.setTimeout(180_000);
  const team = await createTeam(browser);
  const { server, client, priya, tom } = team;

  // Shared: it arrives, from the first day. Taken back: new words do not.
  await goTo(client.page, 'About me');
  await client.page.getByLabel('How to talk with me').fill('Not before ten.');
  await expect(tom.page.getByRole('link', { name: 'About me' })).toHaveCount(0);
  await letSee(client, 'Tom Osei', 'About me', 'reads it');
  await goTo(tom.page, 'About me');
  await expect(tom.page.getByText('Not before ten.')).toBeVisible();
  await expect(tom.page.getByText('You cannot write on it.')).toBeVisible();
  await letSee(client, 'Tom Osei', 'About me', 'does not see it');
  await expect(tom.page.getByText('This page is not shared with you.')).toBeVisible();
  await goTo(client.page, 'About me');
  await client.page.getByLabel('Also worth knowing').fill('After the taking back.');
  await writeNote(client, 'Written after About me was taken back.');
  await goTo(tom.page, 'Journal');
  await expect(noteWith(tom, 'Written after About me was taken back.')).toBeVisible();
  await expect(tom.page.getByText('After the taking back.')).toHaveCount(0);

  // Write taken away, see left: the journal stays readable and refuses words.
  await letSee(client, 'Tom Osei', 'Journal', 'reads it');
  await expect(tom.page.getByText('You cannot write on it.')).toBeVisible();
  await expect(tom.page.getByRole('button', { name: 'Write a note' })).toHaveCount(0);

  // Taken off. The device that is kept running says so, and gets nothing more.
  await takeOff(client, 'Tom Osei');
  await expect(tom.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible();
  const before = { stored: await storedBytes(tom.page), links: await linkLog(tom.page) };
  await writeNote(priya, 'Only for those who are left.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Only for those who are left.')).toBeVisible();
  await writeNote(client, 'I have read it.');
  await expect(noteWith(priya, 'I have read it.')).toContainText('Sam');
  await expect(noteWith(client, 'I have read it.')).toContainText('reached 1 of 1');
  expect(await storedBytes(tom.page)).toBe(before.stored);
  expect(await linkLog(tom.page)).toEqual(before.links);

  // Restarted, it says the same, and no link nor address reaches it.
  await restart(tom, server);
  await expect(tom.page.getByText('not shared with you any more')).toBeVisible();
  await writeNote(priya, 'And again without Tom.');
  await expect(noteWith(client, 'And again without Tom.')).toBeVisible();
  await expect(noteWith(priya, 'And again without Tom.')).toContainText('reached 1 of 1');
  expect(await storedBytes(tom.page)).toBe(before.stored);
  expect(await linkLog(tom.page)).toEqual({ addresses: 0, connected: 0, bytes: 0 });
  await endTeam(team);
});

test('somebody taken off while they were away is told when they come back, and gets nothing else @main-job', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { server, client, priya, tom } = team;
  await tom.page.close();
  await takeOff(client, 'Tom Osei');
  await writeNote(priya, 'While Tom was away.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'While Tom was away.')).toBeVisible();
  await restart(tom, server);
  await openFromDoors(tom, /^Open /);
  const before = await storedBytes(tom.page);
  await expect(tom.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible({ timeout: 30_000 });
  expect((await linkLog(tom.page)).connected).toBe(0);
  expect((await linkLog(tom.page)).addresses).toBe(0);
  expect(await storedBytes(tom.page)).toBe(before);
  await endTeam(team);
});

test('somebody taken off before their first copy came is told all the same @main-job', async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const [client, tom] = await Promise.all([createPlayer(browser, 'client', PHONE), createPlayer(browser, 'Tom', LAPTOP)]);
  // No link: the invitation is sealed words over the meeting point, and the record never comes.
  await tom.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
  await makeRecord(client, server, 'Sam');
  await askToJoin(tom, await makeInvitation(client, 'Tom Osei'), { name: 'Tom Osei' });
  await letIn(client, await readPictures(tom), 'Tom Osei');
  await expect(tom.page.getByRole('heading', { name: 'You are in' })).toBeVisible();
  await client.page.getByRole('button', { name: 'Back to my people' }).click();
  await takeOff(client, 'Tom Osei');
  await expect(tom.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible({ timeout: 30_000 });
  for (const player of [client, tom]) expectOnlyOwnOrigin(player, server);
  await Promise.all([client, tom].map(({ context }) => context.close()));
  await server.close();
});

test('words that came after a removal are held until the client lets them count @main-job', async ({ browser }) => {
  test.setTimeout(180_000);
  const team = await createTeam(browser);
  const { client, priya, tom } = team;
  await cutOff(client);
  await takeOff(client, 'Tom Osei');

  // Neither knows: Tom writes, Priya gets it and reads it, and writes nothing.
  await writeNote(tom, 'Tom did not know.');
  await goTo(priya.page, 'Journal');
  await expect(noteWith(priya, 'Tom did not know.')).toBeVisible();
  await expect(noteWith(tom, 'Tom did not know.')).toContainText('reached 1 of 2');
  await comeBack(client);
  await goTo(client.page, 'People');
  await expect(client.page.getByText('1 note from Tom Osei that arrived after')).toBeVisible({ timeout: 30_000 });
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Tom did not know.')).toHaveCount(0);
  await expect(noteWith(priya, 'Tom did not know.')).toHaveCount(0);

  await goTo(client.page, 'People');
  await client.page.getByRole('button', { name: 'Let it count' }).click();
  await expect(client.page.getByText('that arrived after')).toHaveCount(0);
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Tom did not know.')).toContainText('Tom Osei');
  await expect(noteWith(priya, 'Tom did not know.')).toContainText('Tom Osei');
  await endTeam(team);
});

test('words that somebody on the team answered count by themselves @main-job', async ({ browser }) => {
  test.setTimeout(180_000);
  const team = await createTeam(browser);
  const { client, priya, tom } = team;
  await cutOff(client);
  await takeOff(client, 'Tom Osei');
  await writeNote(tom, 'Tom did not know.');
  await goTo(priya.page, 'Journal');
  await noteWith(priya, 'Tom did not know.').getByRole('button', { name: 'Answer' }).click();
  await priya.page.getByLabel('Answer').fill('Thanks, I will go there.');
  await priya.page.getByRole('button', { name: 'Keep this answer' }).click();
  await comeBack(client);
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Tom did not know.')).toContainText('Thanks, I will go there.', { timeout: 30_000 });
  await goTo(client.page, 'People');
  await expect(client.page.getByText('that arrived after')).toHaveCount(0);
  await expect(tom.page.getByRole('heading', { name: 'This is not shared with you any more' })).toBeVisible({ timeout: 30_000 });
  await endTeam(team);
});

test('all three are offline, write, come back and agree; after a reload everything is there @main-job', async ({ browser }) => {
  test.setTimeout(180_000);
  const team = await createTeam(browser);
  const { client, priya, tom } = team;
  const all = [client, priya, tom];
  await Promise.all(all.map(cutOff));
  await writeNote(priya, 'Written by Priya without a network.');
  await writeNote(tom, 'Written by Tom without a network.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'without a network')).toHaveCount(0);
  await expect(noteWith(priya, 'by Tom')).toHaveCount(0);
  await Promise.all(all.map(comeBack));
  for (const player of all) {
    await goTo(player.page, 'Journal');
    for (const by of ['Priya', 'Tom'])
      await expect(noteWith(player, `Written by ${by} without a network.`)).toBeVisible({ timeout: 30_000 });
  }
  await Promise.all(all.map(reload));
  for (const player of all) {
    await goTo(player.page, 'Journal');
    for (const by of ['Priya', 'Tom']) await expect(noteWith(player, `Written by ${by} without a network.`)).toBeVisible();
  }
  await endTeam(team);
});

const NAMES: Readonly<Record<string, string>> = { client: 'Sam', Priya: 'Priya Nair', Tom: 'Tom Osei' };

/** Whether the letters of `part` stand in `whole` in their order: others may have written between them. */
const holdsInOrder = (whole: string, part: string): boolean => {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at >= part.length;
};
