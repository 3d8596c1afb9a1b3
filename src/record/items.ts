import * as z from 'zod/mini';

// What items hold. Who made one, and when, is never in it: that comes from the seal.

const words = (most: number) => z.string().check(z.maxLength(most));
const LONG = 20_000;
const SHORT = 300;
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** A calendar day, as somebody names it. */
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

export const NOTE_TYPES = ['visit', 'call', 'message', 'meeting', 'event', 'good-news', 'worry'] as const;
export const STEP_STATES = ['todo', 'doing', 'done', 'blocked', 'dropped'] as const;
export const SAYS = ['yes', 'not-quite', 'disagree', 'take-away'] as const;

const SCHEMAS = {
  /** `title` and `why` are texts that several people may write in at once. */
  goal: z.object({ kind: z.literal('goal'), title: words(LONG), why: words(LONG), away: z.optional(z.boolean()) }),
  step: z.object({
    kind: z.literal('step'),
    goal: id,
    what: words(SHORT),
    who: words(40),
    by: z.nullable(day),
    state: z.enum(STEP_STATES),
    why: words(SHORT),
  }),
  rating: z.object({ kind: z.literal('rating'), goal: id, value: z.int().check(z.minimum(0), z.maximum(10)), words: words(SHORT) }),
  note: z.object({ kind: z.literal('note'), type: z.enum(NOTE_TYPES), words: words(LONG), day, together: z.boolean() }),
  answer: z.object({ kind: z.literal('answer'), to: id, words: words(LONG) }),
  /** What the client says to an item. Only counts as that where the client's seal is on it. */
  say: z.object({ kind: z.literal('say'), to: id, say: z.enum(SAYS), words: words(LONG) }),
  thanks: z.object({ kind: z.literal('thanks'), to: id }),
  /** Hides another item *as taken away by whoever sealed this*; its words stay one tap off. */
  'taken-away': z.object({ kind: z.literal('taken-away'), to: id, why: words(SHORT) }),
  private: z.object({ kind: z.literal('private'), words: words(LONG) }),
  today: z.object({ kind: z.literal('today'), value: z.int().check(z.minimum(0), z.maximum(10)), words: words(SHORT) }),
  invitation: z.object({
    kind: z.literal('invitation'),
    name: words(SHORT),
    until: z.number(),
    state: z.enum(['out', 'joined', 'taken-back', 'failed']),
  }),
} as const;

export type ItemKind = keyof typeof SCHEMAS;
export type Item = { [K in ItemKind]: Readonly<z.infer<(typeof SCHEMAS)[K]>> }[ItemKind];
export type ItemOf<K extends ItemKind> = Extract<Item, { readonly kind: K }>;

export type NoteType = (typeof NOTE_TYPES)[number];
export type StepState = (typeof STEP_STATES)[number];
export type SayWord = (typeof SAYS)[number];

/** Fields that are texts of their own, for several hands at once. */
export const TEXT_FIELDS: Partial<Record<ItemKind, readonly string[]>> = { goal: ['title', 'why'] };

const isItemKind = (kind: unknown): kind is ItemKind => typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind);

/** An item from plain values; `null` where this version cannot show it (a newer one, or a broken writer). */
export const readItem = (value: unknown): Item | null => {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !isItemKind(value.kind)) return null;
  const parsed = z.safeParse(SCHEMAS[value.kind], value);
  return parsed.success ? parsed.data : null;
};
