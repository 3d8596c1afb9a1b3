import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, makeRecord, PHONE, startServer } from './cast.ts';

// A trace of the test itself would be work of the page's.
test.use({ trace: 'off' });

const IMPORTANT = 'What is most important to me';

/** The editor behind a name, once it is there in place of the plain field. */
const editorOf = async (page: Page, label: string): Promise<Locator> => {
  const editor = page.getByRole('textbox', { name: label });
  await expect(editor).toHaveAttribute('contenteditable', 'true');
  return editor;
};

/** Somebody with a record of their own, on their page About me. */
const openAboutMe = async (browser: Browser, viewport: { width: number; height: number }) => {
  const server = await startServer();
  const sam = await createPlayer(browser, 'Sam', viewport);
  await makeRecord(sam, server, 'Sam');
  await goTo(sam.page, 'About me');
  const editor = await editorOf(sam.page, IMPORTANT);
  const end = async () => {
    expectOnlyOwnOrigin(sam, server);
    await sam.context.close();
    await server.close();
  };
  return { sam, page: sam.page, editor, end };
};

/** Pastes as a person does: from the clipboard, with its markup. */
const paste = (editor: Locator, data: Readonly<Record<string, string>>): Promise<void> =>
  editor.evaluate((content, all) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(all)) clipboardData.setData(type, value);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);

interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }[];
}

/** How long the page's tasks took, the longest first, in milliseconds of this thread's own work: what else the machine does is not in it. */
const tasksOf = ({ traceEvents }: Trace): readonly number[] => {
  const main = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) => (name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid}/${tid}`] : [])),
  );
  return traceEvents
    .flatMap(({ name, pid, tid, tdur }) => (name === 'RunTask' && main.has(`${pid}/${tid}`) && tdur !== undefined ? [tdur / 1000] : []))
    .toSorted((a, b) => b - a);
};

test('typing in a text of 20,000 letters on a phone four times slower holds nothing up', async ({ browser }) => {
  test.setTimeout(120_000);
  const { page, editor, end } = await openAboutMe(browser, PHONE);
  await editor.click();
  await paste(editor, { 'text/plain': 'We walked by the **river**, and talked of it.\n- He was glad.\n\n'.repeat(310) });
  await page.waitForTimeout(2500);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // To the top of the text: a leap over all of it is no typing.
  await page.keyboard.press('Control+Home');
  await page.waitForTimeout(2000);
  const longest: number[] = [];
  for (const words of ['He said ', 'it was a day, ', 'a good day, ', 'a long one, ', 'and a warm one.']) {
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
    await page.keyboard.type(words, { delay: 120 });
    // A person's pause: what was typed is sealed in it.
    await page.waitForTimeout(1800);
    const tasks = tasksOf(JSON.parse((await browser.stopTracing()).toString()) as Trace);
    expect(tasks.length).toBeGreaterThan(words.length);
    longest.push(tasks[0] ?? Infinity);
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const shown = longest.map((ms) => ms.toFixed(0)).join(', ');
  console.warn(`Typing in a text of 20,000 letters, CPU slowed 4 times: the longest task while a few words were typed was ${shown} ms`);
  // Of five times the middle one: a machine that does other things too can hold any one task up.
  expect(longest.toSorted((a, b) => a - b)[2]).toBeLessThan(50);
  await end();
});
