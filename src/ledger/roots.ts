import type { SignKey } from '#crypto';
import { isKind } from './entry.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Ancestry } from './ledger-index.ts';

type RootWord = EntryOf<'begin'> | EntryOf<'recover'>;

/** The stored entries that say which root key is in force: `begin`, and every recovery. */
export class Roots {
  readonly #index: Ancestry;
  readonly #words: RootWord[] = [];

  constructor(index: Ancestry) {
    this.#index = index;
  }

  add(entry: Entry): void {
    if (isKind(entry, 'begin') || isKind(entry, 'recover')) this.#words.push(entry);
  }

  /**
   * The root key that was in force for what an entry builds on: of the latest recovery among its ancestors, else of `begin`. By its
   * ancestors and not by what came here first, so that all devices agree on two recoveries that had not seen each other.
   */
  behind(entry: Entry): SignKey | null {
    const parents = entry.parents.flatMap(({ hash }) => this.#index.get(hash) ?? []);
    const isBehind = (one: Entry) => parents.some((parent) => parent === one || this.#index.has(parent, one));
    let latest: RootWord | null = null;
    for (const word of this.#words) if (isBehind(word) && (!latest || isKind(latest, 'begin') || isLater(word, latest))) latest = word;
    return latest?.facts.rootSign ?? null;
  }
}

/** As the fold takes the root's word (T1.1): the higher number, of equal ones the smaller hash. */
const isLater = (one: RootWord, other: EntryOf<'recover'>): boolean =>
  isKind(one, 'recover') && (one.facts.number === other.facts.number ? one.hash < other.hash : one.facts.number > other.facts.number);
