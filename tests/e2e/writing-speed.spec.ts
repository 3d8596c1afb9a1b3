import { expect, test } from '@playwright/test';
import { PHONE } from './cast.ts';
import { openAboutMe, paste } from './editing.ts';

// A trace of the test itself would be work of the page's.
test.use({ trace: 'off' });

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
