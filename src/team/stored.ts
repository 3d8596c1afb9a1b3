import { isKind, strandOf } from '#ledger';
import type { Entry, EntryHash, EntryOf, Head, Kind, LedgerIndex, Strand } from '#ledger';

/** The stored entries, sorted for the fold: by strand and by kind, each list in causal order. Only grows. */
export class Stored {
  readonly index: LedgerIndex;
  /** What was added so far, in causal order: the index may be ahead. */
  readonly entries: Entry[] = [];
  readonly #byStrand = new Map<Strand, Entry[]>();
  readonly #byKind = new Map<Kind, Entry[]>();
  readonly #named = new Map<EntryHash, Strand>();

  constructor(index: LedgerIndex) {
    this.index = index;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    push(this.#byStrand, entry.strand, entry);
    push(this.#byKind, entry.facts.kind, entry);
    if ('device' in entry.facts) this.#named.set(entry.hash, strandOf(entry.facts.device.sign));
  }

  strands(): Iterable<Strand> {
    return this.#byStrand.keys();
  }

  ofStrand(strand: Strand): readonly Entry[] {
    return this.#byStrand.get(strand) ?? [];
  }

  ofKind<K extends Kind>(kind: K): readonly EntryOf<K>[] {
    return (this.#byKind.get(kind) ?? []).filter((entry) => isKind(entry, kind));
  }

  /** The strand of the device that an entry names; `null` where it names none. */
  strandNamedBy(entry: Entry): Strand | null {
    return this.#named.get(entry.hash) ?? null;
  }
}

/** Whether a head names an entry by its own place: one that names another place names nothing. */
export const isAt = (entry: Entry, head: Head): boolean => entry.strand === head.strand && entry.seq === head.seq;

const push = <K>(lists: Map<K, Entry[]>, key: K, entry: Entry): void => {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
};
