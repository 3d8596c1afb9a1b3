import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve/app.mjs';
import { watchLinks } from './watch-links.ts';

export const PHONE = { width: 360, height: 740 };
export const LAPTOP = { width: 1280, height: 800 };

export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** The built app and a real meeting point on one port. */
export const startServer = async (options: { readonly folder?: string; readonly port?: number } = {}) => {
  const server = await serve({ folder: dist, ...options });
  return { ...server, url: `http://localhost:${String(server.port)}/` };
};
export type Server = Awaited<ReturnType<typeof startServer>>;

/** One person with a browser of their own, who notes every address that it asks for. */
export interface Player {
  readonly name: string;
  readonly context: BrowserContext;
  page: Page;
  readonly asked: string[];
  readonly errors: string[];
}

/** A browser context is a device: nothing is shared between two of them. */
export const createPlayer = async (browser: Browser, name: string, viewport: { width: number; height: number }): Promise<Player> => {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const player: Player = { name, context, page: await context.newPage(), asked: [], errors: [] };
  await watchLinks(context);
  context.on('request', (request) => player.asked.push(request.url()));
  listen(player);
  return player;
};

const listen = (player: Player): void => {
  const { page } = player;
  page.on('websocket', (socket) => player.asked.push(socket.url()));
  page.on('pageerror', (error) => player.errors.push(error.message));
  page.on('console', (message) => {
    // A dropped network is part of the test; a refused policy or a thrown error is not.
    if (message.type() === 'error' && !/WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(message.text()))
      player.errors.push(message.text());
  });
};

/** Ends the page (as closing the tab does) and opens the app anew in the same browser. */
export const restart = async (player: Player, server: Server): Promise<void> => {
  await player.page.close();
  player.page = await player.context.newPage();
  listen(player);
  await player.page.goto(server.url);
};

/** Nothing was asked of anybody but the app's own address, and no error was thrown. */
export const expectOnlyOwnOrigin = (player: Player, server: Server): void => {
  const own = new URL(server.url).host;
  const foreign = player.asked.filter((url) => !['data:', 'blob:'].some((scheme) => url.startsWith(scheme)) && new URL(url).host !== own);
  expect(foreign, `${player.name} asked`).toEqual([]);
  expect(player.errors, `${player.name} saw`).toEqual([]);
};

/** The client's record, from the first door to home. */
export const makeRecord = async ({ page }: Player, server: Server, name: string): Promise<readonly string[]> => {
  await page.goto(server.url);
  await page.getByRole('link', { name: /This is about me/ }).click();
  await page.getByLabel('What should your team call you?').fill(name);
  await page.getByRole('button', { name: 'Make my record' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery words' })).toBeVisible();
  const words = await page.locator('main ol li').allTextContents();
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  await expect(page.getByRole('heading', { name: 'My people' })).toBeVisible();
  return words;
};

export type Level = 'does not see it' | 'reads it' | 'reads and writes';

/** The client makes an invitation; gives its link. */
export const makeInvitation = async ({ page }: Player, name: string, sees: Readonly<Record<string, Level>> = {}): Promise<string> => {
  await goTo(page, 'People');
  await page.getByRole('link', { name: 'Invite someone' }).click();
  await page.getByLabel('Who is it?').fill(name);
  for (const [title, level] of Object.entries(sees)) await page.getByLabel(title, { exact: true }).selectOption(level);
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  return page.getByLabel('The link').inputValue();
};

export interface Card {
  readonly name: string;
  readonly role?: string;
  readonly organisation?: string;
}

/** Somebody opens the link and says who they are. */
export const askToJoin = async ({ page }: Player, link: string, { name, role = '', organisation = '' }: Card): Promise<void> => {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your role').fill(role);
  await page.getByLabel('Your organisation').fill(organisation);
  await page.getByRole('button', { name: 'Ask to join' }).click();
};

/** The four names that stand under the pictures on the invited side. */
export const readPictures = async ({ page }: Player): Promise<readonly string[]> => {
  await expect(page.getByRole('heading', { name: 'Read these four pictures' })).toBeVisible();
  return page.locator('main .one > span').allTextContents();
};

/** The client taps the row that was read out, and says yes. */
export const letIn = async ({ page }: Player, pictures: readonly string[], name: string): Promise<void> => {
  await page.getByRole('button', { name: pictures.join(' '), exact: true }).click();
  await page.getByRole('button', { name: `Yes, let ${name} in` }).click();
  await expect(page.getByRole('heading', { name: `${name} is on your team.` })).toBeVisible();
};

/** From the link to the record on the new person's screen. */
export const join = async (client: Player, guest: Player, card: Card, sees: Readonly<Record<string, Level>> = {}): Promise<void> => {
  const link = await makeInvitation(client, card.name, sees);
  await askToJoin(guest, link, card);
  await letIn(client, await readPictures(guest), card.name);
  // The whole record is there when it has the client's name.
  await expect(guest.page.getByRole('heading', { name: /.’s people$/ })).toBeVisible({ timeout: 15_000 });
  await client.page.getByRole('button', { name: 'Back to my people' }).click();
};

/** Goes to a place by the bar that is on every screen, or by what the bar calls *More*. */
export const goTo = async (page: Page, place: string): Promise<void> => {
  const bar = page.getByRole('navigation', { name: 'Places' });
  const inBar = bar.getByRole('link', { name: place, exact: true });
  await bar.waitFor();
  const more = bar.getByRole('link', { name: 'More', exact: true });
  if ((await inBar.isVisible()) || !(await more.isVisible())) return inBar.click();
  await more.click();
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`^${place}`) })
    .click();
};

export const writeNote = async ({ page }: Player, words: string): Promise<void> => {
  await goTo(page, 'Journal');
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByLabel('What happened?').fill(words);
  await page.getByRole('button', { name: 'Keep this note' }).click();
  await expect(page.getByText(words)).toBeVisible();
};

/** The note that holds these words. */
export const noteWith = ({ page }: Player, words: string): Locator => page.getByRole('article').filter({ hasText: words });

/** Opens a record of this device from the first screen. */
export const openFromDoors = async ({ page }: Player, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
};

/** This browser has no network from now on (WebSockets included); a reload ends the links that are up. */
export const cutOff = async (player: Player): Promise<void> => {
  // Until all of the app is kept, it does not start without a network.
  await player.page.evaluate(async () => navigator.serviceWorker.ready);
  await player.context.setOffline(true);
  await reload(player);
};

/** Loads the app anew, with or without a network, and waits for the record. */
export const reload = async ({ page }: Player): Promise<void> => {
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
};

/** How many parts of snapshots lie on a device. */
export const countSnapshot = (): Promise<number> =>
  new Promise((resolve) => {
    const request = indexedDB.open('around-me');
    request.onsuccess = () => {
      const count = request.result.transaction('snapshots').objectStore('snapshots').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });

/** Tells the app that it is out of sight, as when another one is opened on a phone. */
export const hide = (): void => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  Reflect.deleteProperty(document, 'visibilityState');
};

/** Does so, until what is on the screen is written down for the next start. */
export const lookAway = async ({ page }: Player): Promise<void> => {
  await page.evaluate(hide);
  await expect.poll(() => page.evaluate(countSnapshot)).toBeGreaterThan(3);
};

export const comeBack = (player: Player): Promise<void> => player.context.setOffline(false);

/** The client takes somebody off, through the dialog that says what it means. */
export const takeOff = async ({ page }: Player, name: string): Promise<void> => {
  await goTo(page, 'People');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: `Take ${name} off my team` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Take ${name} off my team` })
    .click();
  await expect(page.getByRole('heading', { name: 'My people' })).toBeVisible();
};

/** The client changes what somebody sees of a page. */
export const letSee = async ({ page }: Player, name: string, title: string, level: Level): Promise<void> => {
  await goTo(page, 'People');
  await page.getByRole('link', { name: 'Who sees what' }).click();
  await page.getByLabel(`${name} and ${title}`).selectOption(level);
  await page.getByRole('button', { name: 'Yes, change it' }).click();
  await expect(page.getByLabel(`${name} and ${title}`)).toHaveValue(
    { 'does not see it': 'none', 'reads it': 'see', 'reads and writes': 'write' }[level],
  );
};

export interface Team {
  readonly server: Server;
  readonly client: Player;
  readonly priya: Player;
  readonly tom: Player;
}

/** A client and two workers, each in a browser of their own, all on one team. */
export const createTeam = async (browser: Browser): Promise<Team> => {
  const server = await startServer();
  const [client, priya, tom] = await Promise.all([
    createPlayer(browser, 'client', PHONE),
    createPlayer(browser, 'Priya', LAPTOP),
    createPlayer(browser, 'Tom', LAPTOP),
  ]);
  await makeRecord(client, server, 'Sam');
  await join(client, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
  await join(client, tom, { name: 'Tom Osei', role: 'Nurse', organisation: 'Open Door' }, { 'About me': 'does not see it' });
  return { server, client, priya, tom };
};

export const endTeam = async ({ server, client, priya, tom }: Team): Promise<void> => {
  for (const player of [client, priya, tom]) expectOnlyOwnOrigin(player, server);
  await Promise.all([client, priya, tom].map(({ context }) => context.close()));
  await server.close();
};
