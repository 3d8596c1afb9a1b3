import * as z from 'zod/mini';
import { from0To, LONG, SHORT, words } from './shape.ts';

/** What only the client sees. */
export const JUST_ME_SCHEMAS = {
  private: z.object({ kind: z.literal('private'), words: words(LONG) }),
  today: z.object({ kind: z.literal('today'), value: from0To(10), words: words(SHORT) }),
  invitation: z.object({
    kind: z.literal('invitation'),
    name: words(SHORT),
    until: z.number(),
    state: z.enum(['out', 'joined', 'taken-back', 'failed']),
  }),
} as const;
