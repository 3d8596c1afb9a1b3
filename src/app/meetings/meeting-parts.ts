import { addItem } from '#record';
import type { ItemKind, Row } from '#record';
import type { LivePage, Session } from '../session/session.svelte.ts';

/** The parts of a meeting, in the order in which it is led. */
export const STAGES = ['arrive', 'strengths', 'agenda', 'decide', 'barriers', 'notes', 'check-out'] as const;
export type Stage = (typeof STAGES)[number];

export const isStage = (value: string): value is Stage => STAGES.some((one) => one === value);

/** What belongs to a meeting, of one kind, in the order of its seals. */
export const partsOf = <K extends ItemKind>(page: LivePage, meeting: string, kind: K) =>
  page.items
    .about(meeting, kind)
    .map((row) => ({ row, seal: page.sealOf(row.madeBy) }))
    .toSorted((a, b) => (a.seal?.time ?? 0) - (b.seal?.time ?? 0));

/** Adds something to a page and has it sealed. Gives its id; `null` where it does not fit. */
export const keepOn = (session: Session, page: LivePage, item: Parameters<typeof addItem>[2]): string | null => {
  const added = addItem(page.open.doc, session.random, item);
  if (!added.ok) return null;
  void session.replica.sealDrafts(page.open.id);
  return added.value;
};

/** Whom an item of a meeting is about or from, by name. */
export const byWhom = (session: Session, page: LivePage, row: Row): string => session.nameOrYou(page.sealOf(row.madeBy)?.who);
