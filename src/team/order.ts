import type { Entry, EntryHash, LedgerIndex } from '#ledger';

/** Those that no other of them has among its ancestors. Given in causal order, as all lists of entries here are. */
export const latestOnes = <E extends Entry>(entries: readonly E[], index: LedgerIndex): readonly E[] => {
  const latest: E[] = [];
  // From the last on: what comes later in causal order is never an ancestor.
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry && !latest.some((later) => index.has(later, entry))) latest.push(entry);
  }
  return latest;
};

const smallestHash = <E extends Entry>(entries: readonly E[]): E | null =>
  entries.reduce<E | null>((smallest, entry) => (smallest && smallest.hash < entry.hash ? smallest : entry), null);

/** The latest of some entries; of concurrent ones the smaller hash. */
export const latestOf = <E extends Entry>(entries: readonly E[], index: LedgerIndex): E | null => smallestHash(latestOnes(entries, index));

/** The first of some entries; of concurrent ones the smaller hash. */
export const firstOf = <E extends Entry>(entries: readonly E[], index: LedgerIndex): E | null =>
  smallestHash(entries.filter((entry) => !entries.some((earlier) => index.has(entry, earlier))));

/** An entry and those before it in its own strand, its own branch; adds them to `into`, and stops at one that is there already. */
export const addOwnLine = (last: Entry | undefined, index: LedgerIndex, into: Set<EntryHash>): void => {
  for (let at = last; at && !into.has(at.hash); at = at.prev ? index.get(at.prev) : undefined) into.add(at.hash);
};
