import type { PageId, Strand, Who } from '#ledger';
import type { Replica } from '../replica/replica.ts';
import { toPlain } from './snapshot-head.ts';
import type { SnapshotHead } from './snapshot-head.ts';

type Counts = SnapshotHead['devices'][number]['seen'];

/** What a snapshot says of the open record beside its pages. `rows`: how many rows each page takes. */
export const headOf = (replica: Replica, rows: ReadonlyMap<PageId, number>): SnapshotHead => {
  const { team, ledger } = replica;
  const authors: [Strand, Who][] = ledger.heads().flatMap(({ strand }) => {
    const who = team.whoOf(strand);
    return who ? [[strand, who]] : [];
  });
  const seenBy = (strand: Strand): Counts => {
    const head = ledger.headOf(strand);
    if (!head) return [];
    return [[strand, head.seq + 1], ...countsOf(ledger.index.pastOf(head).filter((other) => other.strand !== strand))];
  };
  return {
    version: 1,
    record: replica.record,
    own: replica.identity.strand,
    team: toPlain(replica.view()),
    authors,
    devices: team.devices().flatMap((strand) => {
      const who = team.whoOf(strand);
      const opened = replica.openingsBy(strand).map(([page, entry]): [PageId, Counts] => [page, countsOf(ledger.index.pastOf(entry))]);
      return who ? [{ who, seen: seenBy(strand), opened }] : [];
    }),
    pages: [...replica.books()].flatMap(({ id, kind }) => {
      const count = rows.get(id);
      return count === undefined ? [] : [{ id, kind, access: replica.openPage(id)?.access ?? 'see', rows: count }];
    }),
  };
};

const countsOf = (heads: readonly { readonly strand: Strand; readonly seq: number }[]): Counts =>
  heads.map(({ strand, seq }): [Strand, number] => [strand, seq + 1]);
