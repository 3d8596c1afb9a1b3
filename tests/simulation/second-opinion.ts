import { strandOf } from '#ledger';
import type { Entry, EntryHash, EntryOf, MemberId, Strand } from '#ledger';
import { isKind } from '#ledger';
import type { Replica } from '../../src/sync/replica/replica.ts';

// Who counts after somebody was taken off, worked out a second time and by plain sets: for the cases that are plain.

const CLIENT_SAYS = ['clink', 'admit', 'page', 'grant', 'revoke', 'rotate', 'remove', 'accept'];
const MEMBERS_SAY = ['change', 'link'];
const VOUCHES_FOR_NOTHING = ['seen', 'share', 'rotate'];

type Has = (entry: Entry, other: Entry) => boolean;

/** Of every entry, all entries that it builds on. */
const ancestry = (entries: readonly Entry[]): Has => {
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
  return (entry, other) => all.get(entry.hash)?.has(other.hash) ?? false;
};

type Recovery = EntryOf<'recover'>;

/** The recoveries that count: the one of the highest number (of equal ones the smaller hash), then the same among those that it builds on. */
const chain = (recoveries: readonly Recovery[], has: Has): readonly Recovery[] => {
  const [latest] = recoveries.toSorted((a, b) => b.facts.number - a.facts.number || (a.hash < b.hash ? -1 : 1));
  return latest
    ? [
        latest,
        ...chain(
          recoveries.filter((earlier) => has(latest, earlier)),
          has,
        ),
      ]
    : [];
};

/** The client's entries that count: on the line of every recovery, or by a device that was made theirs by it or after it. */
const clientsWord = (entries: readonly Entry[], has: Has): ReadonlySet<Entry> => {
  const recoveries = chain(
    entries.filter((entry): entry is Recovery => isKind(entry, 'recover')),
    has,
  );
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
  const lines = recoveries.map(({ facts }) => {
    const line = new Set<Entry>();
    for (const { hash } of facts.line)
      for (let at = byHash.get(hash); at && !line.has(at); at = at.prev ? byHash.get(at.prev) : undefined) line.add(at);
    return line;
  });
  const makings = new Map<Strand, Entry[]>();
  const make = (strand: Strand, entry: Entry) => makings.set(strand, [...(makings.get(strand) ?? []), entry]);
  const word = new Set<Entry>();
  for (const entry of entries) {
    if (isKind(entry, 'begin') || isKind(entry, 'recover')) make(entry.strand, entry);
    const made = (makings.get(entry.strand) ?? []).filter((making) => making === entry || has(entry, making));
    const kept = recoveries.every(
      (recover, i) => lines[i]?.has(entry) || made.some((making) => making === recover || has(making, recover)),
    );
    if (made.length === 0 || !kept) continue;
    word.add(entry);
    if (isKind(entry, 'clink')) make(strandOf(entry.facts.device.sign), entry);
  }
  return word;
};

/** What is wrong with what counts; the first thing, or `null`. */
export const secondOpinion = ({ team, ledger }: Replica): string | null => {
  const { entries } = ledger.index;
  const has = ancestry(entries);
  const word = clientsWord(entries, has);
  for (const entry of entries)
    if (CLIENT_SAYS.includes(entry.facts.kind) && word.has(entry) !== (team.stateOf(entry.hash) === 'counts'))
      return `${String(entry.strand)}/${String(entry.seq)}, a ${entry.facts.kind}, ${word.has(entry) ? 'does not count' : 'counts, and is not the client’s word'}`;
  const byClient = entries.filter((entry) => word.has(entry));
  const removes = byClient.filter((entry): entry is EntryOf<'remove'> => isKind(entry, 'remove'));
  const removalsOf = (member: MemberId, strand: Strand) =>
    removes.filter(({ facts: { target } }) => ('member' in target ? target.member === member : target.strand === strand));
  for (const entry of entries) {
    const who = isKind(entry, 'change') ? team.whoOf(entry.strand) : null;
    // Of a forked strand the client's devices settle what counts.
    if (who === null || who === 'client' || team.isForked(entry.strand)) continue;
    const [removal, another] = removalsOf(who, entry.strand);
    const revoked = byClient.some((one) => isKind(one, 'revoke') && one.facts.member === who && one.page === entry.page);
    const granted = byClient.some(
      (one) =>
        isKind(one, 'grant') && one.facts.member === who && one.facts.right === 'write' && one.page === entry.page && has(entry, one),
    );
    const counts = team.stateOf(entry.hash) === 'counts';
    const what = `${String(entry.strand)}/${String(entry.seq)}`;
    const accepted = team.acceptedBy(entry.hash) !== null;
    if (!granted && counts && !accepted) return `${what} counts without the right to write there`;
    // A device that one of theirs named stands with the entry that named it: that is left to the fold.
    const linked = entries.some((one) => isKind(one, 'link') && strandOf(one.facts.device.sign) === entry.strand);
    if (!removal || another || linked) {
      if (!removal && !linked && granted && !revoked && !counts) return `${what} is held, and nobody took anything from its author`;
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
      if (word.has(later)) return true;
      const builder = team.whoOf(later.strand);
      // What a member may not say vouches for nothing either.
      return (
        builder !== null && builder !== 'client' && MEMBERS_SAY.includes(later.facts.kind) && removalsOf(builder, later.strand).length === 0
      );
    });
    if (granted && !revoked && (past || sure) && !counts) return `${what} is held, although the team had built on it before it knew`;
    if (!past && builders.length === 0 && counts && !accepted)
      return `${what} counts, although nobody had built on it when its author was taken off`;
  }
  return null;
};
