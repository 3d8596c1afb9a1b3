import { hkdf, join, text } from './bytes.ts';

const NO_SALT = Buffer.alloc(0);
const part = (words: string): Buffer => text(`${words}\0`);

/** Section 8. */
export const roomKeyOf = (meetKey: Uint8Array): Buffer => hkdf(meetKey, NO_SALT, 'around-me/room/1', 32);
export const roomTagOf = (roomKey: Uint8Array): string => hkdf(roomKey, NO_SALT, 'around-me/room/1/tag', 20).toString('hex');
export const noticeKeyOf = (roomKey: Uint8Array): Buffer => hkdf(roomKey, NO_SALT, 'around-me/room/notice', 32);

export interface Hello {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

export const saltOf = (out: Hello, back: Hello): Buffer => hkdf(out.nonce, back.nonce, 'around-me/link/1/salt', 32);

export const signalKeyOf = (agreed: Uint8Array, roomKey: Uint8Array, salt: Uint8Array, way: string): Buffer =>
  hkdf(join(agreed, roomKey), salt, `around-me/signals/1/${way}`, 32);

/** Section 9: what both have seen of each other. The record is its 64 hex digits here. */
export const hellosOf = (record: string, roomKey: Uint8Array, out: Hello, back: Hello): Buffer =>
  join(part(record), hkdf(roomKey, join(out.nonce, back.nonce), 'around-me/link/1/room', 32), out.key, out.nonce, back.key, back.nonce);

export const proofBytes = (hellos: Uint8Array, role: string, strand: number): Buffer =>
  join(part(`around-me/link/1/proof/${role}`), hellos, part(String(strand)));

export const channelBytes = (
  hellos: Uint8Array,
  role: string,
  strands: readonly [number, number],
  fingerprints: readonly [string, string],
): Buffer => join(part(`around-me/link/1/channel/${role}`), hellos, part(strands.join(' ')), part(fingerprints.join(' ')));
