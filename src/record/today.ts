import type { Item, ItemKind, ItemOf } from './items.ts';
import type { Row, StructId } from './read.ts';
import { isOf } from './read.ts';

/** What one record asks of one person on one day. */
export interface Today {
  /** Their open steps whose day has come or is over, the longest over first. */
  readonly due: readonly { readonly row: Row<ItemOf<'step'>>; readonly by: string }[];
  /** Steps that somebody else asks of them and that they have not answered. */
  readonly asked: readonly Row<ItemOf<'step'>>[];
  /** The day's planned meetings, the earliest first. */
  readonly meetings: readonly Row<ItemOf<'meeting'>>[];
}

interface Source {
  readonly rows: readonly Row[];
  /** Who wrote a struct and when, by the seal. */
  readonly sealOf: (id: StructId) => { readonly who: string; readonly time: number } | null;
  /** Who put the name there that a step has now. */
  readonly namedBy: (step: Row<ItemOf<'step'>>) => string | null;
}

const OPEN: ReadonlySet<string> = new Set(['todo', 'doing', 'blocked']);

/** Of one page. `today`: the calendar day where the person is. */
export const todayOf = ({ rows, sealOf, namedBy }: Source, me: string, today: string): Today => {
  const of = <K extends ItemKind>(kind: K) => rows.filter((row): row is Row<ItemOf<K> & Item> => isOf(row.item, kind));
  const replied = new Set(of('step-reply').flatMap((row) => (sealOf(row.madeBy)?.who === me ? [row.item.to] : [])));
  const newDays = new Map<string, { readonly by: string | null; readonly time: number }>();
  for (const { item, madeBy } of of('step-day')) {
    const time = sealOf(madeBy)?.time ?? 0;
    if (time >= (newDays.get(item.to)?.time ?? 0)) newDays.set(item.to, { by: item.by, time });
  }
  const mine = of('step').filter(({ item }) => item.who === me && OPEN.has(item.state));
  const dayOf = (row: Row<ItemOf<'step'>>): string | null => (newDays.has(row.id) ? (newDays.get(row.id)?.by ?? null) : row.item.by);
  return {
    due: mine
      .flatMap((row) => {
        const by = dayOf(row);
        return by !== null && by <= today ? [{ row, by }] : [];
      })
      .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0)),
    asked: mine.filter((row) => namedBy(row) !== me && !replied.has(row.id)),
    meetings: of('meeting')
      .filter(({ item }) => item.day === today && item.state === 'planned')
      .sort((a, b) => ((a.item.time ?? '') < (b.item.time ?? '') ? -1 : 1)),
  };
};
