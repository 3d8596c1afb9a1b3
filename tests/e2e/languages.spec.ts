import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { startServer } from './cast.ts';

/** Whatever is wider than the screen, or holds words that it cuts off; what is hidden on purpose, and what can be scrolled, is not meant. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const described = (one: Element) => `${one.tagName.toLowerCase()}.${one.classList.value} “${one.textContent.trim().slice(0, 40)}”`;
    const scrolls = (one: Element): boolean =>
      one.parentElement !== null && (/(auto|scroll)/.test(getComputedStyle(one.parentElement).overflowX) || scrolls(one.parentElement));
    /** Words that stick out of the link, button or card that they are in. */
    const sticksOut = (one: Element): boolean => {
      const around = one.closest('a, button, .card');
      const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
      if (!around || own.length === 0) return false;
      const limits = around.getBoundingClientRect();
      const range = document.createRange();
      return own.some((node) => {
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        return box.right > limits.right + 1 || box.left < limits.left - 1;
      });
    };
    const wrong = [...document.querySelectorAll('body *')].filter((one) => {
      if (!one.checkVisibility() || one.closest('svg, .only-read-aloud, .skip, .leave.first') !== null) return false;
      const style = getComputedStyle(one);
      if (style.position === 'absolute' && style.clipPath !== 'none') return false;
      const box = one.getBoundingClientRect();
      if ((box.right > clientWidth + 1 || box.left < -1) && !scrolls(one)) return true;
      if (sticksOut(one)) return true;
      return /(hidden|clip)/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && !one.matches('input, select, textarea');
    });
    return [...(scrollWidth > clientWidth ? [`the page, by ${String(scrollWidth - clientWidth)}`] : []), ...wrong.map(described)];
  });

interface Look {
  readonly language?: string;
  readonly width: number;
  readonly scale?: number;
}

const LOOKS: Readonly<Record<string, Look>> = {
  'in words 40 % longer, 320 px wide': { language: 'pseudo', width: 320 },
  'from right to left, 320 px wide': { language: 'pseudo-rtl', width: 320 },
  'in Easy English with pictures, 320 px wide': { language: 'en-x-easy', width: 320 },
  'with text at 200 %, 360 px wide': { width: 360, scale: 2 },
  'with text at 200 %, on a laptop': { width: 1280, scale: 2 },
  'from right to left, on a laptop': { language: 'pseudo-rtl', width: 1280 },
};

const open = async (browser: Browser, url: string, { language, width, scale = 1 }: Look): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale: 'en-GB' });
  const page = await context.newPage();
  if (language !== undefined) await page.addInitScript((name) => localStorage.setItem('around-me/language', name), language);
  await page.goto(url);
  await page.getByRole('button').nth(2).waitFor();
  await page.evaluate((times) => {
    document.documentElement.style.fontSize = `${String(times * 106.25)}%`;
  }, scale);
  return page;
};

for (const [name, look] of Object.entries(LOOKS)) {
  test(`every main screen fits ${name}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const server = await startServer();
    const page = await open(browser, server.url, look);
    const found: Record<string, readonly string[]> = {};
    const check = async (screen: string) => {
      await page.waitForTimeout(150);
      const folder = process.env['AROUND_ME_SCREENS'];
      if (folder) await page.screenshot({ path: `${folder}/${name}/${screen.replaceAll('/', '-')}.png`, fullPage: true });
      const wrong = await cutOff(page);
      if (wrong.length > 0) found[screen] = wrong.slice(0, 5);
    };
    await check('doors');
    for (const place of ['make', 'join']) {
      await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
      await check(place);
    }
    await page.evaluate(() => (location.hash = '#/'));
    // The made-up record is the last of the doors.
    await page.locator('main button.door').last().click();
    await page.getByRole('navigation').waitFor();
    await check('home');
    await page.evaluate(() => (location.hash = '#/more'));
    await page.locator('main a[href^="#/"]').first().waitFor();
    const hrefs = await page.locator('main a[href^="#/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs.length).toBeGreaterThan(8);
    await check('more');
    for (const href of [...hrefs, '#/card', '#/sees']) {
      await page.evaluate((hash) => (location.hash = hash), href);
      await check(href.replace(/[0-9a-f]{16,}/, ''));
    }
    expect(found).toEqual({});
    await page.context().close();
    await server.close();
  });
}

test('the language is chosen on the first screen, kept on this device, and changed while the record is open', async ({ browser }) => {
  const server = await startServer();
  const page = await open(browser, server.url, { width: 360 });
  await page.getByLabel('Language').selectOption('Easy English, with pictures');
  await expect(page.getByRole('heading', { name: 'Who helps you?' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Me/ }).getByRole('img')).toHaveCount(0); // a picture says nothing that the word does not
  expect(
    await page.locator('main a.door img').evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0)),
  ).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Who helps you?' })).toBeVisible();
  await page.getByRole('button', { name: /^Just look/ }).click();
  await expect(page.getByRole('navigation').locator('img').first()).toBeVisible();
  await expectAccessible(page, 'home in Easy English');
  await page.evaluate(() => (location.hash = '#/device'));
  await page.getByLabel('Language').selectOption('English');
  await expect(page.getByRole('heading', { name: 'This device', level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation').locator('img')).toHaveCount(0);
  await page.context().close();
  await server.close();
});

test('the languages for tests are offered to nobody', async ({ browser }) => {
  const server = await startServer();
  const page = await open(browser, server.url, { width: 360 });
  await expect(page.getByLabel('Language').getByRole('option')).toHaveText(['Easy English, with pictures', 'English']);
  await page.context().close();
  await server.close();
});
