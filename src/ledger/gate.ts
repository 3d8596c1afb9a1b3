import { verifySignature } from '#crypto';
import { Budgets } from './budgets.ts';
import type { Window } from './budgets.ts';
import { Beyond } from './beyond.ts';
import { ancestorsAmong, askedOnce, Claims, follow, upToSigned } from './chains.ts';
import type { IsSigned } from './chains.ts';
import type { DeviceKeys, Entry } from './entry.ts';
import { strandOf } from './fields.ts';
import type { EntryHash, Head, RecordId, Strand } from './ids.ts';
import { deviceNamedBy, hasProofs } from './known-devices.ts';
import type { Ancestry } from './ledger-index.ts';
import type { EntryProblem } from './read-entry.ts';
import { readEntry, signedBytes } from './read-entry.ts';
import { Roots } from './roots.ts';
import { readUpdate } from './update.ts';
import type { UpdateProblem } from './update.ts';
import { Waiting } from './waiting.ts';

/** Why something offered can never be stored. What no honest gate could have passed on counts against who sent it. */
export type Refusal =
  | UpdateProblem
  | { readonly type: 'bad-entry'; readonly strand: Strand; readonly seq: number; readonly problem: EntryProblem }
  | { readonly type: 'other-record'; readonly strand: Strand; readonly seq: number; readonly record: RecordId }
  | { readonly type: 'wrong-place'; readonly strand: Strand; readonly seq: number }
  | { readonly type: 'bad-proof'; readonly strand: Strand; readonly seq: number };

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

/** Where entries come from. */
export interface Origin {
  /** Whoever offered them: each has a place of their own for what is too far ahead. */
  readonly sender: unknown;
  /** They were stored here before (by this device's own hand, or on its disk): no window holds them back. */
  readonly kept: boolean;
}

/** Candidates of one strand (of one branch) during one judgement. */
interface Lineup {
  /** Follows a stored entry of the strand (or one of another line-up), hash by hash; `next` is the first not admitted yet. */
  readonly authentic: readonly Entry[];
  next: number;
  readonly isSigned: IsSigned;
  /** From here on nothing can ever be stored: one was refused, the others follow it. */
  refusedFrom: number;
}

/**
 * May it be stored? Shape, chain, signature: needs no key of a page, is never taken back, and is the same on every device.
 * Holds what came early. One at a time: the ledger queues calls, since checking must not interleave with storing.
 */
export class Gate {
  readonly #index: Ancestry;
  /** By strand the keys that stored entries made known: nearly always one. Two with the same 53 bits sign two branches of one strand. */
  readonly #devices = new Map<Strand, readonly DeviceKeys[]>();
  readonly #waiting = new Waiting();
  readonly #beyond = new Beyond();
  /** Entries that none of their strand's keys signed, and how many keys were asked. */
  readonly #unsigned = new WeakMap<Entry, number>();
  readonly #budgets: Budgets;
  readonly #roots: Roots;

  constructor(index: Ancestry, window?: Window) {
    this.#index = index;
    this.#budgets = new Budgets(index, window);
    this.#roots = new Roots(index);
  }

  /** Keys of a strand that a stored entry made known; whose they are is the fold's. */
  keysOf(strand: Strand): DeviceKeys | null {
    return this.#devices.get(strand)?.[0] ?? null;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Judges an update. What is admitted is in the index when this resolves; the caller writes it to the document at once. */
  async judge(update: Uint8Array, from: Origin): Promise<Verdict> {
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
    return this.#judgeEntries(entries, refusals, from);
  }

  /** Judges entries that were read already. */
  judgeEntries(entries: readonly Entry[], from: Origin): Promise<Verdict> {
    return this.#judgeEntries(entries, [], from);
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

  async #judgeEntries(entries: readonly Entry[], refusals: Refusal[], from: Origin): Promise<Verdict> {
    const offered = new Set(entries.map(({ hash }) => hash));
    const candidates = this.#waiting.takeAll();
    const before = from.kept ? [] : this.#beyond.take(from.sender);
    for (const entry of [...before, ...entries]) {
      const run = candidates.get(entry.strand);
      if (run) run.push(entry);
      else candidates.set(entry.strand, [entry]);
    }
    // What was kept here before, and what others have built on, no window holds back.
    const free = new Set(from.kept ? entries.map(({ hash }) => hash) : await this.#wanted(candidates));
    const admitted: Entry[] = [];
    const lineups = new Map<Strand, readonly Lineup[]>();
    for (let more = true; more;) {
      more = false;
      for (const [strand, run] of candidates) {
        const ofStrand = lineups.get(strand) ?? (await this.#lineUp(strand, run));
        if (!ofStrand) continue;
        lineups.set(strand, ofStrand);
        const count = admitted.length;
        for (const lineup of ofStrand) {
          const refused = await this.#advance(lineup, admitted, free);
          // What waited was somebody else's: its refusal is not the fault of whoever brought what it waited for.
          if (refused && offered.has(refused.entry.hash)) refusals.push(refused.refusal);
        }
        more ||= admitted.length > count;
      }
    }
    const beyond = this.#putBy(candidates, lineups, from);
    const forks = this.#index.hasForks ? forksAmong(admitted, this.#index) : [];
    return { admitted, waiting: this.#waiting.size, beyond, refusals, forks };
  }

  /** Keeps for later what could not be stored now. Gives how many are too far ahead of the client. */
  #putBy(candidates: ReadonlyMap<Strand, readonly Entry[]>, lineups: ReadonlyMap<Strand, readonly Lineup[]>, from: Origin): number {
    let beyond = 0;
    for (const [strand, run] of candidates) {
      // What was refused does not wait: it would be refused again with every update.
      const refused = new Set((lineups.get(strand) ?? []).flatMap(({ authentic, refusedFrom }) => authentic.slice(refusedFrom)));
      for (const entry of lineups.has(strand) ? run.filter((one) => !this.#index.get(one.hash) && !refused.has(one)) : run) {
        // Kept out of the waiting room: whoever floods must not take the place of those who are only early.
        if (this.#budgets.hasRoom(entry)) this.#waiting.add(entry);
        else {
          this.#beyond.put(from.sender, entry);
          beyond += 1;
        }
      }
    }
    return beyond;
  }

  /**
   * Admits in order as far as parents are stored and proofs hold, and there no further than the last entry that is well signed itself: a later
   * one that is not stored vouches for nothing, since others may never see it. Gives what was refused.
   */
  async #advance(lineup: Lineup, admitted: Entry[], free: ReadonlySet<EntryHash>): Promise<{ entry: Entry; refusal: Refusal } | null> {
    const ready: Entry[] = [];
    const ahead = { entries: 0, bytes: 0 };
    let refused: { entry: Entry; refusal: Refusal } | null = null;
    for (let entry = lineup.authentic[lineup.next]; entry; entry = lineup.authentic[lineup.next + ready.length]) {
      if (entry.prev !== null && entry.prev !== ready.at(-1)?.hash && !this.#index.get(entry.prev)) break;
      if (!entry.parents.every((head) => this.#holds(head))) break;
      if (!free.has(entry.hash) && !this.#budgets.hasRoom(entry, ahead)) break;
      const refusal = await this.#problemOf(entry);
      if (refusal) {
        refused = { entry, refusal };
        break;
      }
      ready.push(entry);
      ahead.entries += 1;
      ahead.bytes += entry.bytes.length;
    }
    for (const entry of await upToSigned(ready, lineup.isSigned)) {
      this.#store(entry);
      admitted.push(entry);
      lineup.next += 1;
    }
    if (refused) {
      lineup.refusedFrom = lineup.authentic.indexOf(refused.entry);
      lineup.next = Infinity;
    }
    return refused;
  }

  /**
   * Of the candidates that are too far ahead those that are taken all the same: a well-signed entry of the client's builds on them, or one of a
   * member whose own window has room for them. So nobody's flood keeps out what others had built on.
   */
  async #wanted(candidates: ReadonlyMap<Strand, readonly Entry[]>): Promise<ReadonlySet<EntryHash>> {
    const wanted = new Set<EntryHash>();
    const all = [...candidates.values()].flat();
    const lacking = this.#budgets.beyond(all.filter((entry) => !this.#index.get(entry.hash)));
    if (lacking.length === 0) return wanted;
    const far = new Map(lacking.map((entry) => [entry.hash, entry]));
    for (const entry of all) {
      if (far.has(entry.hash)) continue;
      const needed = ancestorsAmong(entry, far).filter(({ hash }) => !wanted.has(hash));
      if (needed.length === 0 || !(await this.#isSigned(entry)) || !this.#budgets.takesOn(entry.strand, needed)) continue;
      for (const { hash } of needed) wanted.add(hash);
    }
    return wanted;
  }

  #holds(head: Head): boolean {
    const entry = this.#index.get(head.hash);
    return entry?.strand === head.strand && entry.seq === head.seq;
  }

  async #isSigned(entry: Entry, keys: readonly DeviceKeys[] = this.#devices.get(entry.strand) ?? []): Promise<boolean> {
    // What waits unsigned is asked about with every offer: the answer changes only with another key.
    if (this.#unsigned.get(entry) === keys.length) return false;
    for (const { sign } of keys) if (await verifySignature(sign, signedBytes(entry.header), entry.signature)) return true;
    this.#unsigned.set(entry, keys.length);
    return false;
  }

  /** Sorts a strand's candidates out, branch by branch; `null` while nobody has made the strand known. */
  async #lineUp(strand: Strand, run: readonly Entry[]): Promise<readonly Lineup[] | null> {
    const early = run.filter((entry) => !this.#index.get(entry.hash)).sort((a, b) => a.seq - b.seq);
    if (early.length === 0) return [];
    const keys = this.#devices.get(strand) ?? introducedBy(strand, early);
    if (keys.length === 0) return null;
    const isSigned = askedOnce((entry) => this.#isSigned(entry, keys));
    const claims = new Claims(early);
    const lineups: Lineup[] = [];
    for (const entry of early) {
      const { prev, seq } = entry;
      const before = prev === null ? null : this.#index.get(prev);
      // What follows nothing stored is reached from what it follows, or waits for it.
      if (before !== undefined && (before ? before.strand === strand && before.seq + 1 === seq : seq === 0))
        for (const authentic of await follow(prev, seq, claims, isSigned))
          lineups.push({ authentic, next: 0, isSigned, refusedFrom: Infinity });
      claims.forget(entry);
    }
    return lineups;
  }

  async #problemOf(entry: Entry): Promise<Refusal | null> {
    if (await hasProofs(entry, this.#index.record, () => this.#roots.behind(entry))) return null;
    return { type: 'bad-proof', strand: entry.strand, seq: entry.seq };
  }

  #store(entry: Entry): void {
    this.#index.add(entry);
    this.#roots.add(entry);
    const device = deviceNamedBy(entry);
    if (device) this.#makeKnown(device);
    this.#budgets.add(entry);
  }

  #makeKnown(device: DeviceKeys): void {
    const strand = strandOf(device.sign);
    const known = this.#devices.get(strand) ?? [];
    if (known.every(({ sign }) => sign !== device.sign)) this.#devices.set(strand, [...known, device]);
  }
}

/** What of the newly stored is a fork of what was stored before it. */
const forksAmong = (admitted: readonly Entry[], index: Ancestry): readonly Fork[] => {
  const later = new Set(admitted);
  return admitted.flatMap((rival) => {
    later.delete(rival);
    return index.rivals(rival).flatMap((stored): Fork[] => (later.has(stored) ? [] : [{ stored, rival }]));
  });
};

/** The keys that a strand's own first entry makes known. Others may have put something in its place: those keys are not the strand's. */
const introducedBy = (strand: Strand, early: readonly Entry[]): readonly DeviceKeys[] =>
  early.flatMap((entry) => {
    const { kind } = entry.facts;
    const keys = kind === 'begin' || kind === 'recover' ? deviceNamedBy(entry) : null;
    return keys && entry.seq === 0 && strandOf(keys.sign) === strand ? [keys] : [];
  });
