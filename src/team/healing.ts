import type { KeyId, PageId, Strand } from '#ledger';
import type { Team } from './team.ts';

/** Devices that should have a page's key and have no box for it. */
export interface MissingKey {
  readonly page: PageId;
  readonly key: KeyId;
  readonly strands: readonly Strand[];
  /** The key of a `rotate` that does not count, under which words lie that do. */
  readonly stray: boolean;
}

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
export const ailmentsOf = (team: Team): Ailments => {
  const settled = known.get(team) ?? readAilments(team);
  known.set(team, settled);
  // Asked anew each time: words may come under a stray key without making another team.
  return { rotate: settled.rotate, share: [...settled.share, ...strayKeysOf(team)] };
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
 * Keys of rotates that do not count (a recovery undid them, say) under which counting words lie: whoever may read the page needs them too.
 * They are nobody's page key any more, so that it does no harm who else has them.
 */
const strayKeysOf = (team: Team): readonly MissingKey[] =>
  team.undoneRotates().flatMap((rotate): MissingKey[] => {
    const { page, keyId } = rotate;
    if (!page || !keyId || !team.hasWordsUnder(page, keyId)) return [];
    const holders = new Set([rotate.strand, ...rotate.facts.boxes.map(({ strand }) => strand)]);
    for (const share of team.sharesOf(page))
      if (share.facts.shared === keyId) for (const { strand } of share.facts.boxes) holders.add(strand);
    const strands = team.readersOf(page).filter((strand) => !holders.has(strand));
    return strands.length > 0 ? [{ page, key: keyId, strands, stray: true }] : [];
  });

/** Who was given the page's key of now: by the rotate that made it, by a share of it, or by making it themselves. */
export const holdersOf = (team: Team, page: PageId): ReadonlySet<Strand> => {
  const current = team.rotateOf(page);
  const holders = new Set<Strand>();
  if (!current) return holders;
  holders.add(current.strand);
  for (const box of current.facts.boxes) holders.add(box.strand);
  for (const share of team.sharesOf(page))
    if (share.facts.shared === current.keyId) for (const box of share.facts.boxes) holders.add(box.strand);
  return holders;
};
