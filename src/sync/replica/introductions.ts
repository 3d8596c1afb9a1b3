import { verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { hasProofs, isKind, signedBytes, strandOf } from '#ledger';
import type { Entry, EntryOf, Strand } from '#ledger';
import type { Replica } from './replica.ts';

/** A device that is believed before its ledger is here: the client's device that let this one in, or one that an entry introduced. */
export interface Believed {
  readonly strand: Strand;
  readonly key: SignKey;
}

type Naming = EntryOf<'admit'> | EntryOf<'clink'> | EntryOf<'link'> | EntryOf<'recover'>;
const isNaming = (entry: Entry): entry is Naming => (['admit', 'clink', 'link', 'recover'] as const).some((kind) => isKind(entry, kind));

/**
 * The device that an entry makes known, if somebody who may name it did so. Nothing of it need be stored here: it is how a device that was away
 * learns whom it may speak to. `believed`: devices whose word is taken though no stored entry names them.
 */
export const deviceIntroducedBy = async (
  replica: Replica,
  inviter: Believed | null,
  entry: Entry,
  believed: ReadonlyMap<Strand, SignKey> = new Map(),
): Promise<Believed | null> => {
  if (!isNaming(entry) || entry.record !== replica.record) return null;
  const { device } = entry.facts;
  const author = authorOf(replica, inviter, entry) ?? (isKind(entry, 'clink') ? believed.get(entry.strand) : null);
  if (!author || !(await verifySignature(author, signedBytes(entry.header), entry.signature))) return null;
  const proved = await hasProofs(entry, replica.record, () => replica.team.rootKeys()?.sign ?? null);
  return proved ? { strand: strandOf(device.sign), key: device.sign } : null;
};

/** Who has to have signed an introduction: a device of the client's, a member's own device, or (with the root's proof in it) the new one itself. */
const authorOf = ({ team }: Replica, inviter: Believed | null, naming: Naming): SignKey | null => {
  // Whoever holds the room's key and was named by the device that let this one in (a further strand of its own, too): the first copy may come
  // from any of the team.
  if (team.clientDevices().length === 0) return !isKind(naming, 'recover') && inviter?.strand === naming.strand ? inviter.key : null;
  if (isKind(naming, 'recover')) return naming.facts.device.sign;
  const mayName = isKind(naming, 'link') ? team.isOn(naming.strand) && !team.isClientNow(naming.strand) : team.isClientNow(naming.strand);
  return mayName ? (team.keysOf(naming.strand)?.sign ?? null) : null;
};

/** The entries that made a device of the client's known, from the one that `begin` named on: for those who have heard of none of them. */
export const introductionsOf = ({ team, ledger }: Replica, strand: Strand): readonly Entry[] => {
  const chain: Entry[] = [];
  for (let at: Strand | undefined = strand; at !== undefined;) {
    const now: Strand = at;
    const naming: Entry | undefined = ledger.index.entries.find(
      (entry) =>
        (isKind(entry, 'clink') || isKind(entry, 'recover')) &&
        strandOf(entry.facts.device.sign) === now &&
        team.isGoneBy(entry) &&
        !chain.includes(entry),
    );
    if (naming) chain.unshift(naming);
    at = naming && naming.strand !== now ? naming.strand : undefined;
  }
  return chain;
};
