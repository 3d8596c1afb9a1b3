import type { Who } from '#ledger';
import type { ItemOf, Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

/** Who took an item away, and why: only its writer or the client can. `null`: it stands. */
export const takenAway = (page: LivePage, row: Row): { readonly who: Who; readonly row: Row<ItemOf<'taken-away'>> } | null => {
  const asks = page.items.about(row.id, 'taken-away');
  if (asks.length === 0) return null;
  const author = page.sealOf(row.madeBy)?.who;
  for (const ask of asks) {
    const who = page.sealOf(ask.madeBy)?.who;
    if (who !== undefined && (who === author || who === 'client')) return { who, row: ask };
  }
  return null;
};

/** Oldest first, by what the seals say. */
export const inTime = <R extends Row>(page: LivePage, rows: readonly R[]): readonly R[] =>
  rows.length < 2 ? rows : rows.toSorted((a, b) => (page.sealOf(a.madeBy)?.time ?? 0) - (page.sealOf(b.madeBy)?.time ?? 0));
