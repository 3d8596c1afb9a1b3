import type { Entry } from './entry.ts';
import type { EntryHash, Strand } from './ids.ts';

/** What early entries may take up: beyond it the newest are not kept, and come again with the next exchange. */
export interface WaitingLimits {
  readonly entries: number;
  readonly bytes: number;
}

export const WAITING_LIMITS: WaitingLimits = { entries: 4000, bytes: 16 * 1024 * 1024 };

/** Entries that came before what they build on. Bounded; nothing here was checked against the chain yet. */
export class Waiting {
  readonly #limits: WaitingLimits;
  readonly #byHash = new Map<EntryHash, Entry>();
  #bytes = 0;

  constructor(limits: WaitingLimits = WAITING_LIMITS) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#byHash.size;
  }

  /** Strands that something is missing of: those that wait, and those that they name as parents. */
  entries(): Iterable<Entry> {
    return this.#byHash.values();
  }

  /** Whether there was room. */
  add(entry: Entry): boolean {
    if (this.#byHash.has(entry.hash)) return true;
    if (this.#byHash.size >= this.#limits.entries || this.#bytes + entry.bytes.length > this.#limits.bytes) return false;
    this.#byHash.set(entry.hash, entry);
    this.#bytes += entry.bytes.length;
    return true;
  }

  /** Takes everything out, sorted into strands by place. */
  takeAll(): Map<Strand, Entry[]> {
    const byStrand = new Map<Strand, Entry[]>();
    for (const entry of this.#byHash.values()) {
      const run = byStrand.get(entry.strand);
      if (run) run.push(entry);
      else byStrand.set(entry.strand, [entry]);
    }
    this.#byHash.clear();
    this.#bytes = 0;
    return byStrand;
  }
}
