import * as z from 'zod/mini';
import { ATTACHMENT_SCHEMAS } from './items/attachment.ts';
import { COMMON_SCHEMAS } from './items/common.ts';
import { FACT_SCHEMAS } from './items/facts.ts';
import { JOURNAL_SCHEMAS } from './items/journal.ts';
import { JUST_ME_SCHEMAS } from './items/just-me.ts';
import { LEARNING_SCHEMAS } from './items/learning.ts';
import { MEETING_SCHEMAS } from './items/meetings.ts';
import { PLAN_SCHEMAS } from './items/plan.ts';
import { PROGRESS_SCHEMAS } from './items/progress.ts';

// What items hold. Who made one, and when, is never in it: that comes from the seal.

const SCHEMAS = {
  ...COMMON_SCHEMAS,
  ...PLAN_SCHEMAS,
  ...JOURNAL_SCHEMAS,
  ...FACT_SCHEMAS,
  ...PROGRESS_SCHEMAS,
  ...LEARNING_SCHEMAS,
  ...MEETING_SCHEMAS,
  ...JUST_ME_SCHEMAS,
  ...ATTACHMENT_SCHEMAS,
} as const;

export type ItemKind = keyof typeof SCHEMAS;
export type Item = { [K in ItemKind]: Readonly<z.infer<(typeof SCHEMAS)[K]>> }[ItemKind];
export type ItemOf<K extends ItemKind> = Extract<Item, { readonly kind: K }>;

export const ITEM_KINDS = Object.keys(SCHEMAS) as readonly ItemKind[];

/** Fields that are texts of their own, for several hands at once. */
export const TEXT_FIELDS: Partial<Record<ItemKind, readonly string[]>> = { goal: ['title', 'why'], meeting: ['notes'] };

const isItemKind = (kind: unknown): kind is ItemKind => typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind);

/** What fits a kind. */
export const itemSchemaOf = (kind: ItemKind): z.ZodMiniType => SCHEMAS[kind];

/** An item from plain values; `null` where this version cannot show it (a newer one, or a broken writer). */
export const readItem = (value: unknown): Item | null => {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !isItemKind(value.kind)) return null;
  const parsed = z.safeParse(SCHEMAS[value.kind], value);
  return parsed.success ? parsed.data : null;
};
