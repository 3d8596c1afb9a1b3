import { concatBytes, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { deriveBytes, importAeadKey, NONCE_BYTES, openAead, sealAead, verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import { isKind, MEET_PAGE, readEntry, signedBytes, toPageKey } from '#ledger';
import type { Entry, EntryOf, PageKey, Strand } from '#ledger';
import { openKeyBox } from '#team';
import { deviceIntroducedBy } from './introductions.ts';
import type { Believed } from './introductions.ts';
import type { Replica } from './replica.ts';

/** The secret of a room: 32 bytes made from the key of the meeting page, so that it changes when the team does. */
export const roomKeyOf = (meet: PageKey): Bytes => deriveBytes(meet.bytes, new Uint8Array(0), 'around-me/room/1', 32);

const AAD = textToBytes('around-me/notice/1');
const noticeKeyOf = (roomKey: Uint8Array) => importAeadKey(deriveBytes(roomKey, new Uint8Array(0), 'around-me/room/notice', 32));

/** The word left in a room that is no longer used: the signed entry that changed its key, or one that introduces its author. It holds no address. */
export const sealNotice = async (roomKey: Bytes, entry: Entry, random: Random): Promise<Bytes> => {
  const nonce = random(NONCE_BYTES);
  return concatBytes(nonce, await sealAead(await noticeKeyOf(roomKey), nonce, AAD, entry.bytes));
};

/** The device of the client's that let this one in. */
export type Inviter = Believed;

export type Notice =
  /** The room moved: this is the new meeting key. */
  | { readonly type: 'moved'; readonly meet: PageKey }
  /** A device of the client's changed the key and left this device out. */
  | { readonly type: 'left-out' }
  /** A device of the client's that nothing here knows: its next word is believed. */
  | { readonly type: 'introduced'; readonly device: Believed };

/**
 * Reads a notice; `null` where it is not one for this record, tells nothing new, or is not the client's word. `believed`: devices of the
 * client's that earlier notices introduced.
 */
export const readNotice = async (
  replica: Replica,
  roomKey: Bytes,
  sealed: Bytes,
  inviter: Believed | null,
  believed: ReadonlyMap<Strand, SignKey> = new Map(),
): Promise<Notice | null> => {
  if (sealed.length <= NONCE_BYTES) return null;
  const plain = await openAead(await noticeKeyOf(roomKey), sealed.slice(0, NONCE_BYTES), AAD, sealed.slice(NONCE_BYTES));
  const read = plain && readEntry(plain);
  if (!read?.ok || read.value.record !== replica.record || replica.ledger.index.get(read.value.hash)) return null;
  const entry = read.value;
  if (isKind(entry, 'rotate')) return readMove(replica, entry, inviter, believed);
  if (!isKind(entry, 'clink') && !isKind(entry, 'recover')) return null;
  const device = await deviceIntroducedBy(replica, inviter, entry, believed);
  return device && { type: 'introduced', device };
};

const readMove = async (
  { ledger, identity, team, record }: Replica,
  rotate: EntryOf<'rotate'>,
  inviter: Believed | null,
  believed: ReadonlyMap<Strand, SignKey>,
): Promise<Notice | null> => {
  if (rotate.page !== MEET_PAGE || !rotate.keyId) return null;
  const author = ledger.keysOf(rotate.strand)
    ? team.isClientNow(rotate.strand) && team.keysOf(rotate.strand)?.sign
    : // Before the first sync this device knows the client's device that let it in, by the pictures, and nobody else.
      (believed.get(rotate.strand) ?? (inviter?.strand === rotate.strand && inviter.key));
  if (!author || !(await verifySignature(author, signedBytes(rotate.header), rotate.signature))) return null;
  const box = rotate.facts.boxes.find((one) => one.strand === identity.strand);
  if (!box) return { type: 'left-out' };
  const place = { record, strand: rotate.strand, seq: rotate.seq, page: MEET_PAGE, keyId: rotate.keyId, receiver: identity.strand };
  const bytes = await openKeyBox(box.sealed, place, identity.box);
  if (!bytes) return null;
  const meet = await toPageKey(record, MEET_PAGE, bytes);
  return meet.id === rotate.keyId ? { type: 'moved', meet } : null;
};
