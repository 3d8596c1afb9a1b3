import type { Entry, EntryHash, Kind, Strand } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import type { Cut, Cuts } from './cuts.ts';
import { brokenRule } from './rules.ts';
import type { Rule, RuleId } from './rules.ts';
import type { Stored } from './stored.ts';
import { Vouching } from './vouching.ts';

const MEMBER_KINDS: readonly Kind[] = ['change', 'link', 'share', 'seen'];

/** Step 3 of the fold: whose word stands, by author alone; no page and no branch. The least set that keeps the rules. */
export class Standing {
  static readonly #MEMBER_RULES: readonly Rule<Standing>[] = [
    { id: 'T3.1', holds: (standing, entry) => standing.isNamed(entry.strand) },
    { id: 'T3.2', holds: (_, entry) => MEMBER_KINDS.includes(entry.facts.kind) },
    { id: 'T3.5', holds: (standing, entry) => standing.#isPastEachCut(entry) },
  ];

  /** The client's words; their team entries were settled in step 2. */
  static readonly #CLIENT_RULES: readonly Rule<Standing>[] = [
    { id: 'T2.2', holds: (standing, entry) => standing.#client.isTheirs(entry) },
    { id: 'T3.2', holds: (_, entry) => entry.facts.kind === 'change' },
    { id: 'T3.5', holds: (standing, entry) => standing.#isPastEachCut(entry) },
  ];

  readonly vouching: Vouching;
  readonly #stored: Stored;
  readonly #client: ClientEntries;
  readonly #cuts: Cuts;
  readonly #standing = new Set<EntryHash>();
  readonly #named = new Set<Strand>();

  constructor(stored: Stored, client: ClientEntries, cuts: Cuts) {
    this.#stored = stored;
    this.#client = client;
    this.#cuts = cuts;
    this.vouching = new Vouching(stored, cuts, (entry) => this.stands(entry));
    for (const admit of client.of('admit')) this.#name(admit);
    this.#settle();
  }

  stands(entry: Entry): boolean {
    return this.#client.counts(entry) || this.#standing.has(entry.hash);
  }

  /** Whether a counting admit or a standing link names a strand. */
  isNamed(strand: Strand): boolean {
    return this.#named.has(strand);
  }

  /** Lets an entry stand if it keeps the rules; `true` where it is new. */
  take(entry: Entry): boolean {
    if (this.stands(entry) || brokenRule(this.#rulesFor(entry.strand), this, entry) !== null) return false;
    this.#standing.add(entry.hash);
    if (entry.facts.kind === 'link') this.#name(entry);
    return true;
  }

  /** The rule that keeps an entry from standing; `null` where it stands. */
  brokenRule(entry: Entry): RuleId | null {
    if (this.stands(entry)) return null;
    if (this.#client.isMade(entry.strand) && entry.facts.kind !== 'change') return this.#client.brokenRule(entry);
    return brokenRule(this.#rulesFor(entry.strand), this, entry);
  }

  /** The removals and recoveries that an entry is not past. */
  cutsHolding(entry: Entry): readonly Cut[] {
    return this.#cuts.reaching(entry.strand).filter((cut) => !this.vouching.isPast(entry, cut));
  }

  #settle(): void {
    const waiting = new Map<Strand, readonly Entry[]>();
    for (const strand of this.#stored.strands()) waiting.set(strand, this.#stored.ofStrand(strand));
    for (let more = true; more;) {
      more = false;
      this.vouching.forget();
      for (const [strand, entries] of waiting) {
        if (!this.#client.isMade(strand) && !this.isNamed(strand)) continue;
        const left = entries.filter((entry) => !this.stands(entry) && !this.take(entry));
        if (left.length < entries.length) more = true;
        if (left.length === 0) waiting.delete(strand);
        else waiting.set(strand, left);
      }
    }
    this.vouching.forget();
  }

  #rulesFor(strand: Strand): readonly Rule<Standing>[] {
    return this.#client.isMade(strand) ? Standing.#CLIENT_RULES : Standing.#MEMBER_RULES;
  }

  #isPastEachCut(entry: Entry): boolean {
    return this.#cuts.reaching(entry.strand).every((cut) => this.vouching.isPast(entry, cut));
  }

  #name(naming: Entry): void {
    const strand = this.#stored.strandNamedBy(naming);
    if (strand !== null) this.#named.add(strand);
  }
}
