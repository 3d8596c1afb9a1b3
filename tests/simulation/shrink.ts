import type { Outcome, Plan } from './run.ts';

/** How long a failing run may be shrunk, in milliseconds. */
const SHRINK_MS = 60_000;

/** Something that fails, and how. */
export interface Failing {
  readonly plan: Plan;
  readonly failure: string;
}

/**
 * A smaller run that fails too: first as few steps as do, then without those of them that it fails without. Bounded in time, so what
 * it gives may not be the smallest.
 */
export const shrink = async (
  failing: Failing,
  run: (plan: Plan) => Promise<Outcome>,
  now: () => number = () => performance.now(),
): Promise<Failing> => {
  const end = now() + SHRINK_MS;
  let best = failing;
  let happened: readonly number[] = [];
  const fails = async (plan: Plan): Promise<boolean> => {
    if (now() > end) return false;
    const outcome = await run(plan);
    if (outcome.failure === null) return false;
    best = { plan, failure: outcome.failure };
    ({ happened } = outcome);
    return true;
  };
  const { seed, without } = failing.plan;
  // What fails early mostly fails later too, but need not: so halves of what is left are tried, and the failing ones kept.
  for (let cut = best.plan.steps >> 1; cut > 0; cut >>= 1)
    while (best.plan.steps > cut && (await fails({ seed, without, steps: best.plan.steps - cut })));
  await fails(best.plan);
  // Steps at which nothing happened go at once; then ever smaller groups of the others.
  const idle = Array.from({ length: best.plan.steps }, (_, i) => i + 1).filter((step) => !happened.includes(step));
  await fails({ ...best.plan, without: new Set([...best.plan.without, ...idle]) });
  for (let size = Math.max(1, happened.length >> 1); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < happened.length;) {
      const some = happened.slice(at, at + size);
      if (!(await fails({ ...best.plan, without: new Set([...best.plan.without, ...some]) }))) at += size;
    }
    if (size === 1 || now() > end) break;
  }
  return best;
};
