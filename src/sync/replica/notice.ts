import { concatBytes, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { deriveBytes, importAeadKey, NONCE_BYTES, openAead, sealAead, verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { isKind, MEET_PAGE, readEntry, signedBytes } from '#ledger';
import type { Entry, EntryOf, KeyId, MemberId, PageKey } from '#ledger';
import { openOwnBox } from './identity.ts';
import { deviceIntroducedBy } from './introductions.ts';
import type { Beliefs, Believed } from './introductions.ts';
import type { Replica } from './replica.ts';

/** The secret of a room: 32 bytes made from the key of the meeting page, so that it changes when the team does. */
export const roomKeyOf = (meet: PageKey): Bytes => deriveBytes(meet.bytes, new Uint8Array(0), 'around-me/room/1', 32);

const AAD = textToBytes('around-me/notice/1');
const noticeKeyOf = (roomKey: Uint8Array) => importAeadKey(deriveBytes(roomKey, new Uint8Array(0), 'around-me/room/notice', 32));

/** One entry of the word left in a room that is no longer used (`word-left.ts`). It holds no address. */
export const sealNotice = async (roomKey: Bytes, entry: Entry, random: Random): Promise<Bytes> => {
  const nonce = random(NONCE_BYTES);
  return concatBytes(nonce, await sealAead(await noticeKeyOf(roomKey), nonce, AAD, entry.bytes));
};

/** The device that let this one in. */
export type Inviter = Believed;

export type Notice =
  /** The room moved: this is the new meeting key. */
  | { readonly type: 'moved'; readonly meet: PageKey }
  /** The client took this device off. */
  | { readonly type: 'taken-off' }
  /** A device of the client's that nothing here knows: its next word is believed. */
  | { readonly type: 'introduced'; readonly device: Believed };

/** What a device that hears word goes by. */
export interface Hearing extends Beliefs {
  /** Whose it is: the team says it, or the entry that it was let in with. */
  readonly member: MemberId | null;
}

/** Reads one entry of the word left; `null` where it is not for this record, tells nothing new, or is not the word of somebody who may say it. */
export const readNotice = async (replica: Replica, roomKey: Bytes, sealed: Bytes, hearing: Hearing): Promise<Notice | null> => {
  if (sealed.length <= NONCE_BYTES) return null;
  const plain = await openAead(await noticeKeyOf(roomKey), sealed.slice(0, NONCE_BYTES), AAD, sealed.slice(NONCE_BYTES));
  const read = plain && readEntry(plain);
  if (!read?.ok || read.value.record !== replica.record || replica.ledger.index.get(read.value.hash)) return null;
  const entry = read.value;
  if (isKind(entry, 'rotate')) return (await isClients(replica, entry, hearing)) ? readMove(replica, entry, entry.keyId) : null;
  if (isKind(entry, 'share')) {
    const may = (await isClients(replica, entry, hearing)) || (await isOfOwnDevice(replica, entry));
    return may ? readMove(replica, entry, entry.facts.shared) : null;
  }
  if (isKind(entry, 'remove'))
    return (await isClients(replica, entry, hearing)) && means(replica, entry, hearing) ? { type: 'taken-off' } : null;
  if (!isKind(entry, 'clink') && !isKind(entry, 'recover')) return null;
  const named = await deviceIntroducedBy(replica, entry, hearing);
  if (!named) return null;
  if (isKind(entry, 'recover') && isCutBy(replica, entry)) return { type: 'taken-off' };
  return { type: 'introduced', device: { strand: named.strand, key: named.key } };
};

const isClients = async ({ ledger, team }: Replica, entry: Entry, { inviter, client }: Hearing): Promise<boolean> => {
  const { strand } = entry;
  if (ledger.keysOf(strand)) return team.isClientNow(strand) && isSignedBy(entry, team.keysOf(strand)?.sign);
  // Before the first sync this device knows the one that let it in, by the pictures, and nobody else.
  return isSignedBy(entry, client.get(strand) ?? (inviter?.strand === strand ? inviter.key : undefined));
};

const isOfOwnDevice = async ({ team, me }: Replica, entry: Entry): Promise<boolean> =>
  me !== null && team.whoOf(entry.strand) === me && team.isOn(entry.strand) && isSignedBy(entry, team.keysOf(entry.strand)?.sign);

const isSignedBy = async (entry: Entry, key: SignKey | undefined): Promise<boolean> =>
  key !== undefined && verifySignature(key, signedBytes(entry.header), entry.signature);

/** Whether a removal is of this device, or of whoever has it. */
const means = ({ identity }: Replica, { facts: { target } }: EntryOf<'remove'>, { member }: Hearing): boolean =>
  'member' in target ? target.member === member : target.strand === identity.strand;

/** A recovery that has not been heard of leaves the client no device but its own. */
const isCutBy = ({ own, team, ledger }: Replica, { facts }: EntryOf<'recover'>): boolean =>
  own.some(({ strand }) => team.whoOf(strand) === 'client') &&
  ledger.index.entries.every((known) => !isKind(known, 'recover') || known.facts.number < facts.number);

/** A key without a box for this device says nothing: whoever made it may not have heard of this device. */
const readMove = async (
  { own, record }: Replica,
  { strand, seq, page, facts }: EntryOf<'rotate'> | EntryOf<'share'>,
  keyId: KeyId | null,
): Promise<Notice | null> => {
  if (page !== MEET_PAGE || !keyId) return null;
  const meet = await openOwnBox(own, facts.boxes, { record, strand, seq, page, keyId });
  return meet && { type: 'moved', meet };
};
