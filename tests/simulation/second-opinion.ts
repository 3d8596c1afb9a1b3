import type { Entry, EntryHash, MemberId } from '#ledger';
import type { Replica } from '../../src/sync/replica/replica.ts';

// Who counts after somebody was taken off, worked out a second time and by plain sets: for the cases that are plain.

const MEMBERS_SAY = ['change', 'link'];
const VOUCHES_FOR_NOTHING = ['seen', 'share', 'rotate'];

/** Of every entry, all entries that it builds on. */
const ancestorsOf = (entries: readonly Entry[]): ReadonlyMap<EntryHash, ReadonlySet<EntryHash>> => {
  const all = new Map<EntryHash, Set<EntryHash>>();
  for (const entry of entries) {
    const own = new Set<EntryHash>();
    for (const hash of [entry.prev, ...entry.parents.map((head) => head.hash)]) {
      if (hash === null) continue;
      own.add(hash);
      for (const earlier of all.get(hash) ?? []) own.add(earlier);
    }
    all.set(entry.hash, own);
  }
  return all;
};

/** What is wrong with what counts; the first thing, or `null`. */
export const secondOpinion = ({ team, ledger, identity }: Replica): string | null => {
  const { entries } = ledger.index;
  const ancestors = ancestorsOf(entries);
  const has = (entry: Entry, other: Entry) => ancestors.get(entry.hash)?.has(other.hash) ?? false;
  const byClient = entries.filter(({ strand }) => strand === identity.strand);
  const removalsOf = (member: MemberId) =>
    byClient.filter(({ facts }) => facts.kind === 'remove' && 'member' in facts.target && facts.target.member === member);
  for (const entry of entries) {
    const who = entry.facts.kind === 'change' ? team.whoOf(entry.strand) : null;
    // Of a forked strand the client's devices settle what counts.
    if (who === null || who === 'client' || team.isForked(entry.strand)) continue;
    const [removal, another] = removalsOf(who);
    const revoked = byClient.some(({ facts, page }) => facts.kind === 'revoke' && facts.member === who && page === entry.page);
    const granted = byClient.some(
      (grant) =>
        grant.facts.kind === 'grant' &&
        grant.facts.member === who &&
        grant.facts.right === 'write' &&
        grant.page === entry.page &&
        has(entry, grant),
    );
    const counts = team.stateOf(entry.hash) === 'counts';
    const what = `${String(entry.strand)}/${String(entry.seq)}`;
    const accepted = team.acceptedBy(entry.hash) !== null;
    if (!granted && counts && !accepted) return `${what} counts without the right to write there`;
    if (!removal || another) {
      if (!removal && granted && !revoked && !counts) return `${what} is held, and nobody took anything from its author`;
      continue;
    }
    const past = has(removal, entry);
    const builders = entries.filter(
      (later) =>
        later !== removal &&
        !VOUCHES_FOR_NOTHING.includes(later.facts.kind) &&
        team.whoOf(later.strand) !== who &&
        has(later, entry) &&
        !has(later, removal),
    );
    const sure = builders.some((later) => {
      const builder = team.whoOf(later.strand);
      // What a member may not say vouches for nothing either.
      const stands = MEMBERS_SAY.includes(later.facts.kind);
      return builder === 'client' || (builder !== null && stands && removalsOf(builder).length === 0);
    });
    if (granted && !revoked && (past || sure) && !counts) return `${what} is held, although the team had built on it before it knew`;
    if (!past && builders.length === 0 && counts && !accepted)
      return `${what} counts, although nobody had built on it when its author was taken off`;
  }
  return null;
};
