import { MEET_PAGE } from '#ledger';
import type { Entry, KeyId } from '#ledger';
import { holdersOfKey } from '#team';
import { introductionsOf } from './introductions.ts';
import type { Replica } from './replica.ts';

/**
 * What is said in a room that the team moved out of, to whoever was away and still looks there: who it is that says the rest, whom of that
 * room the client took off since, and where it moved. In the order in which each can be believed. `old`: the meeting key of that room.
 */
export const wordLeft = (replica: Replica, old: KeyId): readonly Entry[] => {
  const { team } = replica;
  const now = team.rotateOf(MEET_PAGE);
  if (!now) return [];
  const rotates = team.storedRotatesOf(MEET_PAGE).filter(({ keyId }) => keyId === old);
  // Whoever hands a key on has it.
  const sharers = team.sharesOf(MEET_PAGE).flatMap(({ strand, facts }) => (facts.shared === old ? [strand] : []));
  const were = new Set([...rotates.flatMap((rotate) => [...holdersOfKey(team, MEET_PAGE, rotate)]), ...sharers]);
  const removals = [...were].flatMap((strand) => team.removalsOf(strand));
  const had = new Set(now.facts.boxes.map(({ strand }) => strand));
  const shares = team
    .sharesOf(MEET_PAGE)
    .filter(({ facts }) => facts.shared === now.keyId && facts.boxes.some(({ strand }) => were.has(strand) && !had.has(strand)));
  const said = [...removals, ...shares, now];
  const authors = new Set(said.map(({ strand }) => strand));
  const introductions = [...authors].filter((strand) => team.isClientNow(strand)).flatMap((strand) => introductionsOf(replica, strand));
  return [...new Set([...introductions, ...said])];
};
