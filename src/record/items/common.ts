import * as z from 'zod/mini';
import { id, LONG, SHORT, words } from './shape.ts';

export const SAYS = ['yes', 'not-quite', 'disagree', 'take-away'] as const;
export type SayWord = (typeof SAYS)[number];

/** What can stand beside any item, on its page. */
export const COMMON_SCHEMAS = {
  answer: z.object({ kind: z.literal('answer'), to: id, words: words(LONG) }),
  /** What the client says to an item. Only counts as that where the client's seal is on it. */
  say: z.object({ kind: z.literal('say'), to: id, say: z.enum(SAYS), words: words(LONG) }),
  thanks: z.object({ kind: z.literal('thanks'), to: id }),
  /** Hides another item *as taken away by whoever sealed this*; its words stay one tap off. */
  'taken-away': z.object({ kind: z.literal('taken-away'), to: id, why: words(SHORT) }),
  /** A gentle cover: what a hard item is about, shown in its place until it is tapped. Empty: the cover is taken off again. */
  cover: z.object({ kind: z.literal('cover'), to: id, about: words(SHORT) }),
} as const;
