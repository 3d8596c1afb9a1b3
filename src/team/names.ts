import type { Entry, EntryOf, LedgerIndex, MemberId, Strand } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import { firstOf } from './order.ts';
import type { Standing } from './standing.ts';
import type { Stored } from './stored.ts';

/** Whose a device is, and the entry that says so. */
export interface Naming {
  readonly member: MemberId;
  readonly entry: EntryOf<'admit'> | EntryOf<'link'>;
}

/** T5.3: members' devices, as counting admits and then standing links name them, link by link away from an admit. */
export const readNames = (stored: Stored, client: ClientEntries, standing: Standing): ReadonlyMap<Strand, Naming> => {
  const names = new Map<Strand, Naming>();
  for (const [strand, admits] of byStrandNamed(stored, client.of('admit'))) {
    const first = firstOf(admits, stored.index);
    if (first) names.set(strand, { member: first.facts.member, entry: first });
  }
  const links = stored.ofKind('link').filter((link) => standing.stands(link));
  for (let more = true; more;) {
    more = false;
    const next = links.filter((link) => names.has(link.strand) && !names.has(stored.strandNamedBy(link) ?? link.strand));
    for (const [strand, naming] of namingsByLinks(stored, names, next)) {
      names.set(strand, naming);
      more = true;
    }
  }
  return names;
};

const namingsByLinks = (stored: Stored, names: ReadonlyMap<Strand, Naming>, links: readonly EntryOf<'link'>[]): [Strand, Naming][] =>
  [...byStrandNamed(stored, links)].flatMap(([strand, ofStrand]): [Strand, Naming][] => {
    const entry = firstOf(ofStrand, stored.index);
    const by = entry && names.get(entry.strand);
    return by ? [[strand, { member: by.member, entry }]] : [];
  });

const byStrandNamed = <E extends Entry>(
  stored: { readonly index: LedgerIndex; strandNamedBy(entry: Entry): Strand | null },
  entries: readonly E[],
): Map<Strand, E[]> => {
  const lists = new Map<Strand, E[]>();
  for (const entry of entries) {
    const strand = stored.strandNamedBy(entry);
    if (strand !== null) lists.set(strand, [...(lists.get(strand) ?? []), entry]);
  }
  return lists;
};
