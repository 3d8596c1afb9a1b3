import type { Who } from '#ledger';
import { countsAs, packKeyOf } from '#record';
import type { ItemOf, Rater, Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

/** One time that a measure was answered, and by whom as it counts. */
export interface Measured {
  readonly row: Row<ItemOf<'measurement'>>;
  readonly rater: Rater;
  /** Who wrote it down; `null` where that is not known. */
  readonly who: Who | null;
  readonly day: string;
}

const byDay = (a: Measured, b: Measured): number => (a.day < b.day ? -1 : Number(a.day > b.day));

/** All of a page, by the measure that they belong to, oldest first. */
export const measuredByPack = (page: LivePage): ReadonlyMap<string, readonly Measured[]> => {
  const byPack = new Map<string, Measured[]>();
  for (const row of page.items.of('measurement')) {
    const who = page.sealOf(row.madeBy)?.who ?? null;
    const key = packKeyOf(row.item);
    const list = byPack.get(key) ?? [];
    list.push({ row, who, rater: countsAs(row.item.by, who === 'client'), day: row.item.day });
    byPack.set(key, list);
  }
  for (const list of byPack.values()) list.sort(byDay);
  return byPack;
};

/** Whether the client keeps a value out of reports: what they said last, under their own seal. */
export const isKeptOut = (page: LivePage, row: Row): boolean =>
  page.items
    .about(row.id, 'not-in-reports')
    .flatMap((one) => {
      const seal = page.sealOf(one.madeBy);
      return seal?.who === 'client' ? [{ time: seal.time, out: one.item.out }] : [];
    })
    .toSorted((a, b) => a.time - b.time)
    .at(-1)?.out ?? false;
