import { concatBytes, textToBytes } from '#base';
import type { Bytes, Result } from '#base';
import { sealToBoxKey } from '#crypto';
import type { BoxKey, OpeningKey } from '#crypto';
import { idToBytes } from '#ledger';
import type { KeyId, PageId, RecordId, Strand } from '#ledger';

/** Where a box lies and whom it is for: bound to it, so that it opens nowhere else. */
export interface KeyBoxPlace {
  readonly record: RecordId;
  /** The strand and sequence number of the `rotate` or `share` that holds the box. */
  readonly strand: Strand;
  readonly seq: number;
  readonly page: PageId;
  /** The id of the key in the box. */
  readonly keyId: KeyId;
  /** The device that it is for, or the root. */
  readonly receiver: Strand | 'root';
}

const PURPOSE = textToBytes('around-me/key-box/1\0');
const [STRAND_BYTES, SEQ_BYTES] = [7, 4];
const [TO_DEVICE, TO_ROOT] = [1, 2];

/** HPKE's `info`: the purpose and the record. */
const infoOf = (place: KeyBoxPlace): Bytes => concatBytes(PURPOSE, idToBytes(place.record));

/** HPKE's `aad`: author's strand (7) ‖ sequence (4) ‖ page (8) ‖ key id (32) ‖ 1 and the receiver's strand (7), or 2 and seven zeros for the root. */
const placeBytes = ({ strand, seq, page, keyId, receiver }: KeyBoxPlace): Bytes =>
  concatBytes(
    numberToBytes(strand, STRAND_BYTES),
    numberToBytes(seq, SEQ_BYTES),
    idToBytes(page),
    idToBytes(keyId),
    Uint8Array.of(receiver === 'root' ? TO_ROOT : TO_DEVICE),
    numberToBytes(receiver === 'root' ? 0 : receiver, STRAND_BYTES),
  );

const numberToBytes = (value: number, size: number): Bytes =>
  Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 2 ** (8 * (size - 1 - i))) % 256);

/** Seals a page key (32 bytes) to a device or the root: 80 bytes. Fails for a key of theirs that nothing can be sealed to. */
export const sealKeyBox = (
  key: Uint8Array,
  to: BoxKey,
  place: KeyBoxPlace,
): Promise<Result<Bytes, { readonly type: 'unusable-key'; readonly key: BoxKey }>> =>
  sealToBoxKey(to, key, infoOf(place), placeBytes(place));

/** The key in a box, not yet compared with its id; `null` where the box is not for this device and this place. */
export const openKeyBox = (sealed: Uint8Array, place: KeyBoxPlace, mine: OpeningKey): Promise<Bytes | null> =>
  mine.open(sealed, infoOf(place), placeBytes(place));
