import * as z from 'zod/mini';
import { SAFE_HEADINGS } from '../headings.ts';
import { clockTime, day, LONG, SHORT, words } from './shape.ts';

export const LETTER_STATES = ['waiting', 'came', 'given-up'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** Of Health, Home and money, Justice; contacts also of Keeping safe. */
export const FACT_SCHEMAS = {
  /** Something that is so, under a name of its own: *GP surgery*, *tenancy began*. */
  fact: z.object({ kind: z.literal('fact'), label: words(SHORT), words: words(LONG), day: z.nullable(day) }),
  appointment: z.object({
    kind: z.literal('appointment'),
    what: words(SHORT),
    day,
    time: z.nullable(clockTime),
    where: words(SHORT),
    words: words(LONG),
  }),
  /** `order`: whom to call first has the least. */
  contact: z.object({
    kind: z.literal('contact'),
    name: words(SHORT),
    role: words(SHORT),
    phone: words(40),
    words: words(SHORT),
    order: z.int(),
  }),
  /** A letter or an answer that somebody has to chase. */
  letter: z.object({
    kind: z.literal('letter'),
    what: words(SHORT),
    from: words(SHORT),
    askedOn: z.nullable(day),
    state: z.enum(LETTER_STATES),
    words: words(LONG),
  }),
  /** The client's own name for a heading of Keeping safe; the newest counts. Only counts where the client's seal is on it. */
  'safe-title': z.object({ kind: z.literal('safe-title'), heading: z.enum(SAFE_HEADINGS), title: words(SHORT) }),
} as const;
