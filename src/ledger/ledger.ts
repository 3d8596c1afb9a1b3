import * as Y from 'yjs';
import type { Bytes } from '#base';
import type { DeviceKeys, Entry } from './entry.ts';
import type { Window } from './budgets.ts';
import { Gate } from './gate.ts';
import type { Verdict } from './gate.ts';
import type { Head, RecordId, Strand } from './ids.ts';
import { Ancestry } from './ledger-index.ts';
import type { LedgerIndex } from './ledger-index.ts';
import { writeUpdate } from './update.ts';
import type { Run } from './update.ts';

/** A slice of the ledger as a link or a file carries it is no larger than this, but for one large entry. */
export const SLICE_BYTES = 1024 * 1024;

type StoredListener = (entries: readonly Entry[], origin: unknown) => void;

/**
 * The sealed ledger of one record: a standard Yjs document that holds nothing but entries, with the gate in front of it
 * and the index beside it. Everything that is stored came through `offer` or `append`, one at a time.
 */
export class Ledger {
  /** For y-indexeddb and y-webrtc to read. Never write to it: it would go past the gate. */
  readonly doc = new Y.Doc({ gc: false });
  readonly #index: Ancestry;
  readonly #gate: Gate;
  readonly #listeners = new Set<StoredListener>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(record: RecordId, window?: Window) {
    this.#index = new Ancestry(record);
    this.#gate = new Gate(this.#index, window);
  }

  get record(): RecordId {
    return this.#index.record;
  }

  get index(): LedgerIndex {
    return this.#index;
  }

  /** How many entries wait for others that they build on. */
  get waiting(): number {
    return this.#gate.waitingCount;
  }

  /** The keys of a strand that some stored entry made known (whether its word stands is the fold's). */
  keysOf(strand: Strand): DeviceKeys | null {
    return this.#gate.keysOf(strand);
  }

  lengthOf(strand: Strand): number {
    return this.#index.lengthOf(strand);
  }

  /** The last entry of a strand. */
  headOf(strand: Strand): Entry | null {
    return this.#index.at(strand, this.#index.lengthOf(strand) - 1) ?? null;
  }

  /** The last entry of every strand, of each branch of a forked one: with a link these are compared, since equal lengths hide a fork. */
  heads(): readonly Head[] {
    return this.#index.heads().map(({ strand, seq, hash }) => ({ strand, seq, hash }));
  }

  /** Called with what was just stored, in causal order, before anybody else's turn. */
  onStored(listener: StoredListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Offers an update from anywhere: `origin` tells one sender from another. Its bytes are never applied: what passes is written anew. */
  offer(update: Uint8Array, origin?: unknown): Promise<Verdict> {
    return this.#next(async () => this.#keep(await this.#gate.judge(update, { sender: origin, kept: false }), origin));
  }

  /** Offers what lies on this device's disk: the same checks, but that it was taken before, and no window holds it back. */
  restore(update: Uint8Array, origin?: unknown): Promise<Verdict> {
    return this.#next(async () => this.#keep(await this.#gate.judge(update, { sender: origin, kept: true }), origin));
  }

  /** Offers entries of this device's own, or from its disk: the same checks as `restore`. */
  append(entries: readonly Entry[], origin?: unknown): Promise<Verdict> {
    return this.#next(async () => this.#keep(await this.#gate.judgeEntries(entries, { sender: origin, kept: true }), origin));
  }

  /** Runs `work` when nothing is being checked or stored, and holds the next back until it is done. */
  whenQuiet<T>(work: () => Promise<T> | T): Promise<T> {
    return this.#next(async () => work());
  }

  /**
   * What a peer lacks that has `have` of each strand: updates of at most `SLICE_BYTES` (or one entry), each building only on
   * what it has or got before. `pass` leaves entries out; it must leave out their successors too.
   */
  *missing(have: ReadonlyMap<number, number>, pass: (entry: Entry) => boolean = () => true): Generator<Bytes> {
    let runs = new Map<Strand, { from: number; entries: Bytes[] }>();
    let size = 0;
    for (const entry of this.#index.entries) {
      if (entry.seq < (have.get(entry.strand) ?? 0) || !this.#isInDocument(entry) || !pass(entry)) continue;
      if (size > 0 && size + entry.bytes.length > SLICE_BYTES) {
        yield writeUpdate(runs);
        runs = new Map();
        size = 0;
      }
      const run = runs.get(entry.strand);
      if (run) run.entries.push(entry.bytes);
      else runs.set(entry.strand, { from: entry.seq, entries: [entry.bytes] });
      size += entry.bytes.length;
    }
    if (size > 0) yield writeUpdate(runs);
  }

  /** How many entries of each strand lie in the document: what a peer that is asked may leave out. */
  have(): ReadonlyMap<number, number> {
    return new Map([...this.#index.strands()].map((strand) => [strand, this.#index.lengthOf(strand)]));
  }

  /**
   * What of forked strands a peer lacks that has these heads: updates of one branch each. Where a head of theirs is not known here and
   * not further on than ours, a fork has come to light, and all of that strand goes.
   */
  *branchesBeyond(theirs: readonly Head[]): Generator<Bytes> {
    const byStrand = new Map<Strand, Head[]>();
    for (const head of theirs) byStrand.set(head.strand, [...(byStrand.get(head.strand) ?? []), head]);
    for (const [strand, heads] of byStrand) {
      const branches = this.#index.branchesOf(strand);
      const known = heads.flatMap(({ hash }) => this.#index.get(hash) ?? []);
      const parted = heads.some(({ hash, seq }) => !this.#index.get(hash) && seq < this.#index.lengthOf(strand));
      if (branches.length < 2 && !parted) continue;
      for (const branch of branches) {
        const lacking = branch.filter((entry) => !known.some((head) => head === entry || this.#index.has(head, entry)));
        yield* slicesOf(strand, lacking);
      }
    }
  }

  /** Entries that do not lie in the document: the later branches of forked strands. */
  branched(): readonly Entry[] {
    return this.#index.entries.filter((entry) => !this.#isInDocument(entry));
  }

  #isInDocument(entry: Entry): boolean {
    return this.#index.at(entry.strand, entry.seq) === entry;
  }

  close(): void {
    this.#listeners.clear();
    this.doc.destroy();
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #keep(verdict: Verdict, origin: unknown): Verdict {
    if (verdict.admitted.length === 0) return verdict;
    // Of a forked strand the document has one branch; the others lie beside it.
    const inDocument = this.#index.hasForks ? verdict.admitted.filter((entry) => this.#isInDocument(entry)) : verdict.admitted;
    if (inDocument.length > 0) Y.applyUpdate(this.doc, writeUpdate(runsOf(inDocument)), origin);
    for (const listener of this.#listeners) listener(verdict.admitted, origin);
    return verdict;
  }
}

/** Entries as runs, strand by strand; each strand's own follow each other. */
export const runsOf = (entries: readonly Entry[]): Map<Strand, Run> => {
  const runs = new Map<Strand, { from: number; entries: Bytes[] }>();
  for (const entry of entries) {
    const run = runs.get(entry.strand);
    if (run) run.entries.push(entry.bytes);
    else runs.set(entry.strand, { from: entry.seq, entries: [entry.bytes] });
  }
  return runs;
};

/** Entries of one strand that follow each other, in updates of at most `SLICE_BYTES` (or one entry). */
const slicesOf = function* (strand: Strand, entries: readonly Entry[]): Generator<Bytes> {
  let run: Entry[] = [];
  let size = 0;
  for (const entry of entries) {
    if (size > 0 && size + entry.bytes.length > SLICE_BYTES) {
      yield writeUpdate(new Map([[strand, { from: run[0]?.seq ?? 0, entries: run.map(({ bytes }) => bytes) }]]));
      run = [];
      size = 0;
    }
    run.push(entry);
    size += entry.bytes.length;
  }
  if (size > 0) yield writeUpdate(new Map([[strand, { from: run[0]?.seq ?? 0, entries: run.map(({ bytes }) => bytes) }]]));
};
