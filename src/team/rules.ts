import type { Entry } from '#ledger';

/**
 * The rules of membership and permission, one sentence each. docs/protocol.md lists them under these numbers, the names of
 * tests begin with them, and `Team.whyHeld` answers with the one that an entry broke.
 */
export const RULES = {
  'T1.1': 'The root’s word is the latest recovery: the highest number, of equal ones the smaller hash.',
  'T1.2': 'Then the latest recovery among that one’s ancestors, and so on: the chain; other recoveries cut nothing.',
  'T2.1': 'Only the client’s devices write begin, recover, clink, admit, page, grant, revoke, rotate, remove and accept.',
  'T2.2': 'A device is the client’s for what has begin, a recovery or a counting clink that made it so among its ancestors.',
  'T2.3': 'A team entry of the client’s is on the line of each recovery of the chain, or its device was made theirs by or after it.',
  'T3.1': 'A member’s device is one that a counting admit or a standing link names.',
  'T3.2': 'Members’ devices write change, link, share and seen.',
  'T3.3': 'A removal of a member reaches every device of theirs, whenever it was named; a removal of a device reaches that one.',
  'T3.4': 'No removal reaches the client’s devices; a recovery reaches those that were not made theirs by or after it.',
  'T3.5': 'Each cut that reaches an entry’s author had seen the entry, or the entry is vouched for past it.',
  'T3.6':
    'An entry is vouched for by a standing one of a device that the cut does not reach, which has it and not the cut among its ancestors.',
  'T3.7': 'What a device writes by itself (seen, share, rotate) vouches for nothing: to read is not to build on.',
  'T4.1': 'The client may write on every page.',
  'T4.2': 'A member’s words have a counting grant to write on their page among their ancestors.',
  'T4.3': 'Each revoke that such a grant had not seen had seen the words, or they are vouched for past it.',
  'T4.4': 'Of a forked strand those words count whose branch an entry of the client’s (of another strand) had and the other not.',
  'T4.5': 'Where that is so of both branches, the one with the smaller hash is taken.',
  'T4.6': 'An accept lets the words up to the entry that it names count, and makes nothing else stand.',
  'T4.7':
    'Of a forked strand one branch counts at most: that of the first accept which covers words on one of them, else as T4.4 and T4.5 say.',
  'T5.1': 'A grant holds while no counting revoke of it is other than among its ancestors; write includes see, and losing see loses write.',
  'T5.2': 'Every device on the team sees the meeting page.',
  'T5.3': 'A device belongs to whom the first counting admit, else the first standing link, names it for.',
  'T5.4': 'Whoever is off the team has no right.',
  'T6.1': 'A page’s key is that of the latest counting rotate, of concurrent ones the smaller hash.',
  'T6.2': 'A key that someone without the right holds is rotated away.',
  'T6.3': 'A device with the right and without the key is given it by a share.',
  'T6.4': 'So is one without a key under which words lie that count, and to which the page’s key of now does not lead.',
} as const;

export type RuleId = keyof typeof RULES;

/** A rule as a function: whether it holds of an entry, in what was settled before. */
export interface Rule<World> {
  readonly id: RuleId;
  readonly holds: (world: World, entry: Entry) => boolean;
}

/** The first rule that an entry breaks; `null` where it keeps them all. */
export const brokenRule = <World>(rules: readonly Rule<World>[], world: World, entry: Entry): RuleId | null =>
  rules.find((rule) => !rule.holds(world, entry))?.id ?? null;
