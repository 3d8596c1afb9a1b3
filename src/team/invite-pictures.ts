import { concatBytes, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { keyToBytes, sha256 } from '#crypto';
import { idToBytes } from '#ledger';
import type { DeviceKeys, MemberId, RecordId } from '#ledger';
import { cardToBytes } from './invite-card.ts';
import type { GuestCard } from './invite-card.ts';
import { rowOf } from './pictures.ts';
import type { PictureRow } from './pictures.ts';

const COMMIT_DOMAIN = textToBytes('around-me/invite/commit/1\0');
const PICTURES_DOMAIN = textToBytes('around-me/invite/pictures/1\0');
const ROW_BYTES = 3;

/** What the guest is bound to before it knows the host's nonce. */
export interface GuestPart {
  readonly nonce: Uint8Array;
  readonly keys: DeviceKeys;
  readonly card: GuestCard;
}

/** What the host answers with, before it knows the guest's nonce. */
export interface HostPart {
  readonly nonce: Uint8Array;
  readonly keys: DeviceKeys;
  readonly record: RecordId;
  readonly member: MemberId;
}

const guestBytes = ({ nonce, keys, card }: GuestPart): Bytes =>
  concatBytes(nonce, keyToBytes(keys.sign), keyToBytes(keys.box), cardToBytes(card));

/** The guest's commitment. Its nonce keeps the card from being guessed. */
export const commitmentTo = (guest: GuestPart): Bytes => sha256(COMMIT_DOMAIN, guestBytes(guest));

/**
 * The four pictures of a meeting. Neither side can choose them: the guest is committed before it sees the host's nonce, and the host
 * has answered before it sees the guest's. Someone between the two has one try at 24 bits.
 */
export const picturesOf = (host: HostPart, guest: GuestPart): PictureRow =>
  rowOf(
    sha256(
      PICTURES_DOMAIN,
      idToBytes(host.record),
      keyToBytes(host.keys.sign),
      keyToBytes(host.keys.box),
      idToBytes(host.member),
      host.nonce,
      guestBytes(guest),
    ),
  );

/** The right row among two others, in random places. The rows differ in every picture, so that the first one said aloud is enough to doubt. */
export const rowsToChooseFrom = (right: PictureRow, random: Random): readonly PictureRow[] => {
  const rows = [right];
  while (rows.length < 3) {
    const row = rowOf(random(ROW_BYTES));
    if (rows.every((other) => other.every((picture, i) => picture !== row[i]))) rows.push(row);
  }
  // 252 is a multiple of 3: no place is likelier than another.
  let place = 255;
  while (place >= 252) place = random(1)[0] ?? 255;
  const decoys = rows.slice(1);
  decoys.splice(place % 3, 0, right);
  return decoys;
};

export const isSameRow = (a: PictureRow, b: PictureRow): boolean => a.every((picture, i) => picture === b[i]);
