import { expect, test } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, noteWith, PHONE, startServer, writeNote } from './cast.ts';

test('two workers join by link and pictures, and all three write @main-job', async ({ browser }) => {
  const server = await startServer();
  const [client, priya, tom] = await Promise.all([
    createPlayer(browser, 'client', PHONE),
    createPlayer(browser, 'Priya', LAPTOP),
    createPlayer(browser, 'Tom', LAPTOP),
  ]);
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
  await join(client, tom, { name: 'Tom Osei', role: 'Nurse', organisation: 'Open Door' });
  await writeNote(priya, 'We went to see the flat.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'We went to see the flat.')).toContainText('Priya Nair');
  await goTo(tom.page, 'Journal');
  await expect(noteWith(tom, 'We went to see the flat.')).toContainText('Priya Nair');
  for (const player of [client, priya, tom]) expectOnlyOwnOrigin(player, server);
  await server.close();
});
