import type { Entry } from './entry.ts';
import type { EntryHash, Head, RecordId, Strand } from './ids.ts';

/** The stored entries and how they hang together: what the fold reads. */
export interface LedgerIndex {
  readonly record: RecordId;
  /** In causal order: an entry's previous one and its parents come before it. */
  readonly entries: readonly Entry[];
  get(hash: EntryHash): Entry | undefined;
  /** Whether `x` is among `e`'s ancestors (by previous and parents), `e` itself left out. */
  has(e: Entry, x: Entry): boolean;
  /** Of each strand (each branch) the furthest ancestor of `e`, its own previous entry included. */
  pastOf(e: Entry): readonly Head[];
  /** The other stored entries for the same place: a fork. Nearly always none. */
  rivals(e: Entry): readonly Entry[];
  readonly hasForks: boolean;
}

/** A strand, or one branch of a forked one: entries that follow each other. */
interface Lane {
  readonly id: number;
  readonly strand: Strand;
  readonly from: number;
  /** The lane that this one branches off, just before `from`. */
  readonly off: Lane | null;
  readonly entries: Entry[];
}

interface Place {
  readonly lane: Lane;
  /** Lane id → how many entries up to its furthest ancestor there (a vector clock; own lane and the lanes it is off are left out). Shared between entries, never changed. */
  readonly seen: ReadonlyMap<number, number>;
}

const NOTHING: ReadonlyMap<number, number> = new Map();

/**
 * Ancestry by vector clocks over lanes, so that *is it among its ancestors?* is a look-up.
 * Entries come in causal order and are never taken out.
 */
export class Ancestry implements LedgerIndex {
  readonly record: RecordId;
  readonly entries: Entry[] = [];
  readonly #byHash = new Map<EntryHash, Entry>();
  readonly #places = new Map<EntryHash, Place>();
  readonly #lanes: Lane[] = [];
  readonly #lanesOf = new Map<Strand, Lane[]>();
  #forks = 0;

  constructor(record: RecordId) {
    this.record = record;
  }

  get hasForks(): boolean {
    return this.#forks > 0;
  }

  get(hash: EntryHash): Entry | undefined {
    return this.#byHash.get(hash);
  }

  /** How many entries of the strand lie in the ledger document (on its first branch). */
  lengthOf(strand: Strand): number {
    return this.#lanesOf.get(strand)?.[0]?.entries.length ?? 0;
  }

  /** The entry at that place of the strand's first branch. */
  at(strand: Strand, seq: number): Entry | undefined {
    return this.#lanesOf.get(strand)?.[0]?.entries[seq];
  }

  strands(): Iterable<Strand> {
    return this.#lanesOf.keys();
  }

  /** The last entry of each strand, of each branch of a forked one. */
  heads(): readonly Entry[] {
    return [...this.#lanesOf.values()].flatMap((lanes) => lanes.flatMap((lane) => lane.entries.at(-1) ?? []));
  }

  /** The entries of a strand, branch by branch: the first from its beginning, the others from where they part. */
  branchesOf(strand: Strand): readonly (readonly Entry[])[] {
    return (this.#lanesOf.get(strand) ?? []).map((lane) => lane.entries);
  }

  /** Takes an entry whose previous one and parents are here already. */
  add(entry: Entry): void {
    const lane = this.#laneFor(entry);
    lane.entries.push(entry);
    this.entries.push(entry);
    this.#byHash.set(entry.hash, entry);
    this.#places.set(entry.hash, { lane, seen: this.#seenBy(entry, lane) });
  }

  has(e: Entry, x: Entry): boolean {
    const [here, there] = [this.#place(e), this.#place(x)];
    for (let lane: Lane | null = here.lane, before = e.seq; lane; before = lane.from, lane = lane.off) {
      if (lane === there.lane) return x.seq < before || (here.seen.get(lane.id) ?? 0) > x.seq;
    }
    return (here.seen.get(there.lane.id) ?? 0) > x.seq;
  }

  pastOf(e: Entry): readonly Head[] {
    const { lane, seen } = this.#place(e);
    const furthest = new Map(seen);
    for (let at: Lane | null = lane, before = e.seq; at; before = at.from, at = at.off) {
      furthest.set(at.id, Math.max(furthest.get(at.id) ?? 0, before));
    }
    const heads: Head[] = [];
    for (const [id, count] of furthest) {
      const of = this.#lanes[id];
      const last = of?.entries[count - 1 - of.from];
      if (last) heads.push({ strand: last.strand, seq: last.seq, hash: last.hash });
    }
    return heads;
  }

  rivals(e: Entry): readonly Entry[] {
    const lanes = this.#lanesOf.get(e.strand) ?? [];
    if (lanes.length < 2) return [];
    return lanes.flatMap((lane) => {
      const other = lane.entries[e.seq - lane.from];
      return other && other.hash !== e.hash && other.prev === e.prev ? [other] : [];
    });
  }

  #place(entry: Entry): Place {
    const place = this.#places.get(entry.hash);
    if (!place) throw new Error('This entry is not stored here.');
    return place;
  }

  #laneFor(entry: Entry): Lane {
    const lanes = this.#lanesOf.get(entry.strand) ?? [];
    const ends = lanes.find((lane) => lane.from + lane.entries.length === entry.seq && (lane.entries.at(-1)?.hash ?? null) === entry.prev);
    if (ends && ends.entries.length > 0) return ends;
    const before = entry.prev ? this.#byHash.get(entry.prev) : undefined;
    const lane: Lane = {
      id: this.#lanes.length,
      strand: entry.strand,
      from: entry.seq,
      off: before ? this.#place(before).lane : null,
      entries: [],
    };
    if (lanes.length > 0) this.#forks += 1;
    this.#lanes.push(lane);
    this.#lanesOf.set(entry.strand, [...lanes, lane]);
    return lane;
  }

  #seenBy(entry: Entry, lane: Lane): ReadonlyMap<number, number> {
    const before = entry.prev ? this.#byHash.get(entry.prev) : undefined;
    const inherited = before ? this.#place(before).seen : NOTHING;
    if (entry.parents.length === 0) return inherited;
    const seen = new Map(inherited);
    const raise = (id: number, count: number) => {
      if (id !== lane.id && (seen.get(id) ?? 0) < count) seen.set(id, count);
    };
    for (const head of entry.parents) {
      const parent = this.#byHash.get(head.hash);
      if (!parent) throw new Error('A parent comes before its child.');
      const place = this.#place(parent);
      for (let at: Lane | null = place.lane, count = parent.seq + 1; at; count = at.from, at = at.off) raise(at.id, count);
      for (const [id, count] of place.seen) raise(id, count);
    }
    return seen;
  }
}
