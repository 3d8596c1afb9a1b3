import { bytesToHex, concatBytes, textToBytes } from '#base';
import type { Bytes, Random, Redacted } from '#base';
import { deriveBytes, importAeadKey, NONCE_BYTES, openAead, sealAead } from '#crypto';
import type { AeadKey } from '#crypto';
import { readMessage, writeMessage } from './invite-message.ts';
import type { InviteMessage } from './invite-message.ts';

/** One guest's try: 16 random bytes of theirs, as hex. */
export type InviteSession = string;

/** A message with its place: the `counter`-th of its direction in one session. */
export interface Placed {
  readonly session: InviteSession;
  readonly counter: number;
  readonly message: InviteMessage;
}

export type Side = 'host' | 'guest';

const FRAME_VERSION = 1;
const SESSION_BYTES = 16;
const FRAME_HEAD = 1 + SESSION_BYTES + 1;
const MOST_COUNTER = 255;
const NO_SALT = new Uint8Array(0);
const AAD_DOMAIN = textToBytes('around-me/invite/frame/1\0');

/** The room of an invitation at its meeting points: tells nothing about the secret. */
export const inviteRoom = (secret: Redacted<Bytes>): string =>
  bytesToHex(deriveBytes(secret.reveal(), NO_SALT, 'around-me/invite/room/1', 16));

export const createSession = (random: Random): InviteSession => bytesToHex(random(SESSION_BYTES));

/**
 * Seals what host and guest say, under keys that are made from the invitation, one for each direction; session and counter are bound
 * as additional data. That keeps strangers out, and nothing more: others may know the link, which is what the pictures are for.
 */
export class InviteChannel {
  readonly #outgoing: AeadKey;
  readonly #incoming: AeadKey;

  private constructor(outgoing: AeadKey, incoming: AeadKey) {
    this.#outgoing = outgoing;
    this.#incoming = incoming;
  }

  static async open(secret: Redacted<Bytes>, side: Side): Promise<InviteChannel> {
    const [host, guest] = await Promise.all(
      ['around-me/invite/from-host/1', 'around-me/invite/from-guest/1'].map((purpose) =>
        importAeadKey(deriveBytes(secret.reveal(), NO_SALT, purpose, 32)),
      ),
    );
    if (!host || !guest) throw new Error('Two purposes make two keys.');
    return side === 'host' ? new InviteChannel(host, guest) : new InviteChannel(guest, host);
  }

  async seal({ session, counter, message }: Placed, random: Random): Promise<Bytes> {
    if (counter > MOST_COUNTER) throw new RangeError('A session has few messages.');
    const head = concatBytes(Uint8Array.of(FRAME_VERSION), hexBytes(session), Uint8Array.of(counter));
    const nonce = random(NONCE_BYTES);
    return concatBytes(head, nonce, await sealAead(this.#outgoing, nonce, concatBytes(AAD_DOMAIN, head), writeMessage(message)));
  }

  /** The message in a frame; `null` for whatever the other side of this invitation did not seal so. */
  async open(frame: Uint8Array): Promise<Placed | null> {
    if (frame.length < FRAME_HEAD + NONCE_BYTES || frame[0] !== FRAME_VERSION) return null;
    const head = new Uint8Array(frame.subarray(0, FRAME_HEAD));
    const nonce = new Uint8Array(frame.subarray(FRAME_HEAD, FRAME_HEAD + NONCE_BYTES));
    const plain = await openAead(
      this.#incoming,
      nonce,
      concatBytes(AAD_DOMAIN, head),
      new Uint8Array(frame.subarray(FRAME_HEAD + NONCE_BYTES)),
    );
    const message = plain && readMessage(plain);
    return message ? { session: bytesToHex(head.subarray(1, 1 + SESSION_BYTES)), counter: head[FRAME_HEAD - 1] ?? 0, message } : null;
  }
}

const hexBytes = (hex: InviteSession): Bytes =>
  Uint8Array.from({ length: SESSION_BYTES }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
