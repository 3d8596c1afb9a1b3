/** This tab is the one that writes a record, or another one is. */
export type Hold = { readonly state: 'held'; readonly release: () => void } | { readonly state: 'elsewhere' };

/** A page that was just reloaded or closed may hold its lock for a moment longer. */
const WAIT_MS = 1000;

/**
 * One tab writes a record at a time (Web Locks). `take`: take it over from the other tab, which is told through its own `onLost`.
 */
export const holdRecord = (space: string, options: { readonly take: boolean; readonly onLost: () => void }): Promise<Hold> =>
  new Promise((resolve) => {
    const request: LockOptions = options.take ? { steal: true } : { signal: AbortSignal.timeout(WAIT_MS) };
    let state: 'waiting' | 'held' | 'released' = 'waiting';
    navigator.locks
      .request(
        `around-me:${space}`,
        request,
        () =>
          new Promise<void>((done) => {
            state = 'held';
            resolve({
              state: 'held',
              release: () => {
                state = 'released';
                done();
              },
            });
          }),
      )
      .catch(() => {
        if (state === 'waiting') resolve({ state: 'elsewhere' });
        else if (state === 'held') options.onLost();
      });
  });
