import * as z from 'zod/mini';
import { day, from0To, id, LONG, SHORT, who, words } from './shape.ts';

/** Whether a reflection is the team's alone, or its author would let it leave in a story pack. (One's own stay on one's own device.) */
export const LAYERS = ['team', 'may-leave'] as const;
export const SEEN = ['rating-fell', 'promise-not-kept', 'gap', 'views-differ', 'barrier', 'good-day', 'other'] as const;
export const BARRIER_STEPS = ['tried', 'told', 'changed', 'not-changed', 'over'] as const;
export const LIFE_EVENTS = ['prison', 'hospital', 'move', 'handover', 'other'] as const;
export type Seen = (typeof SEEN)[number];
export type BarrierStepKind = (typeof BARRIER_STEPS)[number];
export type LifeEventKind = (typeof LIFE_EVENTS)[number];

const seen = { seen: z.enum(SEEN), about: z.nullable(id) };
const answers = (most: number) => z.record(words(40), z.nullable(from0To(most)));

export const LEARNING_SCHEMAS = {
  /** `about`: the item that it began with, on whatever page. */
  reflection: z.object({
    kind: z.literal('reflection'),
    layer: z.enum(LAYERS),
    ...seen,
    tried: words(LONG),
    wentWell: words(LONG),
    inTheWay: words(LONG),
    learned: words(LONG),
    change: words(LONG),
  }),
  /** A change of practice: what might be going on, what the team tries, and when it asks *did it help?* */
  practice: z.object({
    kind: z.literal('practice'),
    ...seen,
    goingOn: words(LONG),
    before: words(SHORT),
    willTry: words(LONG),
    askOn: day,
    meeting: z.nullable(id),
  }),
  outcome: z.object({
    kind: z.literal('outcome'),
    to: id,
    helped: z.enum(['yes', 'some', 'no', 'cannot-tell']),
    learned: words(LONG),
    then: z.enum(['keep', 'change', 'drop']),
  }),
  /** Something in the system that said no: who, to what, why. */
  barrier: z.object({ kind: z.literal('barrier'), organisation: words(SHORT), what: words(LONG), why: words(LONG), since: day }),
  /** Its life story, a step at a time; `over` closes it. */
  'barrier-step': z.object({ kind: z.literal('barrier-step'), to: id, step: z.enum(BARRIER_STEPS), words: words(LONG), day }),
  'thank-you': z.object({ kind: z.literal('thank-you'), who, words: words(SHORT) }),
  /** Answers by statement of the team review, 0 to 4; `null`: would rather not say. One person's own view. */
  review: z.object({ kind: z.literal('review'), version: from0To(1000), answers: answers(4), examples: z.record(words(40), words(SHORT)) }),
  /** *How is my team?*, 0 to 4 by statement. Only counts where the client's seal is on it. */
  'my-team': z.object({ kind: z.literal('my-team'), version: from0To(1000), answers: answers(4), words: words(SHORT) }),
  /** What the continuity line bridges. */
  'life-event': z.object({ kind: z.literal('life-event'), what: z.enum(LIFE_EVENTS), words: words(SHORT), from: day, to: z.nullable(day) }),
} as const;
