import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPlayer, dist, expectOnlyOwnOrigin, goTo, makeRecord, openFromDoors, PHONE, startServer, writeNote } from './cast.ts';

test('it can be installed, and starts and works without a network', async ({ browser }) => {
  const server = await startServer();
  const client = await createPlayer(browser, 'client', PHONE);
  await makeRecord(client, server, 'Sam');
  await writeNote(client, 'Written with a network.');

  const devtools = await client.context.newCDPSession(client.page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '{}') as {
    id?: string;
    icons?: readonly { purpose?: string }[];
    shortcuts?: readonly { name: string; url: string }[];
    screenshots?: readonly { src: string; sizes: string }[];
  };
  expect(manifest.id).toBe('around-me');
  expect(manifest.icons?.map(({ purpose }) => purpose)).toContain('maskable');
  for (const { src, sizes } of manifest.screenshots ?? []) {
    const size = await client.page.evaluate(async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      return `${String(picture.width)}x${String(picture.height)}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
  // A context of a test is like a private window, which is all that stands in the way.
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await client.page.evaluate(async () => navigator.serviceWorker.ready);
  await client.page.close();
  await server.close();
  await client.context.setOffline(true);
  client.page = await client.context.newPage();
  // As from a shortcut on the home screen.
  const shortcut = manifest.shortcuts?.find(({ name }) => name === 'Journal');
  await client.page.goto(new URL(shortcut?.url ?? '', server.url).href);
  await openFromDoors(client, /Open my record/);
  await expect(client.page.getByRole('heading', { name: 'Journal', level: 1 })).toBeVisible();
  await writeNote(client, 'Written with nothing but this device.');
  await client.page.reload();
  await goTo(client.page, 'Journal');
  for (const words of ['Written with a network.', 'Written with nothing but this device.'])
    await expect(client.page.getByText(words)).toBeVisible();
  expectOnlyOwnOrigin(client, server);
  await client.context.close();
});

test('a new version is offered, and used only when somebody says so', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'around-me-'));
  cpSync(dist, folder, { recursive: true });
  const server = await startServer({ folder });
  const client = await createPlayer(browser, 'client', PHONE);
  await makeRecord(client, server, 'Sam');
  await client.page.evaluate(async () => navigator.serviceWorker.ready);
  await client.page.reload();
  await expect(client.page.getByRole('heading', { name: 'My people' })).toBeVisible();
  // The same worker with another byte in it is a new version to a browser.
  appendFileSync(join(folder, 'sw.js'), '\n// a newer one');
  await client.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(client.page.getByText('A new version is ready.')).toBeVisible();
  const marked = await client.page.evaluate(() => Object.assign(globalThis, { notReloaded: true }).notReloaded);
  expect(marked).toBe(true);
  await Promise.all([client.page.waitForEvent('load'), client.page.getByRole('button', { name: 'Use the new version' }).click()]);
  await expect(client.page.getByRole('heading', { name: 'My people' })).toBeVisible();
  await expect(client.page.getByText('A new version is ready.')).toHaveCount(0);
  await client.context.close();
  await server.close();
  rmSync(folder, { recursive: true });
});
