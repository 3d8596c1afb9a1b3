import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  askToJoin,
  comeBack,
  createPlayer,
  cutOff,
  expectOnlyOwnOrigin,
  goTo,
  join,
  LAPTOP,
  letIn,
  makeInvitation,
  makeRecord,
  noteWith,
  openFromDoors,
  PHONE,
  readPictures,
  restart,
  startServer,
  writeNote,
} from './cast.ts';
import type { Player, Server } from './cast.ts';

const start = async (browser: Parameters<typeof createPlayer>[0]) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  const guest = await createPlayer(browser, 'guest', LAPTOP);
  return { server, client, guest, end: () => end(server, [client, guest]) };
};
const end = async (server: Server, players: readonly Player[]): Promise<void> => {
  for (const player of players) {
    expectOnlyOwnOrigin(player, server);
    await player.context.close();
  }
  await server.close();
};

const paste = async (page: Page, server: Server, text: string): Promise<void> => {
  await page.goto(`${server.url}#/join`);
  await page.reload();
  await page.getByLabel(/Paste the link/).fill(text);
  await page.getByRole('button', { name: 'Go on' }).click();
};

test('garbage in a link gets a plain sentence each, and the right link still works after', async ({ browser }) => {
  const { server, client, guest, end } = await start(browser);
  await makeRecord(client, server, 'Sam');
  const link = await makeInvitation(client, 'Priya');
  const code = link.slice(link.indexOf('#join=') + 6);
  const at = Math.floor(code.length / 2);
  const damaged = `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
  const wrongs: readonly (readonly [string, RegExp])[] = [
    ['', /not an invitation/],
    ['hello there', /not an invitation/],
    ['https://example.org/#join=', /missing|not an invitation/],
    [link.slice(0, -20), /end of the link is missing/],
    [`${server.url}#join=${damaged}`, /letter of the link is wrong/],
    [`${server.url}#join=Ag${code.slice(2)}`, /newer version/],
    ['💥'.repeat(5000), /not an invitation/],
  ];
  for (const [text, says] of wrongs) {
    await paste(guest.page, server, text);
    await expect(guest.page.getByRole('alert'), text.slice(0, 40)).toHaveText(says);
  }
  // With words around it and broken over lines, as mail programs do.
  await paste(guest.page, server, `Hi Priya,\n> ${link.slice(0, 60)}\n> ${link.slice(60)}\nSee you, Sam`);
  await expect(guest.page.getByLabel('Your name')).toBeVisible();
  await end();
});

test('an invitation is good once: used, taken back, and no row that fits, each says so', async ({ browser }) => {
  test.setTimeout(120_000);
  const { server, client, guest, end } = await start(browser);
  await makeRecord(client, server, 'Sam');
  const used = await makeInvitation(client, 'Priya');
  await askToJoin(guest, used, { name: 'Priya Nair' });
  await letIn(client, await readPictures(guest), 'Priya Nair');
  await expect(guest.page.getByRole('navigation', { name: 'Places' })).toBeVisible();

  // Used: somebody else comes with the same link.
  const late = await createPlayer(browser, 'late', LAPTOP);
  await askToJoin(late, used, { name: 'Somebody' });
  await expect(late.page.getByRole('alert')).toContainText('used already');

  // Their own record, again: on the team already.
  await client.page.getByRole('button', { name: 'Back to my people' }).click();
  const again = await makeInvitation(client, 'Priya again');
  await askToJoin(guest, again, { name: 'Priya Nair' });
  await expect(guest.page.getByRole('alert')).toContainText('on this team already');

  // Taken back.
  await goTo(client.page, 'People');
  const back = await makeInvitation(client, 'Tom');
  await client.page.getByRole('button', { name: 'Take this invitation back' }).click();
  await expect(client.page.getByText('taken back')).not.toHaveCount(0);
  await askToJoin(late, back, { name: 'Tom Osei' });
  await expect(late.page.getByText(/taken back|Looking for the person/)).toBeVisible();

  // None of the rows is the one that was read out: nobody is let in.
  const between = await makeInvitation(client, 'Ruth');
  await askToJoin(late, between, { name: 'Ruth Ellery' });
  await readPictures(late);
  await client.page.getByRole('button', { name: 'None of these' }).click();
  await expect(client.page.getByRole('alert')).toContainText('The pictures did not match');
  await expect(late.page.getByRole('alert')).toContainText('The pictures did not match');
  await goTo(client.page, 'People');
  await expect(client.page.getByRole('link', { name: /Ruth|Tom/ })).toHaveCount(0);
  await late.context.close();
  await end();
});

test('both offline: it says so, and goes on by itself when there is a network', async ({ browser }) => {
  test.setTimeout(120_000);
  const { server, client, guest, end } = await start(browser);
  await makeRecord(client, server, 'Sam');
  await guest.page.goto(server.url);
  await guest.page.evaluate(async () => navigator.serviceWorker.ready);
  await cutOff(client);
  const link = await makeInvitation(client, 'Priya');
  await expect(client.page.getByText('No meeting point can be reached')).toBeVisible();
  await guest.context.setOffline(true);
  await askToJoin(guest, link, { name: 'Priya Nair' });
  await expect(guest.page.getByText('No meeting point can be reached')).toBeVisible();
  await comeBack(guest);
  await expect(guest.page.getByText('Looking for the person who invited you')).toBeVisible({ timeout: 30_000 });
  await comeBack(client);
  await letIn(client, await readPictures(guest), 'Priya Nair');
  await end();
});

test('a clock that is a year off harms nothing', async ({ browser }) => {
  test.setTimeout(120_000);
  const { server, client, guest, end } = await start(browser);
  await guest.page.clock.install({ time: Date.now() + 365 * 24 * 3600 * 1000 });
  await guest.page.clock.resume();
  await makeRecord(client, server, 'Sam');
  const link = await makeInvitation(client, 'Priya');
  // The client's device is the judge of an invitation's age, but this one looks before it asks.
  await guest.page.goto(link);
  await expect(guest.page.getByText('This invitation is too old')).toBeVisible();
  await guest.page.clock.setSystemTime(Date.now());
  await goTo(client.page, 'People');
  await join(client, guest, { name: 'Priya Nair' });
  await guest.page.clock.setSystemTime(Date.now() + 365 * 24 * 3600 * 1000);
  await writeNote(guest, 'From next year.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'From next year.')).toBeVisible();
  await writeNote(client, 'From this year.');
  await expect(noteWith(client, 'From this year.')).toContainText('The clock of that device may be wrong.');
  await goTo(guest.page, 'Journal');
  await expect(noteWith(guest, 'From this year.')).toBeVisible();
  await end();
});

test('a full disk: it says that new words are not kept, and what was kept is there after', async ({ browser }) => {
  const { server, client, end } = await start(browser);
  const { origin } = new URL(server.url);
  const devtools = await client.context.newCDPSession(client.page);
  // A small disk from the start: browsers remember for a while how much room there was. The offline copy of the app would fill it.
  await client.context.route('**/sw.js', (route) => route.abort());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 300_000 });
  await makeRecord(client, server, 'Sam');
  await writeNote(client, 'Kept before the disk was full.');
  await expect(noteWith(client, 'Kept before')).toContainText('Kept here');
  const full = client.page.getByRole('alert');
  for (let i = 0; i < 30 && !(await full.isVisible()); i++) {
    await writeNote(client, `Too much ${String(i)}. ${'x'.repeat(15_000)}`);
    await client.page.waitForTimeout(300);
  }
  await expect(full).toContainText('New words are not kept. What was kept is safe.');
  await expect(noteWith(client, 'Too much').first()).toContainText('Not kept yet');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await restart(client, server);
  await openFromDoors(client, /Open my record/);
  await writeNote(client, 'Kept after.');
  await expect(noteWith(client, 'Kept before')).toContainText('Kept here');
  await expect(noteWith(client, 'Kept after')).toContainText('Kept here');
  // This test took the worker's script away.
  client.errors.splice(0, client.errors.length, ...client.errors.filter((error) => !error.includes('fetching the script')));
  await end();
});

test('a ledger that was cut short or scribbled on: what is sound is shown, and the rest comes from the team', async ({ browser }) => {
  test.setTimeout(120_000);
  const { server, client, guest, end } = await start(browser);
  await makeRecord(client, server, 'Sam');
  await join(client, guest, { name: 'Priya Nair' });
  await writeNote(guest, 'Sound words.');
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Sound words.')).toBeVisible();
  const { origin } = new URL(server.url);
  await client.page.close();
  client.page = await client.context.newPage();
  await client.page.goto(`${origin}/leave.html`);
  await client.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('ledger-')) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error(name));
        };
      });
      const write = db.transaction('updates', 'readwrite');
      const store = write.objectStore('updates');
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const request = store.getAllKeys();
        request.onsuccess = () => {
          resolve(request.result);
        };
      });
      const last = keys.at(-1);
      if (last !== undefined) store.put(new Uint8Array([1, 2, 3, 4, 5, 250, 7, 8]), last);
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      db.close();
    }
  });
  await client.page.goto(server.url);
  await openFromDoors(client, /Open my record/);
  await goTo(client.page, 'Journal');
  await expect(noteWith(client, 'Sound words.')).toBeVisible({ timeout: 30_000 });
  // The library that reads the store throws at the bytes, out of anybody's reach.
  client.errors.length = 0;
  await writeNote(client, 'And on.');
  await expect(noteWith(guest, 'And on.')).toBeVisible({ timeout: 30_000 });
  await end();
});

for (const [what, script, says] of [
  [
    'IndexedDB refuses',
    "Object.defineProperty(globalThis, 'indexedDB', { value: { open() { throw new DOMException('no', 'SecurityError'); } } });",
    'keeps nothing here',
  ],
  ['WebCrypto is missing', "Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });", 'lacks the cryptography'],
  ['Web Locks are missing', 'delete Navigator.prototype.locks;', 'too old to keep a record safe'],
] as const) {
  test(`${what}: a clear sentence, and no door that leads nowhere`, async ({ browser }) => {
    const { server, client, end } = await start(browser);
    await client.context.addInitScript(script);
    await client.page.goto(server.url);
    await expect(client.page.getByRole('alert')).toContainText(says);
    await expect(client.page.getByRole('link', { name: /This is about me/ })).toHaveCount(0);
    await end();
  });
}

test('WebRTC is missing: the record works here, and says that it meets nobody', async ({ browser }) => {
  const { server, client, end } = await start(browser);
  await client.context.addInitScript('delete globalThis.RTCPeerConnection;');
  await makeRecord(client, server, 'Sam');
  await writeNote(client, 'On this device.');
  await expect(noteWith(client, 'On this device.')).toContainText('Kept here');
  await goTo(client.page, 'Device');
  await expect(client.page.getByText('This browser cannot link to other devices.')).toBeVisible();
  await end();
});

test('the same record in two tabs: one writes, the other can take it over', async ({ browser }) => {
  const { server, client, end } = await start(browser);
  await makeRecord(client, server, 'Sam');
  await writeNote(client, 'From the first tab.');
  const second = await client.context.newPage();
  await second.goto(server.url);
  await second.getByRole('button', { name: /Open my record/ }).click();
  await expect(second.getByRole('heading', { name: 'This record is open in another tab' })).toBeVisible();
  await second.getByRole('button', { name: 'Use it here' }).click();
  await goTo(second, 'Journal');
  await expect(second.getByText('From the first tab.')).toBeVisible();
  await expect(client.page.getByRole('heading', { name: 'This record is open in another tab' })).toBeVisible();
  await end();
});
