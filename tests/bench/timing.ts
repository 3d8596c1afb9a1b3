import process from 'node:process';

/** How long something took, in milliseconds. */
export interface Took {
  /** By the clock. */
  readonly clock: number;
  /** Of all processor cores together: the same, nearly, on a machine that has other work. */
  readonly processor: number;
}

/** What `work` took. */
export const timed = async (work: () => Promise<unknown>): Promise<Took> => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { clock, processor: (user + system) / 1000 };
};

/** Milliseconds by the clock, for work that gives nothing to wait for: waiting would cost more than a plain Yjs update does. */
export const timedAtOnce = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** The middle one: a pause for somebody else's work does not move it. */
export const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

export interface SideBySide {
  readonly ours: Took;
  readonly plain: number;
}

/**
 * What each takes, the middle of `rounds` times: in turns, so that whatever else the machine does slows both alike; after one round that is
 * not counted.
 */
export const sideBySide = async (rounds: number, ours: () => Promise<Took>, plain: () => number): Promise<SideBySide> => {
  const times: [ours: Took, plain: number][] = [];
  for (let i = 0; i <= rounds; i++) times.push([await ours(), plain()]);
  const counted = times.slice(1);
  return {
    ours: { clock: middle(counted.map(([one]) => one.clock)), processor: middle(counted.map(([one]) => one.processor)) },
    plain: middle(counted.map(([, one]) => one)),
  };
};
