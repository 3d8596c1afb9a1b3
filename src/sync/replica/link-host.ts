import type { Bytes, Redacted } from '#base';
import { verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { hasProofs, readEntry, signedBytes, strandOf } from '#ledger';
import type { Entry, EntryOf, Strand } from '#ledger';
import { isKind } from '#ledger';
import type { LinkChange, LinkHost } from '../link/host.ts';
import type { Inviter } from './notice.ts';
import type { Replica } from './replica.ts';

interface Options {
  readonly roomKey: Redacted<Bytes>;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  readonly onLink: (change: LinkChange) => void;
  /** A device that the invitation vouched for, while this one has no ledger yet. */
  readonly inviter: Inviter | null;
  /** The entry that admits this device. */
  readonly introduction: () => Bytes;
  /** Whether a device sent what it must not: no link to it is opened again while this record stays open. */
  readonly shuns?: (strand: Strand) => boolean;
}

/** What a link may know of the record, and what it may do to it. */
export const createLinkHost = (replica: Replica, options: Options): LinkHost => ({
  record: replica.record,
  strand: replica.identity.strand,
  sign: (message) => replica.identity.signer.sign(message),
  roomKey: options.roomKey,
  introduction: options.introduction,
  peerKey: async (strand, introduction) => {
    const { team, ledger } = replica;
    if (options.shuns?.(strand)) return null;
    if (team.whoOf(strand) !== null) return team.isOn(strand) ? (team.keysOf(strand)?.sign ?? null) : null;
    if (ledger.keysOf(strand)) return null;
    if (options.inviter?.strand === strand && team.clientDevices().length === 0) return options.inviter.key;
    return keyIntroducedBy(replica, options.inviter, strand, introduction);
  },
  isStillOn: (strand) => {
    const { team } = replica;
    return team.whoOf(strand) === null || team.isOn(strand);
  },
  heads: () => replica.ledger.heads(),
  have: () => replica.ledger.have(),
  branchesFor: (strand, heads) => (replica.team.isOn(strand) ? replica.ledger.branchesBeyond(heads) : []),
  missingFor: (strand, have) => replica.ledger.missing(have, passFor(replica, strand)),
  offer: async (update, from) => {
    const verdict = await replica.offer(update, from);
    if (verdict.refusals.length > 0) return 'bad';
    return verdict.waiting > 0 || verdict.beyond > 0 ? 'waiting' : 'ok';
  },
  iceServers: options.iceServers,
  relayOnly: options.relayOnly,
  onLink: options.onLink,
  random: replica.random,
});

type Naming = EntryOf<'admit'> | EntryOf<'clink'> | EntryOf<'link'> | EntryOf<'recover'>;
const isNaming = (entry: Entry): entry is Naming => (['admit', 'clink', 'link', 'recover'] as const).some((kind) => isKind(entry, kind));

/** The key of a device that is not stored here yet, if somebody who may let it in did so by this entry. */
const keyIntroducedBy = async (replica: Replica, inviter: Inviter | null, strand: Strand, introduction: Bytes): Promise<SignKey | null> => {
  const read = readEntry(introduction);
  if (!read.ok || !isNaming(read.value) || read.value.record !== replica.record) return null;
  const naming = read.value;
  const { device } = naming.facts;
  const author = authorOf(replica, inviter, naming);
  if (!author || strandOf(device.sign) !== strand) return null;
  const signed = await verifySignature(author, signedBytes(naming.header), naming.signature);
  return signed && (await hasProofs(naming, replica.record, () => replica.team.rootKeys()?.sign ?? null)) ? device.sign : null;
};

/** Who has to have signed an introduction: a device of the client's, a member's own device, or (with the root's proof in it) the new one itself. */
const authorOf = ({ team }: Replica, inviter: Inviter | null, naming: Naming): SignKey | null => {
  // Whoever holds the room's key and was let in by the device that let this one in: the first copy may come from any of the team.
  if (team.clientDevices().length === 0) return isKind(naming, 'admit') && inviter?.strand === naming.strand ? inviter.key : null;
  if (isKind(naming, 'recover')) return naming.facts.device.sign;
  const mayName = isKind(naming, 'link') ? team.isOn(naming.strand) && !team.isClientNow(naming.strand) : team.isClientNow(naming.strand);
  return mayName ? (team.keysOf(naming.strand)?.sign ?? null) : null;
};

/** To someone taken off goes the word of it and what it builds on, and nothing later. */
const passFor = (replica: Replica, strand: Strand): ((entry: Entry) => boolean) => {
  const { team, ledger } = replica;
  const { index } = ledger;
  const who = team.whoOf(strand);
  const removal =
    who === null || team.isOn(strand)
      ? undefined
      : index.entries.find(
          (entry) =>
            isKind(entry, 'remove') &&
            team.isGoneBy(entry) &&
            ('member' in entry.facts.target ? entry.facts.target.member === who : entry.facts.target.strand === strand),
        );
  if (!removal) return () => true;
  return (entry) => entry.hash === removal.hash || index.has(removal, entry);
};
