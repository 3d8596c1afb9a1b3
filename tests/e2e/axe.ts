import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Nothing that axe can find is wrong with what is on the screen, by WCAG 2.2 AA and axe's own good habits. */
export const expectAccessible = async (page: Page, screen: string): Promise<void> => {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run());
  expect(
    violations.map(({ id, help, nodes }) => ({ id, help, html: nodes.slice(0, 3).map(({ html }) => html) })),
    screen,
  ).toEqual([]);
};
