import { concatBytes, isZero } from '#base';
import type { Bytes } from '#base';
import { BOX_KEY_BYTES, keyToBytes, SIGN_KEY_BYTES, SIGNATURE_BYTES, toBoxKey, toSignKey } from '#crypto';
import { idToBytes, MEMBER_BYTES, toMemberId, toRecordId } from '#ledger';
import type { DeviceKeys, MemberId, RecordId } from '#ledger';
import { cardFromBytes, cardToBytes } from './invite-card.ts';
import type { GuestCard } from './invite-card.ts';

/** Why one side stops. Each is its own plain message on the other's screen. */
export const REFUSALS = [
  'busy',
  'used',
  'expired',
  'taken-back',
  'wrong-record',
  'pictures-differ',
  'declined',
  'tampered',
  'left',
] as const;
export type RefusalReason = (typeof REFUSALS)[number];

/** What host (the client's device) and guest (the invited one) say to each other. */
export type InviteMessage =
  /** Guest: I am here, and bound to what I shall reveal. */
  | { readonly type: 'hello'; readonly commitment: Bytes }
  /** Host: this is the record, this is my device, and this is your number on the team. */
  | { readonly type: 'answer'; readonly nonce: Bytes; readonly record: RecordId; readonly keys: DeviceKeys; readonly member: MemberId }
  /** Guest: who I am, my device, and its proof for that record, host and number. */
  | { readonly type: 'reveal'; readonly nonce: Bytes; readonly keys: DeviceKeys; readonly proof: Bytes; readonly card: GuestCard }
  /** Host: you are let in. What it holds is the replica's business. */
  | { readonly type: 'welcome'; readonly welcome: Bytes }
  /** Guest: I have it. */
  | { readonly type: 'thanks' }
  /** Either: it ends here. */
  | { readonly type: 'refused'; readonly reason: RefusalReason };

export const INVITE_NONCE_BYTES = 32;
const COMMITMENT_BYTES = 32;
const RECORD_BYTES = 32;
const KEYS_BYTES = SIGN_KEY_BYTES + BOX_KEY_BYTES;
/** Larger than a first few entries with their boxes, smaller than what a meeting point refuses. */
export const MOST_WELCOME_BYTES = 48 * 1024;

const CODES = { hello: 1, answer: 2, reveal: 3, welcome: 4, thanks: 5, refused: 6 } as const;
/** Code (1) ‖ length of the body (4). */
const HEAD_BYTES = 5;
/** Messages are padded to multiples of this, so that their size does not tell how long a name is. */
const STEP = 1024;

export const writeMessage = (message: InviteMessage): Bytes => {
  const body = bodyOf(message);
  const length = HEAD_BYTES + body.length;
  const head = Uint8Array.of(CODES[message.type], body.length >>> 24, body.length >>> 16, body.length >>> 8, body.length);
  return concatBytes(head, body, new Uint8Array(Math.ceil(length / STEP) * STEP - length));
};

/** Reads a message; `null` where it is not exactly what `writeMessage` makes. */
export const readMessage = (bytes: Uint8Array): InviteMessage | null => {
  const [code, a = 0, b = 0, c = 0, d = 0] = bytes;
  const length = ((a * 256 + b) * 256 + c) * 256 + d;
  const end = HEAD_BYTES + length;
  if (bytes.length !== Math.ceil(end / STEP) * STEP || !isZero(bytes.subarray(end))) return null;
  return readBody(code ?? 0, new Uint8Array(bytes.subarray(HEAD_BYTES, end)));
};

const keysToBytes = (keys: DeviceKeys): Bytes => concatBytes(keyToBytes(keys.sign), keyToBytes(keys.box));
const keysFrom = (bytes: Uint8Array): DeviceKeys => ({
  sign: toSignKey(bytes.subarray(0, SIGN_KEY_BYTES)),
  box: toBoxKey(bytes.subarray(SIGN_KEY_BYTES)),
});

const bodyOf = (message: InviteMessage): Bytes => {
  switch (message.type) {
    case 'hello':
      return message.commitment;
    case 'answer':
      return concatBytes(message.nonce, idToBytes(message.record), keysToBytes(message.keys), idToBytes(message.member));
    case 'reveal':
      return concatBytes(message.nonce, keysToBytes(message.keys), message.proof, cardToBytes(message.card));
    case 'welcome':
      if (message.welcome.length > MOST_WELCOME_BYTES) throw new RangeError('A welcome is no larger than a meeting point carries.');
      return message.welcome;
    case 'thanks':
      return new Uint8Array(0);
    case 'refused':
      return Uint8Array.of(REFUSALS.indexOf(message.reason) + 1);
  }
};

const readBody = (code: number, body: Bytes): InviteMessage | null => {
  let at = 0;
  const take = (length: number): Bytes => body.slice(at, (at += length));
  switch (code) {
    case CODES.hello:
      return body.length === COMMITMENT_BYTES ? { type: 'hello', commitment: body } : null;
    case CODES.answer: {
      if (body.length !== INVITE_NONCE_BYTES + RECORD_BYTES + KEYS_BYTES + MEMBER_BYTES) return null;
      const [nonce, record, keys, member] = [
        take(INVITE_NONCE_BYTES),
        toRecordId(take(RECORD_BYTES)),
        keysFrom(take(KEYS_BYTES)),
        toMemberId(take(MEMBER_BYTES)),
      ];
      return record && member ? { type: 'answer', nonce, record, keys, member } : null;
    }
    case CODES.reveal: {
      if (body.length < INVITE_NONCE_BYTES + KEYS_BYTES + SIGNATURE_BYTES) return null;
      const [nonce, keys, proof] = [take(INVITE_NONCE_BYTES), keysFrom(take(KEYS_BYTES)), take(SIGNATURE_BYTES)];
      const card = cardFromBytes(body.subarray(at));
      return card ? { type: 'reveal', nonce, keys, proof, card } : null;
    }
    case CODES.welcome:
      return body.length <= MOST_WELCOME_BYTES ? { type: 'welcome', welcome: body } : null;
    case CODES.thanks:
      return body.length === 0 ? { type: 'thanks' } : null;
    case CODES.refused: {
      const reason = body.length === 1 ? REFUSALS[(body[0] ?? 0) - 1] : undefined;
      return reason ? { type: 'refused', reason } : null;
    }
    default:
      return null;
  }
};
