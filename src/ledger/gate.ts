import { verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { Budgets } from './budgets.ts';
import type { Window } from './budgets.ts';
import { follow } from './chains.ts';
import type { DeviceKeys, Entry, EntryOf } from './entry.ts';
import { isKind } from './entry.ts';
import { strandOf } from './fields.ts';
import type { EntryHash, Head, RecordId, Strand } from './ids.ts';
import { deviceNamedBy, hasProofs } from './known-devices.ts';
import type { Ancestry } from './ledger-index.ts';
import type { EntryProblem } from './read-entry.ts';
import { readEntry, signedBytes } from './read-entry.ts';
import { readUpdate } from './update.ts';
import type { UpdateProblem } from './update.ts';
import { Waiting } from './waiting.ts';

/** Why something offered can never be stored. What no honest gate could have passed on counts against who sent it. */
export type Refusal =
  | UpdateProblem
  | { readonly type: 'bad-entry'; readonly strand: Strand; readonly seq: number; readonly problem: EntryProblem }
  | { readonly type: 'other-record'; readonly strand: Strand; readonly seq: number; readonly record: RecordId }
  | { readonly type: 'wrong-place'; readonly strand: Strand; readonly seq: number }
  | { readonly type: 'bad-proof'; readonly strand: Strand; readonly seq: number }
  | { readonly type: 'strand-taken'; readonly strand: Strand; readonly seq: number };

/** Two authentic entries for one place, both stored now. `stored` was here first. */
export interface Fork {
  readonly stored: Entry;
  readonly rival: Entry;
}

/** What became of what was offered. */
export interface Verdict {
  /** To be stored now, in causal order. */
  readonly admitted: readonly Entry[];
  /** How many entries wait for what they build on (or for a good signature). */
  readonly waiting: number;
  /** How many were left for later: their strand is too far ahead of the client (G8). */
  readonly beyond: number;
  readonly refusals: readonly Refusal[];
  readonly forks: readonly Fork[];
}

/** Candidates of one strand (of one branch) during one judgement. */
interface Lineup {
  /** Follows a stored entry of the strand (or one of another line-up), hash by hash; `next` is the first not admitted yet. */
  readonly authentic: readonly Entry[];
  next: number;
  /** From here on nothing can ever be stored: one was refused, the others follow it. */
  refusedFrom: number;
}

/**
 * May it be stored? Shape, chain, signature: needs no key of a page, is never taken back, and is the same on every device.
 * Holds what came early. One at a time: the ledger queues calls, since checking must not interleave with storing.
 */
export class Gate {
  readonly #index: Ancestry;
  readonly #devices = new Map<Strand, DeviceKeys>();
  readonly #waiting = new Waiting();
  readonly #budgets: Budgets;
  /** What says which root key is in force: `begin`, and every recovery. */
  readonly #roots: (EntryOf<'begin'> | EntryOf<'recover'>)[] = [];

  constructor(index: Ancestry, window?: Window) {
    this.#index = index;
    this.#budgets = new Budgets(index, window);
  }

  /** The keys of a strand that a stored entry made known. */
  keysOf(strand: Strand): DeviceKeys | null {
    return this.#devices.get(strand) ?? null;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /**
   * Judges an update. What is admitted is in the index when this resolves; the caller writes it to the document at once.
   * `kept`: it was stored here before (by this device's own hand, or on its disk), so that no window holds it back.
   */
  async judge(update: Uint8Array, kept: boolean): Promise<Verdict> {
    const runs = readUpdate(update);
    if (!runs.ok) return { admitted: [], waiting: this.#waiting.size, beyond: 0, refusals: [runs.error], forks: [] };
    const refusals: Refusal[] = [];
    const entries: Entry[] = [];
    for (const [strand, run] of runs.value) {
      for (const [i, bytes] of run.entries.entries()) {
        const entry = this.#read(strand, run.from + i, bytes);
        // What follows a bad entry in its strand could only wait for ever: leave it. Other strands are judged all the same.
        if ('type' in entry) {
          refusals.push(entry);
          break;
        }
        entries.push(entry);
      }
    }
    return this.#judgeEntries(entries, refusals, kept);
  }

  /** Judges entries that were read already. */
  judgeEntries(entries: readonly Entry[], kept: boolean): Promise<Verdict> {
    return this.#judgeEntries(entries, [], kept);
  }

  #read(strand: Strand, seq: number, bytes: Uint8Array): Entry | Refusal {
    const stored = this.#index.at(strand, seq);
    if (stored && stored.bytes.length === bytes.length && stored.bytes.every((byte, i) => byte === bytes[i])) return stored;
    const read = readEntry(bytes);
    if (!read.ok) return { type: 'bad-entry', strand, seq, problem: read.error };
    const entry = read.value;
    if (entry.record !== this.#index.record) return { type: 'other-record', strand, seq, record: entry.record };
    if (entry.strand !== strand || entry.seq !== seq) return { type: 'wrong-place', strand, seq };
    return entry;
  }

  async #judgeEntries(entries: readonly Entry[], refusals: Refusal[], kept: boolean): Promise<Verdict> {
    const mine = kept ? new Set(entries.map(({ hash }) => hash)) : NONE;
    // What waited was somebody else's: its refusal is not the fault of whoever brought what it waited for.
    const waited = new Set(this.#waiting.entries());
    const candidates = this.#waiting.takeAll();
    for (const entry of entries) {
      const run = candidates.get(entry.strand);
      if (run) run.push(entry);
      else candidates.set(entry.strand, [entry]);
    }
    const forks: Fork[] = [];
    const admitted: Entry[] = [];
    const lineups = new Map<Strand, readonly Lineup[]>();
    for (let more = true; more;) {
      more = false;
      for (const [strand, run] of candidates) {
        const ofStrand = lineups.get(strand) ?? (await this.#lineUp(strand, run));
        if (!ofStrand) continue;
        lineups.set(strand, ofStrand);
        const before = admitted.length;
        for (const lineup of ofStrand)
          await this.#advance(lineup, admitted, mine, (entry, refusal) => {
            if (!waited.has(entry)) refusals.push(refusal);
          });
        more ||= admitted.length > before;
      }
    }
    let beyond = 0;
    for (const [strand, run] of candidates) {
      // What was refused does not wait: it would be refused again with every update, at the cost of somebody innocent.
      const refused = new Set((lineups.get(strand) ?? []).flatMap(({ authentic, refusedFrom }) => authentic.slice(refusedFrom)));
      for (const entry of lineups.has(strand) ? run.filter((one) => !this.#index.get(one.hash) && !refused.has(one)) : run) {
        // Kept out of the waiting room too: whoever floods must not take the place of those who are only early.
        if (this.#budgets.hasRoom(entry)) this.#waiting.add(entry);
        else beyond += 1;
      }
    }
    if (this.#index.hasForks)
      for (const entry of admitted) for (const stored of this.#index.rivals(entry)) forks.push({ stored, rival: entry });
    return { admitted, waiting: this.#waiting.size, beyond, refusals, forks };
  }

  /** Admits in order as far as parents are stored and proofs hold. */
  async #advance(
    lineup: Lineup,
    admitted: Entry[],
    mine: ReadonlySet<EntryHash>,
    refuse: (entry: Entry, refusal: Refusal) => void,
  ): Promise<void> {
    for (let entry = lineup.authentic[lineup.next]; entry; entry = lineup.authentic[lineup.next]) {
      if (entry.prev !== null && !this.#index.get(entry.prev)) return;
      if (!entry.parents.every((head) => this.#holds(head))) return;
      if (!mine.has(entry.hash) && !this.#budgets.hasRoom(entry)) return;
      const refusal = await this.#problemOf(entry);
      if (refusal) {
        refuse(entry, refusal);
        lineup.refusedFrom = lineup.next;
        lineup.next = Infinity;
        return;
      }
      this.#store(entry);
      admitted.push(entry);
      lineup.next += 1;
    }
  }

  #holds(head: Head): boolean {
    const entry = this.#index.get(head.hash);
    return entry?.strand === head.strand && entry.seq === head.seq;
  }

  /** Sorts a strand's candidates out, branch by branch; `null` while nobody has made the strand known. */
  async #lineUp(strand: Strand, run: readonly Entry[]): Promise<readonly Lineup[] | null> {
    const early = run.filter((entry) => !this.#index.get(entry.hash)).sort((a, b) => a.seq - b.seq);
    if (early.length === 0) return [];
    const keys = this.#devices.get(strand) ?? this.#introducedBy(strand, early);
    if (!keys) return null;
    const holds = (entry: Entry) => verifySignature(keys.sign, signedBytes(entry.header), entry.signature);
    const following = new Map<EntryHash | null, Entry[]>();
    for (const entry of early) following.set(entry.prev, [...(following.get(entry.prev) ?? []), entry]);
    const lineups: Lineup[] = [];
    for (const { prev, seq } of early) {
      const before = prev === null ? null : this.#index.get(prev);
      // What follows nothing stored is reached from what it follows, or waits for it.
      if (before !== undefined && (before ? before.strand === strand && before.seq + 1 === seq : seq === 0))
        for (const chain of await follow(prev, seq, following, holds)) lineups.push({ authentic: chain, next: 0, refusedFrom: Infinity });
      following.delete(prev);
    }
    return lineups;
  }

  /** The keys that a strand's own first entry makes known. Others may have put something in its place: those keys are not the strand's. */
  #introducedBy(strand: Strand, early: readonly Entry[]): DeviceKeys | null {
    for (const entry of early) {
      const { kind } = entry.facts;
      const keys = kind === 'begin' || kind === 'recover' ? deviceNamedBy(entry) : null;
      if (keys && entry.seq === 0 && strandOf(keys.sign) === strand) return keys;
    }
    return null;
  }

  async #problemOf(entry: Entry): Promise<Refusal | null> {
    const device = deviceNamedBy(entry);
    if (!device) return null;
    const place = { strand: entry.strand, seq: entry.seq };
    if (!(await hasProofs(entry, this.#index.record, () => this.#rootBehind(entry)))) return { type: 'bad-proof', ...place };
    const known = this.#devices.get(strandOf(device.sign));
    // Another key with the same 53 bits: whoever came first keeps the strand.
    if (known && known.sign !== device.sign) return { type: 'strand-taken', ...place };
    return null;
  }

  #store(entry: Entry): void {
    this.#index.add(entry);
    if (isKind(entry, 'begin') || isKind(entry, 'recover')) this.#roots.push(entry);
    const device = deviceNamedBy(entry);
    if (device && !this.#devices.has(strandOf(device.sign))) this.#devices.set(strandOf(device.sign), device);
    this.#budgets.add(entry);
  }

  /**
   * The root key that was in force for what an entry builds on: of the latest recovery among its ancestors, else of `begin`. By its
   * ancestors and not by what came here first, so that all devices agree on two recoveries that had not seen each other.
   */
  #rootBehind(entry: Entry): SignKey | null {
    const parents = entry.parents.flatMap(({ hash }) => this.#index.get(hash) ?? []);
    const isBehind = (one: Entry) => parents.some((parent) => parent === one || this.#index.has(parent, one));
    let latest: EntryOf<'begin'> | EntryOf<'recover'> | null = null;
    for (const one of this.#roots) if (isBehind(one) && (!latest || isKind(latest, 'begin') || isLater(one, latest))) latest = one;
    return latest?.facts.rootSign ?? null;
  }
}

const NONE: ReadonlySet<EntryHash> = new Set();

/** As the fold takes the root's word (T1.1): the higher number, of equal ones the smaller hash. */
const isLater = (one: EntryOf<'begin'> | EntryOf<'recover'>, other: EntryOf<'recover'>): boolean =>
  isKind(one, 'recover') && (one.facts.number === other.facts.number ? one.hash < other.hash : one.facts.number > other.facts.number);
