import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findText } from '../browser/device/find-text.ts';
import { createTeam, endTeam, goTo, lookAway, makeInvitation, noteWith, reload, writeNote } from './cast.ts';

const MARKER = 'heron-seventeen-lantern';

/** Everything that a browser keeps for the app, beside its IndexedDB. */
const elsewhere = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const caches_ = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), caches_, location.href, document.cookie]);
  });

test('words of the record are nowhere in the clear in any browser that has it @main-job', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya, tom } = team;
  await writeNote(client, `A note: ${MARKER}.`);
  await goTo(client.page, 'My plan');
  await client.page.getByRole('button', { name: 'Add a goal' }).click();
  await client.page.getByLabel('Goal', { exact: true }).fill(`A goal: ${MARKER}`);
  await client.page.getByRole('button', { name: 'Add a goal' }).click();
  await goTo(client.page, 'About me');
  await client.page.getByLabel('Also worth knowing').fill(MARKER);
  await goTo(client.page, 'Just me');
  await client.page.getByLabel('A note for myself').fill(MARKER);
  await client.page.getByRole('button', { name: 'Keep this note' }).click();
  await makeInvitation(client, MARKER);
  // Begun and not kept: a draft.
  await goTo(priya.page, 'Journal');
  await expect(noteWith(priya, MARKER)).toBeVisible();
  await priya.page.getByRole('button', { name: 'Write a note' }).click();
  await priya.page.getByLabel('What happened?').fill(`Begun: ${MARKER}`);
  await goTo(tom.page, 'Journal');
  await expect(noteWith(tom, MARKER)).toBeVisible();
  // A person's pause: what was typed last is kept a third of a second later.
  await priya.page.waitForTimeout(600);
  await reload(priya);
  await expect(priya.page.getByLabel('What happened?')).toHaveText(`Begun: ${MARKER}`);

  for (const player of [client, priya, tom]) await lookAway(player);
  for (const { page, name } of [client, priya, tom]) {
    expect(await page.evaluate(findText, MARKER), name).toEqual([]);
    expect(await elsewhere(page), name).not.toContain(MARKER);
    // The same search finds it where it is planted in the clear.
    await page.evaluate(async (marker) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('planted', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('store');
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error('planted'));
        };
      });
      const write = db.transaction('store', 'readwrite');
      write.objectStore('store').put({ deep: [new TextEncoder().encode(`xx${marker}`)] }, 1);
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      db.close();
    }, MARKER);
    expect(await page.evaluate(findText, MARKER), name).toEqual(['planted/store']);
  }
  await endTeam(team);
});

test('leaving the page covers it, ends the record and leaves nothing to go back to', async ({ browser }) => {
  const team = await createTeam(browser);
  const { client, priya } = team;
  await writeNote(client, MARKER);
  await goTo(client.page, 'People');
  await goTo(client.page, 'Journal');
  await client.page.getByRole('banner').getByRole('button', { name: 'Leave this page' }).click();
  await expect(client.page.getByRole('heading', { name: 'Shopping list' })).toBeVisible();
  for (let i = 0; i < 4; i++) {
    await client.page.goBack().catch(() => null);
    await client.page.waitForTimeout(300);
    await expect(client.page.getByText(MARKER)).toHaveCount(0);
    await expect(client.page.getByRole('navigation', { name: 'Places' })).toHaveCount(0);
  }
  // By the keyboard: Shift three times; and without a network.
  await priya.page.evaluate(async () => navigator.serviceWorker.ready);
  await priya.context.setOffline(true);
  for (let i = 0; i < 3; i++) await priya.page.keyboard.press('Shift');
  await expect(priya.page.getByRole('heading', { name: 'Shopping list' })).toBeVisible();
  await priya.context.setOffline(false);
  await endTeam(team);
});
