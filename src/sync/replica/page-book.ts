import * as Y from 'yjs';
import { toInstant } from '#base';
import type { Bytes, Instant } from '#base';
import type { Entry, EntryHash, Head, LedgerIndex, PageId, Strand, Words } from '#ledger';
import { carryOver, isLocalOrigin, mergeLocal, playChange } from '#record';
import type { PageKind } from '#record';
import { Spans } from './spans.ts';
import type { Span } from './spans.ts';

/** A change entry of this page whose words were opened (or could not be: `null`). */
export interface OpenedChange {
  readonly entry: Entry;
  readonly words: Words | null;
}

/** An author's clock may differ this much from what it builds on before it is called doubtful. */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1000;

/**
 * Yjs takes a new client id when it is given structs of its own, as happens when a page is put together. So nobody's id is set
 * while entries are played, and the strand's before this person writes.
 */
const NOBODY = 0;

/** An entry holds 256 KiB with its head and its padding. */
const MOST_PAYLOAD = 160 * 1024;

/** Marks what was played from entries, so that it is not taken for this person's own typing. */
export const PLAYED = Symbol('played');

/**
 * One page as this device reads it: the plain Yjs document that the counting entries make, who wrote what in it,
 * and this person's own changes that are not sealed yet.
 */
export class PageBook {
  readonly id: PageId;
  readonly kind: PageKind;
  readonly #own: Strand;
  readonly #index: LedgerIndex;
  #doc: Y.Doc;
  #spans = new Spans();
  readonly #void = new Map<Strand, EntryHash>();
  #drafts: Uint8Array[] = [];
  #waits = false;
  readonly #onDraft: () => void;

  constructor(options: { id: PageId; kind: PageKind; own: Strand; index: LedgerIndex; onDraft: () => void }) {
    this.id = options.id;
    this.kind = options.kind;
    this.#own = options.own;
    this.#index = options.index;
    this.#onDraft = options.onDraft;
    this.#doc = this.#freshDoc();
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get spans(): Spans {
    return this.#spans;
  }

  /** Strands whose words here are void from an entry on. */
  get voided(): ReadonlyMap<Strand, EntryHash> {
    return this.#void;
  }

  /** Whether a change counts and was left out all the same: no device could play it. */
  isVoid(change: Entry): boolean {
    const from = this.#void.get(change.strand);
    return from !== undefined && (from === change.hash || this.#isAfter(change, from));
  }

  get hasDrafts(): boolean {
    return this.#drafts.length > 0;
  }

  /** Whether the drafts are not to be sealed as they are: see `holdDrafts`. */
  get waits(): boolean {
    return this.#waits;
  }

  /**
   * Words of this strand come from elsewhere (the disk was put back, or copied): the drafts have their clocks, and are not sealed but written
   * anew when the page is put together. `false`: it turned out otherwise.
   */
  holdDrafts(hold: boolean): void {
    const goesOn = this.#waits && !hold;
    this.#waits = hold;
    if (goesOn && this.hasDrafts) this.#onDraft();
  }

  /** This person's unsealed changes in their order, as canonical updates that each fit in an entry. Empties the drafts. */
  takeDrafts(): readonly Bytes[] {
    if (this.#waits) return [];
    const groups: Uint8Array[][] = [];
    let size = Infinity;
    for (const draft of this.#drafts) {
      if (size + draft.length > MOST_PAYLOAD) {
        groups.push([]);
        size = 0;
      }
      groups.at(-1)?.push(draft);
      size += draft.length;
    }
    this.#drafts = [];
    return groups.map(mergeLocal);
  }

  /** Puts the document together anew from these changes (all that count, in causal order). Drafts must be taken before, or held. */
  rebuild(changes: readonly OpenedChange[]): void {
    const [before, since] = [this.#doc, this.#spans.endOf(this.#own)];
    const void_ = new Map<Strand, EntryHash>();
    // A change that fails half-way can leave half of itself behind: start over without it, until none fails.
    for (;;) {
      if (this.#doc !== before) this.#doc.destroy();
      this.#doc = this.#freshDoc();
      this.#doc.clientID = NOBODY;
      this.#spans = new Spans();
      this.#void.clear();
      for (const [strand, hash] of void_) this.#void.set(strand, hash);
      if (this.#playAll(changes, void_)) break;
    }
    this.#doc.clientID = this.#own;
    if (this.#waits) {
      this.#drafts = [];
      this.#waits = false;
      // What was struck out in them stays: a second of typing, on a disk that was put back.
      carryOver(before, this.#doc, this.kind, { of: this.#own, since });
    }
    before.destroy();
  }

  /** Plays further changes. `present`: own ones, whose content the document has already. False where the page must be rebuilt. */
  play(changes: readonly OpenedChange[], present: (entry: Entry) => boolean): boolean {
    this.#doc.clientID = NOBODY;
    const done = changes.every((change) => {
      if (!present(change.entry)) return this.#playOne(change, this.#void);
      this.#record(change);
      return true;
    });
    this.#doc.clientID = this.#own;
    return done;
  }

  close(): void {
    this.#doc.destroy();
  }

  #playAll(changes: readonly OpenedChange[], void_: Map<Strand, EntryHash>): boolean {
    for (const change of changes) if (!this.#playOne(change, void_)) return false;
    return true;
  }

  /** False where something half-applied may be left. A change that is refused is void, and all that its strand writes here after it. */
  #playOne({ entry, words }: OpenedChange, void_: Map<Strand, EntryHash>): boolean {
    const voidFrom = void_.get(entry.strand);
    if (voidFrom && (voidFrom === entry.hash || this.#isAfter(entry, voidFrom))) return true;
    const played = words
      ? playChange(this.#doc, this.kind, { strand: entry.strand, update: words.payload, past: this.#pastOf(entry) }, PLAYED)
      : ({ ok: false, error: { type: 'unreadable', rebuild: false } } as const);
    if (played.ok) {
      this.#addSpan(entry, words?.time ?? toInstant(0), played.value.clockEnd);
      return true;
    }
    void_.set(entry.strand, entry.hash);
    this.#void.set(entry.strand, entry.hash);
    return !played.error.rebuild;
  }

  #isAfter(entry: Entry, hash: EntryHash): boolean {
    const from = this.#index.get(hash);
    return from !== undefined && this.#index.has(entry, from);
  }

  #record({ entry, words }: OpenedChange): void {
    if (!words) return;
    const end = Y.parseUpdateMeta(words.payload).to.get(entry.strand) ?? this.#spans.endOf(entry.strand);
    this.#addSpan(entry, words.time, end);
  }

  #addSpan(entry: Entry, time: Instant, to: number): void {
    const from = this.#spans.endOf(entry.strand);
    this.#spans.add({ from, to, entry, time, doubtful: this.#isDoubtful(entry, time) });
  }

  /** What the entry's ancestors wrote on this page, as Yjs clocks. */
  #pastOf(entry: Entry): ReadonlyMap<number, number> {
    const past = new Map<number, number>();
    for (const head of this.#index.pastOf(entry)) {
      const clock = this.#lastBefore(head)?.to ?? 0;
      if (clock > (past.get(head.strand) ?? 0)) past.set(head.strand, clock);
    }
    return past;
  }

  /** The last that was played here of what a head stands for: of its own branch, where the strand is forked and another one counts. */
  #lastBefore(head: Head): Span | null {
    const last = this.#index.get(head.hash);
    for (let span = this.#spans.lastUpTo(head.strand, head.seq); span; span = this.#spans.lastUpTo(head.strand, span.entry.seq - 1))
      if (last && (span.entry.hash === last.hash || this.#index.has(last, span.entry))) return span;
    return null;
  }

  /** Whether what it builds on says a later time than it does itself. */
  #isDoubtful(entry: Entry, time: Instant): boolean {
    return this.#index.pastOf(entry).some((head) => {
      const latest = this.#lastBefore(head);
      return latest !== null && latest.time > time + CLOCK_TOLERANCE_MS;
    });
  }

  #freshDoc(): Y.Doc {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = this.#own;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!isLocalOrigin(origin)) return;
      this.#drafts.push(update);
      this.#onDraft();
    });
    return doc;
  }
}
