/** Lets asynchronous steps happen one after the other, in the order in which they were asked for. */
export const createTurns = (): (<T>(step: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const next = last.then(step);
    last = next.catch(() => undefined);
    return next;
  };
};
