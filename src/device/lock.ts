/** This tab is the one that writes a record, or another one is. */
export type Hold = { readonly state: 'held'; readonly release: () => void } | { readonly state: 'elsewhere' };

/**
 * One tab writes a record at a time (Web Locks). `take`: take it over from the other tab, which is told through its own `onLost`.
 */
export const holdRecord = (space: string, options: { readonly take: boolean; readonly onLost: () => void }): Promise<Hold> =>
  new Promise((resolve) => {
    const request: LockOptions = options.take ? { steal: true } : { ifAvailable: true };
    let released = false;
    navigator.locks
      .request(`around-me:${space}`, request, (lock) => {
        if (!lock) {
          resolve({ state: 'elsewhere' });
          return undefined;
        }
        return new Promise<void>((done) => {
          resolve({
            state: 'held',
            release: () => {
              released = true;
              done();
            },
          });
        });
      })
      .catch(() => {
        if (!released) options.onLost();
      });
  });
