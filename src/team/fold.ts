import { isKind } from '#ledger';
import type { Entry, LedgerIndex } from '#ledger';
import { fold } from './folded.ts';
import type { Folded } from './folded.ts';
import { Stored } from './stored.ts';
import { Team } from './team.ts';
import { isVouchingKind } from './vouching.ts';

/** What is otherwise than at the last look. Lists are in causal order and hold words (`change` entries) only. */
export interface TeamChange {
  /** Words that count and did not before, or were not there. */
  readonly counted: readonly Entry[];
  /** Words that counted and are held now. */
  readonly uncounted: readonly Entry[];
  /** Words that are new and held. */
  readonly held: readonly Entry[];
  /** Whether members, rights, pages or keys may be others: `TeamFold.team` is another object then. */
  readonly team: boolean;
}

/**
 * Keeps the fold of a ledger up to date. The answer depends on the set of stored entries alone, never on their order.
 * A plain `change` or `seen` is a few look-ups; everything else folds anew.
 */
export class TeamFold {
  readonly #index: LedgerIndex;
  readonly #stored: Stored;
  #folded: Folded;
  #team: Team;
  #read = 0;

  constructor(index: LedgerIndex) {
    this.#index = index;
    this.#stored = new Stored(index);
    this.#folded = fold(this.#stored);
    this.#team = new Team(this.#folded);
  }

  get team(): Team {
    return this.#team;
  }

  /** Reads the entries that were stored since the last call. */
  update(): TeamChange {
    const fresh = this.#index.entries.slice(this.#read);
    const counted: Entry[] = [];
    const held: Entry[] = [];
    while (this.#read < this.#index.entries.length) {
      const entry = this.#index.entries[this.#read];
      if (!entry || !isPlain(this.#folded, entry)) return this.#foldAnew(fresh);
      this.#read += 1;
      this.#stored.add(entry);
      takePlain(this.#folded, entry);
      if (isKind(entry, 'change')) (this.#folded.words.counts(entry) ? counted : held).push(entry);
    }
    return { counted, uncounted: [], held, team: false };
  }

  #foldAnew(fresh: readonly Entry[]): TeamChange {
    for (const entry of this.#index.entries.slice(this.#read)) this.#stored.add(entry);
    this.#read = this.#index.entries.length;
    const isFresh = new Set(fresh);
    const before = this.#folded.words;
    this.#folded = fold(this.#stored);
    this.#team = new Team(this.#folded);
    const after = this.#folded.words;
    const words = this.#index.entries.filter((entry) => isKind(entry, 'change'));
    const did = (entry: Entry): boolean => !isFresh.has(entry) && before.counts(entry);
    return {
      counted: words.filter((entry) => after.counts(entry) && !did(entry)),
      uncounted: words.filter((entry) => !after.counts(entry) && did(entry)),
      held: words.filter((entry) => !after.counts(entry) && isFresh.has(entry)),
      team: true,
    };
  }
}

/**
 * Whether an entry changes nothing but itself: no team entry, on no branch and choosing none, awaited by no accept and no line,
 * and nothing held that it could vouch for.
 */
const isPlain = (folded: Folded, entry: Entry): boolean => {
  const { stored, root, words, cuts, branches } = folded;
  if (!isKind(entry, 'change') && !isKind(entry, 'seen')) return false;
  if (branches.concerns(entry) || root.awaited.has(entry.hash) || words.awaited.has(entry.hash)) return false;
  if (!isVouchingKind(entry.facts.kind)) return true;
  return [...words.openCuts].every((cut) => stored.index.has(entry, cut) || cuts.reaches(cut, entry.strand));
};

const takePlain = ({ client, standing, words }: Folded, entry: Entry): void => {
  if (!client.take(entry)) standing.take(entry);
  words.take(entry);
};
