import type { Entry, EntryHash } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import { addOwnLine, firstOf, latestOnes } from './order.ts';
import type { RuleId } from './rules.ts';
import { isAt } from './stored.ts';
import type { Stored } from './stored.ts';

/**
 * Which branch of a forked strand counts (T4.4, T4.5, T4.7): the one that the client let count by name, else the one that the client's
 * devices met first, not the one that came first here. Never two: both wrote with the same Yjs clocks.
 */
export class Branches {
  readonly #stored: Stored;
  readonly #client: ClientEntries;
  /** By entry, those of its own chain that have a rival for their place, itself included. */
  readonly #forks = new Map<EntryHash, readonly Entry[]>();
  readonly #choosers = new Map<EntryHash, readonly Entry[]>();
  /** The accepts that cover an entry which has rivals, by that entry. */
  readonly #accepts = new Map<EntryHash, readonly Entry[]>();

  constructor(stored: Stored, client: ClientEntries) {
    this.#stored = stored;
    this.#client = client;
    const { index } = stored;
    if (!index.hasForks) return;
    for (const entry of index.entries) {
      const before = (entry.prev && this.#forks.get(entry.prev)) || [];
      const forks = index.rivals(entry).length > 0 ? [...before, entry] : before;
      if (forks.length > 0) this.#forks.set(entry.hash, forks);
    }
    this.#readAccepts();
  }

  /** Whether an entry lies on a branch, or at a place where branches part. */
  isForked(entry: Entry): boolean {
    return this.#forks.has(entry.hash);
  }

  /** Whether an entry that is not settled yet would lie on a branch, part one, or choose between some: a client's receipt does, as their team entries do. */
  concerns(entry: Entry): boolean {
    if (!this.#stored.index.hasForks) return false;
    if (this.#stored.index.rivals(entry).length > 0 || (entry.prev !== null && this.#forks.has(entry.prev))) return true;
    return entry.facts.kind !== 'change' && this.#client.isMade(entry.strand);
  }

  brokenRule(entry: Entry): RuleId | null {
    for (const fork of this.#forks.get(entry.hash) ?? []) {
      const accepted = this.#acceptedOf(fork);
      if (accepted && accepted !== fork) return 'T4.7';
      if (!this.#isChosen(fork, entry)) return 'T4.4';
      if (!accepted && this.#stored.index.rivals(fork).some((rival) => rival.hash < fork.hash && this.#isChosen(rival, rival)))
        return 'T4.5';
    }
    return null;
  }

  /** Whether an accept may let an entry count: no other branch was let count before. */
  mayBeAccepted(entry: Entry): boolean {
    return (this.#forks.get(entry.hash) ?? []).every((fork) => this.#acceptedOf(fork) === fork);
  }

  /** Whether an entry lies on a branch of which another one counts: whoever wrote it writes it again. */
  isSetAside(entry: Entry): boolean {
    return (this.#forks.get(entry.hash) ?? []).some((fork) => {
      const accepted = this.#acceptedOf(fork);
      if (accepted) return accepted !== fork;
      const { index } = this.#stored;
      return index.rivals(fork).some((rival) => this.#isChosen(rival, rival) && (rival.hash < fork.hash || !this.#isChosen(fork, fork)));
    });
  }

  /** T4.7: of the branches that part here the one that the first accept covers; `null` where none does. */
  #acceptedOf(fork: Entry): Entry | null {
    const { index } = this.#stored;
    const sides = [fork, ...index.rivals(fork)];
    const first = firstOf([...new Set(sides.flatMap((side) => this.#accepts.get(side.hash) ?? []))], index);
    return (first && sides.find((side) => this.#accepts.get(side.hash)?.includes(first))) ?? null;
  }

  #readAccepts(): void {
    const { index } = this.#stored;
    for (const accept of this.#client.of('accept')) {
      const last = index.get(accept.facts.upTo.hash);
      if (!last || !isAt(last, accept.facts.upTo)) continue;
      const covered = new Set<EntryHash>();
      addOwnLine(last, index, covered);
      for (const hash of covered) {
        const entry = index.get(hash);
        if (entry && index.rivals(entry).length > 0) this.#accepts.set(hash, [...(this.#accepts.get(hash) ?? []), accept]);
      }
    }
  }

  /** Whether the client had `entry`, which is on `fork`’s branch, and nothing of the other branches. */
  #isChosen(fork: Entry, entry: Entry): boolean {
    return this.#choosersOf(fork).some((chooser) => this.#stored.index.has(chooser, entry));
  }

  #choosersOf(fork: Entry): readonly Entry[] {
    const known = this.#choosers.get(fork.hash);
    if (known) return known;
    const { index } = this.#stored;
    const rivals = index.rivals(fork);
    const all: Entry[] = [];
    for (const strand of this.#client.strands()) {
      if (strand === fork.strand) continue;
      const had = this.#stored
        .ofStrand(strand)
        .filter((entry) => this.#client.counts(entry) && index.has(entry, fork) && !rivals.some((rival) => index.has(entry, rival)));
      all.push(...latestOnes(had, index));
    }
    this.#choosers.set(fork.hash, all);
    return all;
  }
}
