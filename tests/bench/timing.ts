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

/** As `timed`, for work that gives nothing to wait for. */
export const tookAtOnce = (work: () => void): Took => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { clock, processor: (user + system) / 1000 };
};

/** Milliseconds by the clock, for work as short as one plain Yjs update: asking for more, or waiting, would cost more than it does. */
export const timedAtOnce = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** The middle one: a pause for somebody else's work does not move it. */
export const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

/** The middle by the clock, and the middle of processors. */
export const middleTook = (times: readonly Took[]): Took => ({
  clock: middle(times.map(({ clock }) => clock)),
  processor: middle(times.map(({ processor }) => processor)),
});

export interface SideBySide {
  readonly ours: Took;
  readonly plain: Took;
}

/** The plain one is short: a pause for somebody else's work would be all that is seen of it. */
const PLAIN_A_ROUND = 3;

/**
 * What each takes, the middle of `rounds` rounds: in turns, so that whatever else the machine does slows both alike; after one round that is
 * not counted.
 */
export const sideBySide = async (rounds: number, ours: () => Promise<Took>, plain: () => Took): Promise<SideBySide> => {
  const times: { readonly ours: Took; readonly plain: readonly Took[] }[] = [];
  for (let i = 0; i <= rounds; i++) times.push({ ours: await ours(), plain: Array.from({ length: PLAIN_A_ROUND }, plain) });
  const counted = times.slice(1);
  return { ours: middleTook(counted.map((round) => round.ours)), plain: middleTook(counted.flatMap((round) => round.plain)) };
};
