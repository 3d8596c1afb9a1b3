import type { EntryOf, KeyId, PageId, Strand } from '#ledger';
import type { Team } from './team.ts';

/** Devices that should have a page's key and have no box for it. */
export interface MissingKey {
  readonly page: PageId;
  readonly key: KeyId;
  readonly strands: readonly Strand[];
  /** A key that the page's key of now does not lead to, under which counting words lie. */
  readonly stray: boolean;
}

/** The keys that who holds one reaches through what its rotates carry: known to whoever can open them. */
export type LeadsTo = (key: KeyId) => ReadonlySet<KeyId>;

/** What the keys of the pages lack, to be put right by the next device that can. */
export interface Ailments {
  /** Pages whose key someone without the right holds (T6.2): for a device of the client to rotate. */
  readonly rotate: readonly PageId[];
  /** Devices to be given a key (T6.3): for any device that holds it. Pages that are to be rotated first are left out. */
  readonly share: readonly MissingKey[];
}

/** By team, since a device asks after every entry that comes in, and only a team entry makes another team. */
const known = new WeakMap<Team, Ailments>();

/** What is wrong with the pages' keys. Pages that have no key yet are nobody's ailment: whoever makes a page rotates it. */
export const ailmentsOf = (team: Team, leadsTo: LeadsTo = () => countingKeysOf(team)): Ailments => {
  const settled = known.get(team) ?? readAilments(team);
  known.set(team, settled);
  // Asked anew each time: words may come under a stray key without making another team.
  return { rotate: settled.rotate, share: [...settled.share, ...strayKeysOf(team, leadsTo)] };
};

const readAilments = (team: Team): Ailments => {
  const rotate: PageId[] = [];
  const share: MissingKey[] = [];
  for (const page of team.pages()) {
    const current = team.rotateOf(page);
    if (!current?.keyId) continue;
    const holders = holdersOf(team, page);
    if ([...holders].some((strand) => !team.maySee(strand, page))) {
      rotate.push(page);
      continue;
    }
    const strands = team.readersOf(page).filter((strand) => !holders.has(strand));
    if (strands.length > 0) share.push({ page, key: current.keyId, strands, stray: false });
  }
  return { rotate, share };
};

/**
 * Keys under which counting words lie and to which the page's key of now does not lead: of rotates that do not count (a recovery undid them,
 * say), and of such as were written at the same time as the one that took their place. Whoever may read the page needs them too; they are
 * nobody's page key any more, so that it does no harm who else has them.
 */
const strayKeysOf = (team: Team, leadsTo: LeadsTo): readonly MissingKey[] =>
  team.pages().flatMap((page) => {
    const current = team.rotateOf(page)?.keyId ?? null;
    const reached = current && leadsTo(current);
    return team.storedRotatesOf(page).flatMap((rotate): MissingKey[] => {
      const { keyId } = rotate;
      if (!keyId || keyId === current || reached?.has(keyId) || !team.hasWordsUnder(page, keyId)) return [];
      const holders = holdersOfKey(team, page, rotate);
      const strands = team.readersOf(page).filter((strand) => !holders.has(strand));
      return strands.length > 0 ? [{ page, key: keyId, strands, stray: true }] : [];
    });
  });

/** Where nobody can open what rotates carry: each is taken to carry what counted before it. */
const countingKeysOf = (team: Team): ReadonlySet<KeyId> =>
  new Set(team.pages().flatMap((page) => team.countingRotatesOf(page).flatMap(({ keyId }) => keyId ?? [])));

/** Who was given the page's key of now. */
export const holdersOf = (team: Team, page: PageId): ReadonlySet<Strand> => {
  const current = team.rotateOf(page);
  return current ? holdersOfKey(team, page, current) : new Set();
};

/** Who was given a key of a page: by the rotate that made it, by a share of it, or by making it themselves. */
export const holdersOfKey = (team: Team, page: PageId, rotate: EntryOf<'rotate'>): ReadonlySet<Strand> => {
  const shares = team.sharesOf(page).filter(({ facts }) => facts.shared === rotate.keyId);
  return new Set([rotate.strand, ...[rotate, ...shares].flatMap(({ facts }) => facts.boxes.map(({ strand }) => strand))]);
};
