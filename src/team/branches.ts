import type { Entry, EntryHash } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import { latestOnes } from './order.ts';
import type { RuleId } from './rules.ts';
import type { Stored } from './stored.ts';

/** Which branch of a forked strand counts (T4.4, T4.5): the one that the client's devices met first, not the one that came first here. */
export class Branches {
  readonly #stored: Stored;
  readonly #client: ClientEntries;
  /** By entry, those of its own chain that have a rival for their place, itself included. */
  readonly #forks = new Map<EntryHash, readonly Entry[]>();
  readonly #choosers = new Map<EntryHash, readonly Entry[]>();

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
  }

  /** Whether an entry lies on a branch, or at a place where branches part. */
  isForked(entry: Entry): boolean {
    return this.#forks.has(entry.hash);
  }

  brokenRule(entry: Entry): RuleId | null {
    for (const fork of this.#forks.get(entry.hash) ?? []) {
      if (!this.#isChosen(fork, entry)) return 'T4.4';
      if (this.#stored.index.rivals(fork).some((rival) => rival.hash < fork.hash && this.#isChosen(rival, rival))) return 'T4.5';
    }
    return null;
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
