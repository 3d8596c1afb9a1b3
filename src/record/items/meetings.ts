import * as z from 'zod/mini';
import { clockTime, day, id, LONG, people, SHARED, SHORT, who, words } from './shape.ts';

/** How the client takes part: there, with a view sent ahead, or by somebody who speaks for them. */
export const CLIENT_WAYS = ['joins', 'sends-view', 'spoken-for', 'not-asked-yet'] as const;
export type ClientWay = (typeof CLIENT_WAYS)[number];

export const MEETING_SCHEMAS = {
  /** `notes` is a text that several people may write in at once. `speaker`: who speaks for the client. */
  meeting: z.object({
    kind: z.literal('meeting'),
    title: words(SHORT),
    day,
    time: z.nullable(clockTime),
    minutes: z.int().check(z.minimum(5), z.maximum(600)),
    where: words(SHORT),
    coming: people,
    clientWay: z.enum(CLIENT_WAYS),
    speaker: z.nullable(who),
    notes: words(SHARED),
    state: z.enum(['planned', 'held', 'called-off']),
  }),
  /** `from`: the barrier, change of practice or step that it is about. */
  agenda: z.object({ kind: z.literal('agenda'), meeting: id, words: words(SHORT), from: z.optional(id), done: z.boolean() }),
  /** Who was there: each for themselves, or written by whoever keeps the notes. `came: false` counts a service and a person alike. */
  arrival: z.object({ kind: z.literal('arrival'), meeting: id, who, came: z.boolean() }),
  strength: z.object({ kind: z.literal('strength'), meeting: id, words: words(SHORT) }),
  /** `step`: what became of it on the plan. */
  decision: z.object({ kind: z.literal('decision'), meeting: id, words: words(SHORT), step: z.nullable(id) }),
  /** What got in the way, told at the meeting: a barrier on *Team learning*. */
  'barrier-met': z.object({ kind: z.literal('barrier-met'), meeting: id, barrier: id }),
  'view-ahead': z.object({ kind: z.literal('view-ahead'), meeting: id, words: words(LONG) }),
  'check-out': z.object({ kind: z.literal('check-out'), meeting: id, words: words(SHORT) }),
} as const;
