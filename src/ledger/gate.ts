import { verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import type { DeviceKeys, Entry } from './entry.ts';
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

/** Two authentic entries for one place. `stored` is the one that lies in the document here. */
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
  readonly refusals: readonly Refusal[];
  readonly forks: readonly Fork[];
}

/** One strand's candidates during one judgement. */
interface Lineup {
  /** Follows the strand's last stored entry, hash by hash, up to the last one whose own signature holds; `next` is the first not admitted yet. */
  readonly authentic: readonly Entry[];
  next: number;
  /** What does not follow yet, or has no good signature at its end. */
  readonly rest: readonly Entry[];
}

/**
 * May it be stored? Shape, chain, signature: needs no key of a page, is never taken back, and is the same on every device.
 * Holds what came early. One at a time: the ledger queues calls, since checking must not interleave with storing.
 */
export class Gate {
  readonly #index: Ancestry;
  readonly #devices = new Map<Strand, DeviceKeys>();
  readonly #waiting = new Waiting();
  #root: SignKey | null = null;

  constructor(index: Ancestry) {
    this.#index = index;
  }

  /** The keys of a strand that a stored entry made known. */
  keysOf(strand: Strand): DeviceKeys | null {
    return this.#devices.get(strand) ?? null;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Judges an update. What is admitted is in the index when this resolves; the caller writes it to the document at once. */
  async judge(update: Uint8Array): Promise<Verdict> {
    const runs = readUpdate(update);
    if (!runs.ok) return { admitted: [], waiting: this.#waiting.size, refusals: [runs.error], forks: [] };
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
    return this.#judgeEntries(entries, refusals);
  }

  /** Judges entries that were read already (a device's own). */
  judgeEntries(entries: readonly Entry[]): Promise<Verdict> {
    return this.#judgeEntries(entries, []);
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

  async #judgeEntries(entries: readonly Entry[], refusals: Refusal[]): Promise<Verdict> {
    const candidates = this.#waiting.takeAll();
    for (const entry of entries) {
      const run = candidates.get(entry.strand);
      if (run) run.push(entry);
      else candidates.set(entry.strand, [entry]);
    }
    const forks: Fork[] = [];
    const admitted: Entry[] = [];
    const lineups = new Map<Strand, Lineup>();
    for (let more = true; more;) {
      more = false;
      for (const [strand, run] of candidates) {
        const lineup = lineups.get(strand) ?? (await this.#lineUp(strand, run, forks));
        if (!lineup) continue;
        lineups.set(strand, lineup);
        const before = admitted.length;
        await this.#advance(lineup, admitted, refusals);
        more ||= admitted.length > before;
      }
    }
    for (const [strand, run] of candidates) {
      const lineup = lineups.get(strand);
      for (const entry of lineup ? [...lineup.authentic.slice(lineup.next), ...lineup.rest] : run) this.#waiting.add(entry);
    }
    return { admitted, waiting: this.#waiting.size, refusals, forks };
  }

  /** Admits in order as far as parents are stored and proofs hold. */
  async #advance(lineup: Lineup, admitted: Entry[], refusals: Refusal[]): Promise<void> {
    for (let entry = lineup.authentic[lineup.next]; entry; entry = lineup.authentic[lineup.next]) {
      if (!entry.parents.every((head) => this.#holds(head))) return;
      const refusal = await this.#problemOf(entry);
      if (refusal) {
        refusals.push(refusal);
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

  /** Sorts a strand's candidates out; `null` while nobody has made the strand known. */
  async #lineUp(strand: Strand, run: readonly Entry[], forks: Fork[]): Promise<Lineup | null> {
    const sorted = [...run].sort((a, b) => a.seq - b.seq);
    const [first] = sorted;
    if (!first) return null;
    const keys = this.#devices.get(strand) ?? (this.#introducesItself(first) ? deviceNamedBy(first) : null);
    if (!keys || strandOf(keys.sign) !== strand) return null;
    const holds = (entry: Entry) => verifySignature(keys.sign, signedBytes(entry.header), entry.signature);
    const length = this.#index.lengthOf(strand);
    const early: Entry[] = [];
    for (const entry of sorted) {
      const stored = this.#index.at(strand, entry.seq);
      if (!stored) early.push(entry);
      else if (stored.hash !== entry.hash && (await holds(entry))) forks.push({ stored, rival: entry });
    }
    const authentic = await this.#follow(this.#index.at(strand, length - 1) ?? null, early, holds, forks);
    const follows = new Set(authentic);
    return { authentic, next: 0, rest: early.filter((entry) => !follows.has(entry)) };
  }

  /**
   * Of entries that are not stored, sorted by sequence: those that follow `head`, hash by hash, up to the last one whose own signature
   * holds. Anybody can write an entry for somebody's next place: where several claim one, those that nobody signed must not stand in the way.
   */
  async #follow(
    head: Entry | null,
    entries: readonly Entry[],
    holds: (entry: Entry) => Promise<boolean>,
    forks: Fork[],
  ): Promise<readonly Entry[]> {
    const chain: Entry[] = [];
    let at = head;
    for (let i = 0; ;) {
      const seq = at ? at.seq + 1 : 0;
      while ((entries[i]?.seq ?? Infinity) < seq) i += 1;
      const byHash = new Map<EntryHash, Entry>();
      for (let entry = entries[i]; entry?.seq === seq; entry = entries[++i]) {
        if (entry.prev !== (at?.hash ?? null)) continue;
        const same = byHash.get(entry.hash);
        // One header may come with several signatures: a bad one must not hide the good one.
        if (!same || (!(await holds(same)) && (await holds(entry)))) byHash.set(entry.hash, entry);
      }
      const claims = [...byHash.values()];
      const [only] = claims;
      if (!only) break;
      if (claims.length > 1) {
        const branches: (readonly Entry[])[] = [];
        for (const claim of claims) {
          const after = await this.#follow(claim, entries.slice(i), holds, forks);
          if (after.length > 0 || (await holds(claim))) branches.push([claim, ...after]);
        }
        const [first, ...others] = branches;
        for (const [rival] of others) if (rival && first?.[0]) forks.push({ stored: first[0], rival });
        return first ? [...chain, ...first] : this.#upToSigned(chain, holds);
      }
      chain.push(only);
      at = only;
    }
    return this.#upToSigned(chain, holds);
  }

  async #upToSigned(chain: readonly Entry[], holds: (entry: Entry) => Promise<boolean>): Promise<readonly Entry[]> {
    let end = chain.length;
    for (let last = chain[end - 1]; last && !(await holds(last)); last = chain[end - 1]) end -= 1;
    return chain.slice(0, end);
  }

  #introducesItself(entry: Entry): boolean {
    return entry.facts.kind === 'begin' || (entry.facts.kind === 'recover' && this.#root !== null);
  }

  async #problemOf(entry: Entry): Promise<Refusal | null> {
    const device = deviceNamedBy(entry);
    if (!device) return null;
    const place = { strand: entry.strand, seq: entry.seq };
    if (!(await hasProofs(entry, this.#index.record, () => this.#root))) return { type: 'bad-proof', ...place };
    const known = this.#devices.get(strandOf(device.sign));
    // Another key with the same 53 bits: whoever came first keeps the strand.
    if (known && known.sign !== device.sign) return { type: 'strand-taken', ...place };
    return null;
  }

  #store(entry: Entry): void {
    this.#index.add(entry);
    const device = deviceNamedBy(entry);
    if (device && !this.#devices.has(strandOf(device.sign))) this.#devices.set(strandOf(device.sign), device);
    if (entry.facts.kind === 'begin') this.#root = entry.facts.rootSign;
    if (entry.facts.kind === 'recover') this.#root = entry.facts.rootSign;
  }
}
