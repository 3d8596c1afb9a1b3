import type { Bytes } from '#base';
import { verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { hasProofs, isKind, readEntry, signedBytes, strandOf } from '#ledger';
import type { Entry, EntryOf, Strand } from '#ledger';
import type { Team } from '#team';
import type { Replica } from './replica.ts';

/** A device that is believed before its ledger is here: the one that let this one in, or one that an entry introduced. */
export interface Believed {
  readonly strand: Strand;
  readonly key: SignKey;
}

/** A device that an entry made known, and as whose. */
interface Introduced extends Believed {
  readonly as: 'client' | 'member';
}

/** What is believed of devices that no stored entry names. */
export interface Beliefs {
  readonly inviter: Believed | null;
  readonly client: ReadonlyMap<Strand, SignKey>;
  /** Along a chain alone. */
  readonly members?: ReadonlyMap<Strand, SignKey>;
}

/** A link takes no longer chain. */
export const MOST_INTRODUCTIONS = 8;

type Naming = EntryOf<'admit'> | EntryOf<'clink'> | EntryOf<'link'> | EntryOf<'recover'>;
const isNaming = (entry: Entry): entry is Naming => (['admit', 'clink', 'link', 'recover'] as const).some((kind) => isKind(entry, kind));

/**
 * The device that an entry makes known, if somebody who may name it did so. Nothing of it need be stored here: it is how a device that was away
 * learns whom it may speak to.
 */
export const deviceIntroducedBy = async (replica: Replica, entry: Entry, beliefs: Beliefs): Promise<Introduced | null> => {
  if (!isNaming(entry) || entry.record !== replica.record) return null;
  const { device } = entry.facts;
  const author = authorOf(replica, entry, beliefs);
  if (!author || !(await verifySignature(author, signedBytes(entry.header), entry.signature))) return null;
  const proved = await hasProofs(entry, replica.record, () => replica.team.rootKeys()?.sign ?? null);
  if (!proved) return null;
  const as = isKind(entry, 'clink') || isKind(entry, 'recover') ? 'client' : 'member';
  return { strand: strandOf(device.sign), key: device.sign, as };
};

/** The device that comes last in a chain of introductions, each believed by what came before it or is known. */
export const deviceIntroducedAlong = async (
  replica: Replica,
  introductions: readonly Bytes[],
  beliefs: Beliefs,
): Promise<Believed | null> => {
  const client = new Map(beliefs.client);
  const members = new Map<Strand, SignKey>();
  let last: Believed | null = null;
  for (const bytes of introductions.slice(-MOST_INTRODUCTIONS)) {
    const read = readEntry(bytes);
    const named = read.ok ? await deviceIntroducedBy(replica, read.value, { ...beliefs, client, members }) : null;
    // Of whom something is stored, the team knows better: they may have been taken off.
    if (named && replica.ledger.keysOf(named.strand) === null) (named.as === 'client' ? client : members).set(named.strand, named.key);
    last = named;
  }
  return last;
};

/** Who has to have signed an introduction: a device of the client's, a member's own device, or (with the root's proof in it) the new one itself. */
const authorOf = ({ team }: Replica, naming: Naming, { inviter, client, members }: Beliefs): SignKey | null => {
  if (isKind(naming, 'recover')) return team.clientDevices().length === 0 ? null : naming.facts.device.sign;
  const believed = (isKind(naming, 'link') ? members : client)?.get(naming.strand) ?? null;
  // Whoever holds the room's key and was named by the device that let this one in (a further strand of its own, too): the first copy may come
  // from any of the team.
  if (team.clientDevices().length === 0) return inviter?.strand === naming.strand ? inviter.key : believed;
  const mayName = isKind(naming, 'link') ? team.isOn(naming.strand) && !team.isClientNow(naming.strand) : team.isClientNow(naming.strand);
  return mayName ? (team.keysOf(naming.strand)?.sign ?? null) : team.whoOf(naming.strand) === null ? believed : null;
};

/** By team, which only a team entry makes another: asked whenever somebody comes to a room. */
const known = new WeakMap<Team, Map<Strand, readonly Entry[]>>();

/** The entries that made a device known, from the one that `begin` named on: for those who have heard of none of them. */
export const introductionsOf = (replica: Replica, strand: Strand): readonly Entry[] => {
  const { team } = replica;
  const chains = known.get(team) ?? new Map<Strand, readonly Entry[]>();
  known.set(team, chains);
  const chain = chains.get(strand) ?? readChain(replica, strand);
  chains.set(strand, chain);
  return chain;
};

const readChain = ({ team, ledger }: Replica, strand: Strand): readonly Entry[] => {
  const chain: Entry[] = [];
  for (let at: Strand | undefined = strand; at !== undefined;) {
    const now: Strand = at;
    const naming: Entry | undefined = ledger.index.entries.find(
      (entry) => isNaming(entry) && strandOf(entry.facts.device.sign) === now && team.isGoneBy(entry) && !chain.includes(entry),
    );
    if (naming) chain.unshift(naming);
    at = naming && naming.strand !== now ? naming.strand : undefined;
  }
  return chain;
};

/** How this device introduces itself. `handed`: the entry that it was let in with, while it has no ledger. */
export const ownIntroductions = (replica: Replica, handed: Bytes): readonly Bytes[] => {
  const known = introductionsOf(replica, replica.identity.strand)
    .slice(-MOST_INTRODUCTIONS)
    .map(({ bytes }) => bytes);
  return known.length > 0 || handed.length === 0 ? known : [handed];
};
