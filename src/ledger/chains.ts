import type { Entry } from './entry.ts';
import type { EntryHash } from './ids.ts';

/** Whether an entry's own signature is one of its strand's keys: asked once for each entry of a judgement. */
export type IsSigned = (entry: Entry) => Promise<boolean>;

/** Asks once for each entry. */
export const askedOnce = (isSigned: IsSigned): IsSigned => {
  const known = new Map<Entry, Promise<boolean>>();
  return (entry) => {
    const asked = known.get(entry) ?? isSigned(entry);
    known.set(entry, asked);
    return asked;
  };
};

/** Entries by the place that they claim: what they follow, and their number. */
export class Claims {
  readonly #byPlace = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const place = placeOf(entry.prev, entry.seq);
      this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), entry]);
    }
  }

  /** Of the entries for one place one of each hash. One header may come with several signatures: a bad one must not hide the good one. */
  async at(prev: EntryHash | null, seq: number, isSigned: IsSigned): Promise<readonly Entry[]> {
    const byHash = new Map<EntryHash, Entry>();
    for (const entry of this.#byPlace.get(placeOf(prev, seq)) ?? []) {
      const same = byHash.get(entry.hash);
      if (!same || (!(await isSigned(same)) && (await isSigned(entry)))) byHash.set(entry.hash, entry);
    }
    return [...byHash.values()];
  }

  /** Forgets a place: it has been looked at. */
  forget({ prev, seq }: Entry): void {
    this.#byPlace.delete(placeOf(prev, seq));
  }
}

const placeOf = (prev: EntryHash | null, seq: number): string => `${prev ?? ''} ${String(seq)}`;

/**
 * The authentic chains from a place on: each goes on hash by hash up to the last entry whose own signature holds, and one that
 * branches off another comes after it. Anybody can write an entry for somebody's next place: what nobody signed must not stand in the way.
 */
export const follow = async (
  prev: EntryHash | null,
  seq: number,
  claims: Claims,
  isSigned: IsSigned,
): Promise<readonly (readonly Entry[])[]> => {
  const chain: Entry[] = [];
  const others: (readonly Entry[])[] = [];
  let at: Entry | null = null;
  for (;;) {
    const next = await claims.at(at ? at.hash : prev, at ? at.seq + 1 : seq, isSigned);
    const [only] = next;
    if (!only) break;
    if (next.length > 1) {
      for (const claim of next) {
        const [main = [], ...more] = await follow(claim.hash, claim.seq + 1, claims, isSigned);
        if (main.length > 0 || (await isSigned(claim))) others.push([claim, ...main], ...more);
      }
      break;
    }
    chain.push(only);
    at = only;
  }
  const [main = [], ...more] = others;
  // A chain that goes on authentically is authentic; else up to its last good signature.
  const whole = main.length > 0 ? [...chain, ...main] : await upToSigned(chain, isSigned);
  return whole.length > 0 ? [whole, ...more] : [];
};

/** The entries up to the last one whose own signature holds: it stands for those before it. */
export const upToSigned = async (chain: readonly Entry[], isSigned: IsSigned): Promise<readonly Entry[]> => {
  let end = chain.length;
  for (let last = chain[end - 1]; last && !(await isSigned(last)); last = chain[end - 1]) end -= 1;
  return chain.slice(0, end);
};

/** Those of some entries that another one has among its ancestors, as far as they hang together. */
export const ancestorsAmong = (entry: Entry, among: ReadonlyMap<EntryHash, Entry>): readonly Entry[] => {
  const found = new Set<Entry>();
  const next = partsOf(entry);
  for (let hash = next.pop(); hash !== undefined; hash = next.pop()) {
    const one = among.get(hash);
    if (!one || found.has(one)) continue;
    found.add(one);
    next.push(...partsOf(one));
  }
  return [...found];
};

/** What an entry names: its previous one and its parents. */
const partsOf = ({ prev, parents }: Entry): EntryHash[] => [...(prev ? [prev] : []), ...parents.map((head) => head.hash)];
