import { Cursor, hkdf, join, openGcm, sha256, text } from './bytes.ts';

const NO_SALT = Buffer.alloc(0);

export interface Code {
  readonly secret: Buffer;
  readonly endMinutes: number;
  readonly meetingPoints: readonly string[];
}

/** Section 6: a code, from its letters. */
export const readCode = (letters: string): Code => {
  const bytes = Buffer.from(letters, 'base64url');
  const c = new Cursor(bytes);
  if (c.number(1) !== 1 || c.number(2) !== c.left) throw new Error('not a code');
  const [secret, endMinutes] = [c.take(32), c.number(4)];
  const meetingPoints = Array.from({ length: c.number(1) }, () => c.take(c.number(1)).toString('utf8'));
  const check = sha256(text('around-me/invite/check/1\0'), bytes.subarray(0, c.at)).subarray(0, 4);
  if (!check.equals(c.rest())) throw new Error('damaged');
  return { secret, endMinutes, meetingPoints };
};

export const keyOf = (secret: Uint8Array, purpose: string, length: number): Buffer =>
  hkdf(secret, NO_SALT, `around-me/invite/${purpose}/1`, length);

export interface Frame {
  readonly session: string;
  readonly counter: number;
  readonly code: number;
  readonly body: Buffer;
}

/** A frame, opened with the key of who sealed it. */
export const openFrame = (key: Uint8Array, frame: Uint8Array): Frame => {
  const c = new Cursor(frame);
  if (c.number(1) !== 1) throw new Error('another version');
  const [session, counter, nonce] = [c.hex(16), c.number(1), c.take(12)];
  const message = openGcm(key, nonce, join(text('around-me/invite/frame/1\0'), frame.subarray(0, 18)), c.rest());
  const m = new Cursor(message);
  const [code, body] = [m.number(1), m.take(m.number(4))];
  if (message.length !== Math.ceil((5 + body.length) / 1024) * 1024 || m.rest().some((byte) => byte !== 0)) throw new Error('padding');
  return { session, counter, code, body };
};

/** nonce ‖ device keys ‖ card: what the guest is bound to. */
export const guestBytes = (nonce: Uint8Array, deviceKeys: Uint8Array, card: readonly string[]): Buffer =>
  join(nonce, deviceKeys, ...card.flatMap((words) => [Buffer.of(text(words).length), text(words)]));

export const commitmentTo = (guest: Uint8Array): Buffer => sha256(text('around-me/invite/commit/1\0'), guest);

/** The places of the four pictures in the list of the page: 6 bits each, the highest first. */
export const picturesOf = (hostPart: Uint8Array, guest: Uint8Array): readonly number[] => {
  const bits = sha256(text('around-me/invite/pictures/1\0'), hostPart, guest).readUIntBE(0, 3);
  return [18, 12, 6, 0].map((shift) => (bits >> shift) & 63);
};
