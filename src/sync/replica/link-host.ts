import type { Bytes, Redacted } from '#base';
import type { SignKey } from '#crypto';
import type { Entry, Strand } from '#ledger';
import type { LinkChange, LinkHost, Talk } from '../link/host.ts';
import { deviceIntroducedAlong, ownIntroductions } from './introductions.ts';
import type { Inviter } from './notice.ts';
import type { Replica } from './replica.ts';

interface Options {
  readonly roomKey: Redacted<Bytes>;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  readonly onLink: (change: LinkChange) => void;
  /** A device that the invitation vouched for, while this one has no ledger yet. */
  readonly inviter: Inviter | null;
  /** The entry that this device was let in with; empty where there is none. */
  readonly introduction: Bytes;
  /** Devices of the client's that word left in an old room introduced. */
  readonly believed?: ReadonlyMap<Strand, SignKey>;
  /** Whether a device sent what it must not: no link to it is opened again while this record stays open. */
  readonly shuns?: (strand: Strand) => boolean;
  /** What the link carries beside the ledger. */
  readonly talks?: readonly Talk[];
}

/** What a link may know of the record, and what it may do to it. */
export const createLinkHost = (replica: Replica, options: Options): LinkHost => ({
  record: replica.record,
  strand: replica.identity.strand,
  sign: (message) => replica.identity.signer.sign(message),
  roomKey: options.roomKey,
  introductions: () => ownIntroductions(replica, options.introduction),
  peerKey: async (strand, introductions) => {
    const { team, ledger } = replica;
    if (options.shuns?.(strand)) return null;
    if (team.whoOf(strand) !== null) return team.isOn(strand) ? (team.keysOf(strand)?.sign ?? null) : null;
    if (ledger.keysOf(strand)) return null;
    if (options.inviter?.strand === strand && team.clientDevices().length === 0) return options.inviter.key;
    const beliefs = { inviter: options.inviter, client: options.believed ?? new Map<Strand, SignKey>() };
    const named = await deviceIntroducedAlong(replica, introductions, beliefs);
    return named?.strand === strand ? named.key : null;
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
  talks: options.talks ?? [],
  iceServers: options.iceServers,
  relayOnly: options.relayOnly,
  onLink: options.onLink,
  random: replica.random,
});

/** To someone taken off goes the word of it and what it builds on, and nothing later. */
const passFor = (replica: Replica, strand: Strand): ((entry: Entry) => boolean) => {
  const { team, ledger } = replica;
  const { index } = ledger;
  const [removal] = team.whoOf(strand) === null || team.isOn(strand) ? [] : team.removalsOf(strand);
  if (!removal) return () => true;
  return (entry) => entry.hash === removal.hash || index.has(removal, entry);
};
