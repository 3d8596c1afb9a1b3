import type { BrowserContext, Page } from '@playwright/test';

/** What was seen from the navigation on, in milliseconds. */
export interface Seen {
  /** The words were on the page, and a frame with them was made. */
  readonly readable: number;
  /** Turns of the page's own thread that lasted over 50 ms: when each began, and how long it was. */
  readonly long: readonly (readonly [number, number])[];
}

declare global {
  var seen: { readable: number; long: [number, number][] } | undefined;
}

/** Notes in every page of a context from now on when these words are there, and every long turn. */
export const watchFor = (context: BrowserContext, words: string): Promise<unknown> =>
  context.addInitScript((expected) => {
    const seen: NonNullable<typeof globalThis.seen> = { readable: 0, long: [] };
    globalThis.seen = seen;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) seen.long.push([startTime, duration]);
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      const there = [...document.querySelectorAll('article')].slice(0, 50).some((article) => article.textContent.includes(expected));
      if (there) requestAnimationFrame(() => (seen.readable = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, words);

/** Every page of Chromium's that is slowed down this many times. */
export const slowDown = async (page: Page, times: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
};

export const seenIn = async (page: Page): Promise<Seen> => {
  await page.waitForFunction(() => (globalThis.seen?.readable ?? 0) > 0, undefined, { timeout: 120_000 });
  const seen = await page.evaluate(() => globalThis.seen);
  if (!seen) throw new Error('Nothing was watched.');
  return seen;
};

/** The longest turn that began after a moment of the page's own clock, in milliseconds; 0 where none was long. */
export const longestSince = (page: Page, from: number): Promise<number> =>
  page.evaluate((since) => Math.max(0, ...(globalThis.seen?.long ?? []).flatMap(([at, took]) => (at >= since ? [took] : []))), from);

export const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());

/** Scrolls down for some seconds, a step a frame. Gives the share of frames that a screen of 60 in a second would have missed. */
export const missedFrames = (page: Page, seconds: number): Promise<number> =>
  page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        let frames = 0;
        const step = () => {
          const took = performance.now() - start;
          if (took > ms) resolve(Math.max(0, 1 - frames / ((took * 60) / 1000)));
          else {
            frames += 1;
            scrollBy(0, 40);
            requestAnimationFrame(step);
          }
        };
        requestAnimationFrame(step);
      }),
    seconds * 1000,
  );
