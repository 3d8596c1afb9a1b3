import type { Bytes, Clock, Instant, Random } from '#base';
import { equalBytes } from '#base';
import { isSoundSignKey, verifySignature } from '#crypto';
import { admitProofBytes, MEMBER_BYTES, strandOf, toMemberId } from '#ledger';
import type { DeviceKeys, MemberId, RecordId } from '#ledger';
import { createTurns } from './in-turn.ts';
import { hasExpired } from './invitation.ts';
import type { Invite } from './invitation.ts';
import type { GuestCard } from './invite-card.ts';
import { InviteChannel } from './invite-channel.ts';
import type { InviteSession, Placed } from './invite-channel.ts';
import { INVITE_NONCE_BYTES } from './invite-message.ts';
import type { InviteMessage, RefusalReason } from './invite-message.ts';
import { commitmentTo, isSameRow, picturesOf, rowsToChooseFrom } from './invite-pictures.ts';
import type { HostPart } from './invite-pictures.ts';
import type { PictureRow } from './pictures.ts';

/** Who asks to be let in: what an `admit` needs. */
export interface Newcomer {
  readonly member: MemberId;
  readonly device: DeviceKeys;
  /** The device's signature over record, admitter, member and keys; checked. */
  readonly proof: Bytes;
  readonly card: GuestCard;
}

/** How an invitation ended. */
export type InviteEnd = Exclude<RefusalReason, 'busy' | 'wrong-record'>;

/** What is kept of an invitation out, so that a restart gives nobody another try. */
export interface KeptInvite {
  /** How many guests were answered. */
  readonly answers: number;
  /** `used` from the moment that pictures are shown. */
  readonly over: InviteEnd | null;
  /** A welcome that went out and was not thanked for yet: it is sent again when its guest asks. */
  readonly welcome: { readonly session: InviteSession; readonly frame: Bytes } | null;
}

/** Where the client's device stands. */
export type HostState =
  | { readonly type: 'waiting' }
  /** Somebody came; not yet known who. */
  | { readonly type: 'answered' }
  /** Three rows of pictures: the client taps the one that the other person reads out, or none. */
  | { readonly type: 'comparing'; readonly rows: readonly PictureRow[]; readonly card: GuestCard }
  /** The pictures are the same: the client sees who it is and what they will see, and says yes or no. */
  | { readonly type: 'deciding'; readonly newcomer: Newcomer }
  /** Said yes; `delivered` when the other device has its welcome. */
  | { readonly type: 'welcomed'; readonly newcomer: Newcomer; readonly delivered: boolean }
  | { readonly type: 'over'; readonly end: InviteEnd };

/** What a step leads to. `keep`, where it is there, is to be stored before `send` is sent. */
export interface HostStep {
  readonly state: HostState;
  readonly send: readonly Bytes[];
  readonly keep: KeptInvite | null;
}

export interface InviteHostOptions {
  readonly invite: Invite;
  readonly record: RecordId;
  /** The client's device: the one that will write the `admit`. */
  readonly keys: DeviceKeys;
  readonly random: Random;
  readonly now: Clock;
  readonly kept?: KeptInvite;
}

/** After so long a guest who was answered and said nothing more makes room for another. */
const PATIENCE_MS = 60_000;
/** Each answer gives someone between the two another try at 24 bits: few are given. */
const MOST_ANSWERS = 5;

interface Session {
  readonly id: InviteSession;
  readonly since: Instant;
  readonly commitment: Bytes;
  readonly mine: HostPart;
  /** The next message of theirs, and of mine. */
  expected: number;
  counter: number;
  /** Sent again when they repeat themselves: frames get lost. */
  last: readonly Bytes[];
  row: PictureRow | null;
  newcomer: Newcomer | null;
}

/**
 * The client's side of an invitation. Told what comes in and what the client does; says what to send and what to show.
 * Never throws for what comes in: what is not from a holder of the link is passed over.
 */
export class InviteHost {
  readonly #options: InviteHostOptions;
  readonly #channel: InviteChannel;
  readonly #inTurn = createTurns();
  /** Sessions that were given up: their frames may come again and mean nothing. */
  readonly #left = new Set<InviteSession>();
  #session: Session | null = null;
  #kept: KeptInvite;
  #state: HostState;

  private constructor(options: InviteHostOptions, channel: InviteChannel) {
    this.#options = options;
    this.#channel = channel;
    this.#kept = options.kept ?? { answers: 0, over: null, welcome: null };
    this.#state = this.#kept.over ? { type: 'over', end: this.#kept.over } : { type: 'waiting' };
  }

  static async create(options: InviteHostOptions): Promise<InviteHost> {
    return new InviteHost(options, await InviteChannel.open(options.invite.secret, 'host'));
  }

  get state(): HostState {
    return this.#state;
  }

  receive(frame: Uint8Array): Promise<HostStep> {
    return this.#inTurn(async () => {
      const placed = await this.#channel.open(frame);
      if (!placed) return this.#step();
      if (placed.session === this.#session?.id) return this.#hear(this.#session, placed);
      if (this.#state.type === 'over') return this.#turnAway(placed, this.#state.end);
      if (placed.message.type !== 'hello' || placed.counter !== 0 || this.#left.has(placed.session)) return this.#step();
      return this.#meet(placed.session, placed.message.commitment);
    });
  }

  /** The client taps a row, or *none of these* (`null`). A wrong row ends the invitation: nothing is tried again by itself. */
  choose(row: PictureRow | null): Promise<HostStep> {
    return this.#inTurn(async () => {
      const session = this.#session;
      if (this.#state.type !== 'comparing' || !session?.row || !session.newcomer) return this.#step();
      if (!row || !isSameRow(row, session.row)) return this.#end('pictures-differ');
      this.#state = { type: 'deciding', newcomer: session.newcomer };
      return this.#step();
    });
  }

  /** The client says yes, and the newcomer was admitted: the welcome goes out. */
  approve(welcome: Bytes): Promise<HostStep> {
    return this.#inTurn(async () => {
      if (this.#state.type !== 'deciding' || !this.#session) return this.#step();
      this.#state = { type: 'welcomed', newcomer: this.#state.newcomer, delivered: false };
      const step = await this.#say(this.#session, { type: 'welcome', welcome });
      const [frame] = step.send;
      this.#kept = { ...this.#kept, welcome: frame ? { session: this.#session.id, frame } : null };
      return { ...step, keep: this.#kept };
    });
  }

  /** The client says no. */
  decline(): Promise<HostStep> {
    return this.#inTurn(async () =>
      this.#state.type === 'comparing' || this.#state.type === 'deciding' ? this.#end('declined') : this.#step(),
    );
  }

  /** The client takes the invitation back. Who was welcomed stays: they are taken off the team instead. */
  takeBack(): Promise<HostStep> {
    return this.#inTurn(async () =>
      this.#state.type === 'welcomed' || this.#state.type === 'over' ? this.#step() : this.#end('taken-back'),
    );
  }

  /** What was said last, to be sent again (after a reconnection). */
  again(): readonly Bytes[] {
    return this.#session?.last ?? [];
  }

  async #meet(id: InviteSession, commitment: Bytes): Promise<HostStep> {
    const { invite, now } = this.#options;
    if (this.#state.type !== 'waiting' && this.#state.type !== 'answered') return this.#refuse(id, 'used');
    if (hasExpired(invite, now())) {
      const keep = this.#close('expired');
      return { ...(await this.#refuse(id, 'expired')), keep };
    }
    if (this.#session) {
      if (now() - this.#session.since < PATIENCE_MS) return this.#refuse(id, 'busy');
      this.#left.add(this.#session.id);
    }
    if (this.#kept.answers >= MOST_ANSWERS) {
      const keep = this.#close('used');
      return { ...(await this.#refuse(id, 'used')), keep };
    }
    return this.#answer(id, commitment);
  }

  async #answer(id: InviteSession, commitment: Bytes): Promise<HostStep> {
    const { random, now, keys, record } = this.#options;
    const member = toMemberId(random(MEMBER_BYTES));
    if (!member) throw new RangeError('A member’s number has 16 bytes.');
    const mine: HostPart = { nonce: random(INVITE_NONCE_BYTES), keys, record, member };
    this.#session = { id, since: now(), commitment, mine, expected: 1, counter: 0, last: [], row: null, newcomer: null };
    this.#state = { type: 'answered' };
    this.#kept = { ...this.#kept, answers: this.#kept.answers + 1 };
    const step = await this.#say(this.#session, { type: 'answer', nonce: new Uint8Array(mine.nonce), record, keys, member });
    return { ...step, keep: this.#kept };
  }

  async #hear(session: Session, { counter, message }: Placed): Promise<HostStep> {
    if (counter === session.expected - 1) return this.#step(session.last);
    if (counter !== session.expected) return this.#step();
    session.expected += 1;
    if (message.type === 'refused') return this.#hearRefusal(session, message.reason);
    if (message.type === 'reveal' && this.#state.type === 'answered') return this.#hearReveal(session, message);
    if (message.type === 'thanks' && this.#state.type === 'welcomed') {
      this.#state = { ...this.#state, delivered: true };
      session.last = [];
      this.#kept = { ...this.#kept, welcome: null };
      return { ...this.#step(), keep: this.#kept };
    }
    return this.#state.type === 'welcomed' ? this.#step() : this.#end('tampered');
  }

  async #hearReveal(session: Session, message: Extract<InviteMessage, { readonly type: 'reveal' }>): Promise<HostStep> {
    const { nonce, keys, card, proof } = message;
    const { record, keys: own, random } = this.#options;
    const { member } = session.mine;
    const signed = admitProofBytes(record, strandOf(own.sign), member, keys);
    const isTrue =
      equalBytes(commitmentTo({ nonce, keys, card }), session.commitment) &&
      isSoundSignKey(keys.sign) &&
      (await verifySignature(keys.sign, signed, proof));
    if (!isTrue) return this.#end('tampered');
    session.newcomer = { member, device: keys, proof, card };
    session.row = picturesOf(session.mine, { nonce, keys, card });
    // Their repeated reveal is answered by nothing: it is the client's turn.
    session.last = [];
    this.#kept = { ...this.#kept, over: 'used' };
    this.#state = { type: 'comparing', rows: rowsToChooseFrom(session.row, random), card };
    return { ...this.#step(), keep: this.#kept };
  }

  #hearRefusal(session: Session, reason: RefusalReason): HostStep {
    if (this.#state.type === 'welcomed' || this.#state.type === 'over') return this.#step();
    if (this.#state.type === 'answered') {
      // No pictures were shown: whoever it was opened the link by mistake, or left.
      this.#left.add(session.id);
      this.#session = null;
      this.#state = { type: 'waiting' };
      return this.#step();
    }
    const keep = this.#close(reason === 'left' ? 'left' : 'tampered');
    return { ...this.#step(), keep };
  }

  async #end(end: InviteEnd): Promise<HostStep> {
    const keep = this.#close(end);
    const step = this.#session ? await this.#say(this.#session, { type: 'refused', reason: end }) : this.#step();
    return { ...step, keep };
  }

  #close(end: InviteEnd): KeptInvite {
    this.#kept = { ...this.#kept, over: end };
    this.#state = { type: 'over', end };
    return this.#kept;
  }

  async #say(session: Session, message: InviteMessage): Promise<HostStep> {
    session.last = [await this.#channel.seal({ session: session.id, counter: session.counter, message }, this.#options.random)];
    session.counter += 1;
    return this.#step(session.last);
  }

  /** After the end: who is owed a welcome gets it, others the reason. */
  async #turnAway({ session, counter, message }: Placed, end: InviteEnd): Promise<HostStep> {
    const { welcome } = this.#kept;
    if (welcome?.session === session) {
      if (message.type !== 'thanks') return this.#step([welcome.frame]);
      this.#kept = { ...this.#kept, welcome: null };
      return { ...this.#step(), keep: this.#kept };
    }
    return message.type === 'refused' || message.type === 'thanks' ? this.#step() : this.#refuse(session, end, counter);
  }

  /** A refusal stands where the guest expects the answer to what it said: at the same count. */
  async #refuse(session: InviteSession, reason: RefusalReason, counter = 0): Promise<HostStep> {
    return this.#step([await this.#channel.seal({ session, counter, message: { type: 'refused', reason } }, this.#options.random)]);
  }

  #step(send: readonly Bytes[] = []): HostStep {
    return { state: this.#state, send, keep: null };
  }
}
