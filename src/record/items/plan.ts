import * as z from 'zod/mini';
import { day, from0To, id, LONG, SHARED, SHORT, who, words } from './shape.ts';

export const STEP_STATES = ['todo', 'doing', 'done', 'blocked', 'dropped'] as const;
export type StepState = (typeof STEP_STATES)[number];

export const PLAN_SCHEMAS = {
  /** `title` and `why` are texts that several people may write in at once. */
  goal: z.object({ kind: z.literal('goal'), title: words(SHARED), why: words(SHARED), away: z.optional(z.boolean()) }),
  /** `goal`: which one it serves, `null` where none (yet). `from`: the note, decision or barrier that it came from. */
  step: z.object({
    kind: z.literal('step'),
    goal: z.nullable(id),
    what: words(SHORT),
    who,
    by: z.nullable(day),
    state: z.enum(STEP_STATES),
    why: words(SHORT),
    from: z.optional(id),
  }),
  /** The person that a step names says yes or no to it. Only counts where that person's seal is on it. */
  'step-reply': z.object({ kind: z.literal('step-reply'), to: id, reply: z.enum(['yes', 'no']), words: words(SHORT) }),
  /** Another day for a step, and why. The days before it stay: a promise is held to what was named in time. */
  'step-day': z.object({ kind: z.literal('step-day'), to: id, by: z.nullable(day), why: words(SHORT) }),
  rating: z.object({ kind: z.literal('rating'), goal: id, value: from0To(10), words: words(SHORT) }),
  /** A look back at a goal: how it went, what is next. */
  'goal-review': z.object({ kind: z.literal('goal-review'), goal: id, words: words(LONG), next: words(LONG) }),
} as const;
