import type { Entry, EntryHash, EntryOf, MemberId, Strand } from '#ledger';
import type { Branches } from './branches.ts';
import type { ClientEntries } from './client-entries.ts';
import type { Cut } from './cuts.ts';
import type { Grants } from './grants.ts';
import { addOwnLine, firstOf } from './order.ts';
import { brokenRule } from './rules.ts';
import type { Rule, RuleId } from './rules.ts';
import type { Standing } from './standing.ts';
import { isAt } from './stored.ts';
import type { Stored } from './stored.ts';

/** What steps 1 to 3 have settled. */
export interface Settled {
  readonly stored: Stored;
  readonly client: ClientEntries;
  readonly standing: Standing;
  readonly grants: Grants;
  readonly branches: Branches;
  memberOf(strand: Strand): MemberId | null;
}

/** Step 4 of the fold: which words count. */
export class Words {
  static readonly #RULES: readonly Rule<Words>[] = [
    { id: 'T4.2', holds: (words, entry) => words.#isClients(entry) || words.#grantsBehind(entry).length > 0 },
    { id: 'T4.3', holds: (words, entry) => words.#isClients(entry) || words.#isPastRevokes(entry) },
  ];

  readonly #settled: Settled;
  readonly #accepted = new Set<EntryHash>();
  readonly #counting = new Set<EntryHash>();
  readonly #held: Entry[] = [];
  /** Cuts that hold something now: whoever had not seen one of them may yet vouch. */
  readonly #openCuts = new Map<EntryHash, Cut>();
  /** Entries that an accept names and that are not stored yet. */
  readonly awaited: ReadonlySet<EntryHash>;

  constructor(settled: Settled) {
    this.#settled = settled;
    this.awaited = this.#readAccepts();
    for (const entry of settled.stored.entries) this.take(entry);
  }

  /** Judges an entry, once. */
  take(entry: Entry): void {
    const stands = this.#settled.standing.stands(entry);
    if (!stands) for (const cut of this.#settled.standing.cutsHolding(entry)) this.#openCuts.set(cut.hash, cut);
    if (entry.facts.kind !== 'change') {
      if (stands) this.#counting.add(entry.hash);
      return;
    }
    if (this.isAccepted(entry) || (stands && this.#brokenRule(entry) === null)) this.#counting.add(entry.hash);
    else {
      this.#held.push(entry);
      for (const cut of this.#revokesHolding(entry)) this.#openCuts.set(cut.hash, cut);
    }
  }

  counts(entry: Entry): boolean {
    return this.#counting.has(entry.hash);
  }

  isAccepted(entry: Entry): boolean {
    return entry.facts.kind === 'change' && this.#accepted.has(entry.hash) && this.#settled.branches.mayBeAccepted(entry);
  }

  /** The first accept that covers an entry. */
  acceptOf(entry: Entry): EntryOf<'accept'> | null {
    if (!this.isAccepted(entry)) return null;
    const { stored, client } = this.#settled;
    return firstOf(
      client.of('accept').filter((accept) => this.#covers(accept, entry)),
      stored.index,
    );
  }

  get held(): readonly Entry[] {
    return this.#held;
  }

  get openCuts(): Iterable<Cut> {
    return this.#openCuts.values();
  }

  /** The rule that keeps an entry from counting, from step 2 on; `null` where it counts. */
  whyHeld(entry: Entry): { readonly rule: RuleId; readonly cuts: readonly Cut[] } | null {
    if (this.counts(entry)) return null;
    const { standing } = this.#settled;
    const rule = standing.brokenRule(entry) ?? this.#brokenRule(entry);
    if (rule === null) return null;
    if (rule === 'T3.5') return { rule, cuts: standing.cutsHolding(entry) };
    return { rule, cuts: rule === 'T4.3' ? this.#revokesHolding(entry) : [] };
  }

  #brokenRule(entry: Entry): RuleId | null {
    return brokenRule(Words.#RULES, this, entry) ?? this.#settled.branches.brokenRule(entry);
  }

  /** T4.1 */
  #isClients(entry: Entry): boolean {
    return this.#settled.client.isMade(entry.strand);
  }

  #grantsBehind(entry: Entry) {
    const member = this.#settled.memberOf(entry.strand);
    return member ? this.#settled.grants.grantsBehind(entry, member) : [];
  }

  #isPastRevokes(entry: Entry): boolean {
    const { grants, standing } = this.#settled;
    return this.#grantsBehind(entry).some((grant) => grants.revokesAfter(grant).every((revoke) => standing.vouching.isPast(entry, revoke)));
  }

  #revokesHolding(entry: Entry): readonly Cut[] {
    const { grants, standing } = this.#settled;
    return this.#grantsBehind(entry).flatMap((grant) =>
      grants.revokesAfter(grant).filter((revoke) => !standing.vouching.isPast(entry, revoke)),
    );
  }

  /** T4.6 */
  #readAccepts(): ReadonlySet<EntryHash> {
    const { index } = this.#settled.stored;
    const awaited = new Set<EntryHash>();
    for (const accept of this.#settled.client.of('accept')) {
      const last = index.get(accept.facts.upTo.hash);
      if (!last) awaited.add(accept.facts.upTo.hash);
      else if (isAt(last, accept.facts.upTo)) addOwnLine(last, index, this.#accepted);
    }
    return awaited;
  }

  #covers(accept: EntryOf<'accept'>, entry: Entry): boolean {
    const { index } = this.#settled.stored;
    const last = index.get(accept.facts.upTo.hash);
    if (!last || !isAt(last, accept.facts.upTo)) return false;
    for (let at: Entry | undefined = last; at && at.seq >= entry.seq; at = at.prev ? index.get(at.prev) : undefined)
      if (at.hash === entry.hash) return true;
    return false;
  }
}
