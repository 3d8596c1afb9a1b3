import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const MOST_TABS = 120;

/** What a screen reader would say has the focus: the accessible name as the browser computes it. */
export const focused = async (page: Page): Promise<string> => {
  const devtools = await page.context().newCDPSession(page);
  const { result } = await devtools.send('Runtime.evaluate', {
    // The editor's text stands in a shadow root.
    expression: 'document.activeElement?.shadowRoot?.activeElement ?? document.activeElement',
  });
  const { objectId } = result;
  if (objectId === undefined) return '';
  const { nodes } = await devtools.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
  await devtools.detach();
  const name: unknown = nodes[0]?.name?.value;
  return typeof name === 'string' ? name : '';
};

/** Presses Tab until the element with this name has the focus; it must be possible to see that it has. */
export const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (typeof name === 'string' ? now === name : name.test(now)) {
      const outlined = await page.evaluate(() => {
        const activeElement = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
        const looks = activeElement ? [activeElement, activeElement.closest('label') ?? activeElement] : [];
        return looks.some((one) => Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2);
      });
      expect(outlined, `${String(name)} shows that it has the focus`).toBe(true);
      return;
    }
  }
  throw new Error(`No Tab led to ${String(name)}.`);
};

export const press = async (page: Page, name: string | RegExp, key = 'Enter'): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press(key);
};

export const type = async (page: Page, name: string | RegExp, text: string): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.type(text);
};
