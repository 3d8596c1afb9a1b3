import type { Entry, EntryHash } from '#ledger';

/**
 * The entries of several strands, each in its own order, so that what an entry builds on comes before it. What builds on something that is not
 * among them comes last.
 */
export const inCausalOrder = (strands: readonly (readonly Entry[])[]): readonly Entry[] => {
  const before = new Set<EntryHash>();
  const ordered: Entry[] = [];
  const next = strands.map(() => 0);
  for (let moved = true; moved;) {
    moved = false;
    for (const [i, strand] of strands.entries()) {
      let at = next[i] ?? 0;
      for (let entry = strand[at]; entry?.parents.every(({ hash }) => before.has(hash)); entry = strand[at]) {
        before.add(entry.hash);
        ordered.push(entry);
        at += 1;
        moved = true;
      }
      next[i] = at;
    }
  }
  return [...ordered, ...strands.flatMap((strand, i) => strand.slice(next[i]))];
};
