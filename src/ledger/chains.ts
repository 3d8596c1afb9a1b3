import type { Entry } from './entry.ts';
import type { EntryHash } from './ids.ts';

/**
 * The authentic chains that follow an entry: each goes on hash by hash up to the last entry whose own signature holds, and one that
 * branches off another comes after it. Anybody can write an entry for somebody's next place: what nobody signed must not stand in the way.
 */
export const follow = async (
  prev: EntryHash | null,
  seq: number,
  following: ReadonlyMap<EntryHash | null, readonly Entry[]>,
  holds: (entry: Entry) => Promise<boolean>,
): Promise<readonly (readonly Entry[])[]> => {
  const chain: Entry[] = [];
  const others: (readonly Entry[])[] = [];
  let at: Entry | null = null;
  for (;;) {
    const claims = await claimsOf(following.get(at ? at.hash : prev) ?? [], at ? at.seq + 1 : seq, holds);
    const [only] = claims;
    if (!only) break;
    if (claims.length > 1) {
      for (const claim of claims) {
        const [main = [], ...more] = await follow(claim.hash, claim.seq + 1, following, holds);
        if (main.length > 0 || (await holds(claim))) others.push([claim, ...main], ...more);
      }
      break;
    }
    chain.push(only);
    at = only;
  }
  const [main = [], ...more] = others;
  let end = chain.length;
  // A chain that goes on authentically is authentic; else up to its last good signature.
  if (main.length === 0) for (let last = chain[end - 1]; last && !(await holds(last)); last = chain[end - 1]) end -= 1;
  const whole = [...chain.slice(0, end), ...main];
  return whole.length > 0 ? [whole, ...more] : [];
};

/** Of the entries for one place one of each hash. One header may come with several signatures: a bad one must not hide the good one. */
const claimsOf = async (entries: readonly Entry[], seq: number, holds: (entry: Entry) => Promise<boolean>): Promise<readonly Entry[]> => {
  const byHash = new Map<EntryHash, Entry>();
  for (const entry of entries) {
    const same = byHash.get(entry.hash);
    if (entry.seq === seq && (!same || (!(await holds(same)) && (await holds(entry))))) byHash.set(entry.hash, entry);
  }
  return [...byHash.values()];
};
