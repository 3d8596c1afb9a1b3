import { isKind, MEET_PAGE } from '#ledger';
import type { Entry, EntryOf, KeyId, Strand } from '#ledger';
import { introductionsOf } from './introductions.ts';
import type { Replica } from './replica.ts';

/**
 * What is said in a room that the team moved out of, to whoever was away and still looks there: who it is that says the rest, whom of that
 * room the client took off since, and where it moved. In the order in which each can be believed. `old`: the meeting key of that room.
 */
export const wordLeft = (replica: Replica, old: KeyId): readonly Entry[] => {
  const { team, ledger } = replica;
  const now = team.rotateOf(MEET_PAGE);
  if (!now) return [];
  const were = holdersOf(replica, old);
  const removals = ledger.index.entries.filter(
    (entry) => isKind(entry, 'remove') && team.isGoneBy(entry) && targetsOf(replica, entry).some((strand) => were.has(strand)),
  );
  const had = new Set(now.facts.boxes.map(({ strand }) => strand));
  const shares = sharesOf(replica, now.keyId).filter(({ facts }) => facts.boxes.some(({ strand }) => were.has(strand) && !had.has(strand)));
  const said = [...removals, ...shares, now];
  const authors = new Set(said.map(({ strand }) => strand));
  const introductions = [...authors].filter((strand) => team.isClientNow(strand)).flatMap((strand) => introductionsOf(replica, strand));
  return [...new Set([...introductions, ...said])];
};

const targetsOf = ({ team }: Replica, { facts: { target } }: EntryOf<'remove'>): readonly Strand[] =>
  'strand' in target ? [target.strand] : team.members().flatMap(({ member, strands }) => (member === target.member ? strands : []));

const sharesOf = ({ team }: Replica, key: KeyId | null): readonly EntryOf<'share'>[] =>
  team.sharesOf(MEET_PAGE).filter(({ facts }) => facts.shared === key);

/** Who was given a meeting key. */
const holdersOf = (replica: Replica, key: KeyId): ReadonlySet<Strand> => {
  const rotates = replica.team.storedRotatesOf(MEET_PAGE).filter(({ keyId }) => keyId === key);
  return new Set([...rotates, ...sharesOf(replica, key)].flatMap(({ strand, facts }) => [strand, ...facts.boxes.map((box) => box.strand)]));
};
