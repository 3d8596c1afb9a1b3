import { daysBetween } from './days.ts';
import type { StepState } from './items/plan.ts';

// A step that a member of the team says yes to is a promise. What came of it follows from sealed times and named days alone.

/** What is known of a step. Days are calendar days. */
export interface StepFacts {
  /** Who is asked to do it. */
  readonly who: string;
  /** Who put that name there: whoever names themselves has said yes. */
  readonly namedBy: string;
  readonly state: StepState;
  /** When the state was last set, and by whom: from the seal. */
  readonly stateOn: string;
  readonly stateBy: string;
  /** What the person who is asked said last, by their own seal. */
  readonly reply: 'yes' | 'no' | null;
  /** The days named for it (`null`: no day), in the order in which they were named; the first came with the step. */
  readonly days: readonly { readonly by: string | null; readonly namedOn: string }[];
}

/**
 * `kept`: done by its day, or done where no day was named. `late`: done after its day. `not-kept`: its day is over and it is not done, or whoever
 * does it dropped it. `not-yet`: its day is still to come. `asked`: no answer yet. `said-no`: never promised. `let-go`: somebody else dropped it.
 */
export const PROMISE_OUTCOMES = ['kept', 'late', 'not-kept', 'not-yet', 'asked', 'said-no', 'let-go'] as const;
export type PromiseOutcome = (typeof PROMISE_OUTCOMES)[number];

export interface Promised {
  readonly outcome: PromiseOutcome;
  /** The day that it is held to. */
  readonly due: string | null;
  /** The newest day that was named: another one where it was named too late to count. */
  readonly newDay: string | null;
  /** How many days after its day it was done, or is open still; 0 where it is neither. */
  readonly daysOver: number;
}

/** A new day counts where it was named while the old one was still to come. Named afterwards it is shown, and the promise stays late. */
const dueOf = (days: StepFacts['days']): string | null => {
  let due = days[0]?.by ?? null;
  for (const { by, namedOn } of days.slice(1)) {
    if (due !== null && namedOn > due) break;
    due = by;
  }
  return due;
};

export const promiseOf = (step: StepFacts, today: string): Promised => {
  const due = dueOf(step.days);
  const newDay = step.days.at(-1)?.by ?? null;
  const over = (on: string): number => (due === null ? 0 : Math.max(0, daysBetween(due, on)));
  const as = (outcome: PromiseOutcome, daysOver = 0): Promised => ({ outcome, due, newDay, daysOver });
  if (step.state === 'done') return over(step.stateOn) > 0 ? as('late', over(step.stateOn)) : as('kept');
  if (step.reply === 'no') return as('said-no');
  if (step.state === 'dropped') return step.stateBy === step.who ? as('not-kept') : as('let-go');
  const promised = step.reply === 'yes' || step.namedBy === step.who;
  if (!promised) return as('asked', over(today));
  return over(today) > 0 ? as('not-kept', over(today)) : as('not-yet');
};

export type PromiseCounts = Readonly<Record<PromiseOutcome, number>>;

/** How many of each, by whoever they are asked of. */
export const countPromises = (promises: readonly { readonly who: string; readonly outcome: PromiseOutcome }[]) => {
  const byWho = new Map<string, Record<PromiseOutcome, number>>();
  for (const { who, outcome } of promises) {
    const counts = byWho.get(who) ?? { kept: 0, late: 0, 'not-kept': 0, 'not-yet': 0, asked: 0, 'said-no': 0, 'let-go': 0 };
    counts[outcome] += 1;
    byWho.set(who, counts);
  }
  return byWho as ReadonlyMap<string, PromiseCounts>;
};

/** Open steps first, those over their day before them all, the longest first; then by day; then those without one; then what is finished. */
export const compareSteps = (a: { item: { state: StepState }; promised: Promised }, b: typeof a): number => {
  const closed = ({ item }: typeof a): number => (item.state === 'done' || item.state === 'dropped' ? 1 : 0);
  const day = ({ promised }: typeof a): string => promised.newDay ?? '9999-12-31';
  return closed(a) - closed(b) || b.promised.daysOver - a.promised.daysOver || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0);
};
