import { daysBetween } from './days.ts';
import type { BarrierStepKind } from './items/learning.ts';

export interface BarrierLife {
  readonly open: boolean;
  readonly closedOn: string | null;
  /** From the day that it began to the day that it was over, or to today. */
  readonly days: number;
}

/** How long a barrier was open. The last word counts: whoever tells of a further step after `over` opens it again. */
export const barrierLife = (
  since: string,
  steps: readonly { readonly step: BarrierStepKind; readonly day: string; readonly time: number }[],
  today: string,
): BarrierLife => {
  const last = steps.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.time - b.time)).at(-1);
  const closedOn = last?.step === 'over' ? last.day : null;
  return { open: closedOn === null, closedOn, days: Math.max(0, daysBetween(since, closedOn ?? today)) };
};
