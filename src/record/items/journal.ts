import * as z from 'zod/mini';
import { day, LONG, people, SHORT, words } from './shape.ts';

export const NOTE_TYPES = ['visit', 'call', 'message', 'meeting', 'event', 'good-news', 'worry'] as const;
export type NoteType = (typeof NOTE_TYPES)[number];

export const JOURNAL_SCHEMAS = {
  /**
   * `people`: who was there; `missing`: who was to come and did not, the client and workers alike. `together`: by one hand, for two people.
   */
  note: z.object({
    kind: z.literal('note'),
    type: z.enum(NOTE_TYPES),
    words: words(LONG),
    day,
    together: z.boolean(),
    people: z.optional(people),
    missing: z.optional(people),
    tags: z.optional(z.array(words(40)).check(z.maxLength(20))),
  }),
  /** What a service did against the client's wish (safeguarding), written as just that. */
  'against-wish': z.object({
    kind: z.literal('against-wish'),
    what: words(LONG),
    toWhom: words(SHORT),
    why: words(LONG),
    whoDecided: words(SHORT),
    day,
    told: z.boolean(),
    whyNotTold: words(SHORT),
  }),
} as const;
