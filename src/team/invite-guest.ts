import type { Bytes, Random } from '#base';
import { isSoundSignKey } from '#crypto';
import { admitProofBytes, strandOf } from '#ledger';
import type { DeviceKeys, MemberId, RecordId, Strand } from '#ledger';
import { createTurns } from './in-turn.ts';
import type { Invite } from './invitation.ts';
import type { GuestCard } from './invite-card.ts';
import { createSession, InviteChannel } from './invite-channel.ts';
import type { InviteSession, Placed } from './invite-channel.ts';
import { INVITE_NONCE_BYTES } from './invite-message.ts';
import type { InviteMessage, RefusalReason } from './invite-message.ts';
import { commitmentTo, picturesOf } from './invite-pictures.ts';
import type { GuestPart } from './invite-pictures.ts';
import type { PictureRow } from './pictures.ts';

/** What the invited device learns of the record it is let into. */
export interface Admittance {
  readonly record: RecordId;
  /** The client's device that lets it in. */
  readonly host: Strand;
  readonly hostKeys: DeviceKeys;
  readonly member: MemberId;
}

/** Where the invited device stands. */
export type GuestState =
  /** Nobody has answered yet: the client's device may be off. It waits. */
  | { readonly type: 'looking' }
  /** To be read out to the client, who taps the same row. */
  | { readonly type: 'showing'; readonly row: PictureRow; readonly admittance: Admittance }
  | { readonly type: 'welcomed'; readonly admittance: Admittance; readonly welcome: Bytes }
  | { readonly type: 'over'; readonly end: RefusalReason };

export interface GuestStep {
  readonly state: GuestState;
  readonly send: readonly Bytes[];
}

export interface InviteGuestOptions {
  readonly invite: Invite;
  /** This device's keys, made new for this record. */
  readonly keys: DeviceKeys;
  readonly sign: (message: Uint8Array) => Promise<Bytes>;
  readonly card: GuestCard;
  readonly random: Random;
  /** Whether a record may be joined: not one that this person is on already, nor their own. All may, by default. */
  readonly mayJoin?: (record: RecordId) => boolean;
}

/**
 * The invited side. Says hello until it is answered, then shows four pictures. Pictures are shown once: whatever comes after, this
 * machine never shows others.
 */
export class InviteGuest {
  readonly #options: InviteGuestOptions;
  readonly #channel: InviteChannel;
  readonly #session: InviteSession;
  readonly #mine: GuestPart;
  readonly #inTurn = createTurns();
  #state: GuestState = { type: 'looking' };
  #last: readonly Bytes[] = [];
  #expected = 0;
  #counter = 0;

  private constructor(options: InviteGuestOptions, channel: InviteChannel) {
    this.#options = options;
    this.#channel = channel;
    this.#session = createSession(options.random);
    this.#mine = { nonce: options.random(INVITE_NONCE_BYTES), keys: options.keys, card: options.card };
  }

  /** Throws for a card that is none: see `toGuestCard` and `isGuestCard`. */
  static async create(options: InviteGuestOptions): Promise<InviteGuest> {
    const guest = new InviteGuest(options, await InviteChannel.open(options.invite.secret, 'guest'));
    await guest.#say({ type: 'hello', commitment: commitmentTo(guest.#mine) });
    return guest;
  }

  get state(): GuestState {
    return this.#state;
  }

  /** What was said last. To be sent at the start, and again every few seconds until the next state: the other side may come late. */
  again(): readonly Bytes[] {
    return this.#last;
  }

  receive(frame: Uint8Array): Promise<GuestStep> {
    return this.#inTurn(async () => {
      const placed = await this.#channel.open(frame);
      if (!placed || placed.session !== this.#session) return this.#step();
      return this.#hear(placed);
    });
  }

  /** The person stops. After pictures were shown the invitation is over for both. */
  leave(): Promise<GuestStep> {
    return this.#inTurn(async () =>
      this.#state.type === 'welcomed' || this.#state.type === 'over' ? this.#step() : this.#end('left', { tell: true }),
    );
  }

  async #hear({ counter, message }: Placed): Promise<GuestStep> {
    // They did not get what was said last.
    if (counter === this.#expected - 1) return this.#step(this.#last);
    if (counter !== this.#expected || this.#state.type === 'over') return this.#step();
    this.#expected += 1;
    if (message.type === 'refused') return this.#end(message.reason);
    if (message.type === 'answer' && this.#state.type === 'looking') return this.#hearAnswer(message);
    if (message.type === 'welcome' && this.#state.type === 'showing') {
      this.#state = { type: 'welcomed', admittance: this.#state.admittance, welcome: message.welcome };
      return this.#say({ type: 'thanks' });
    }
    return this.#end('tampered', { tell: true });
  }

  async #hearAnswer({ nonce, keys, record, member }: Extract<InviteMessage, { readonly type: 'answer' }>): Promise<GuestStep> {
    const { mayJoin, sign, card, keys: own } = this.#options;
    if (!isSoundSignKey(keys.sign)) return this.#end('tampered', { tell: true });
    if (mayJoin && !mayJoin(record)) return this.#end('wrong-record', { tell: true });
    const host = strandOf(keys.sign);
    const proof = await sign(admitProofBytes(record, host, member, own));
    this.#state = {
      type: 'showing',
      row: picturesOf({ nonce, keys, record, member }, this.#mine),
      admittance: { record, host, hostKeys: keys, member },
    };
    return this.#say({ type: 'reveal', nonce: new Uint8Array(this.#mine.nonce), keys: own, proof, card });
  }

  async #end(end: RefusalReason, { tell = false } = {}): Promise<GuestStep> {
    this.#state = { type: 'over', end };
    if (tell) return this.#say({ type: 'refused', reason: end });
    this.#last = [];
    return this.#step();
  }

  async #say(message: InviteMessage): Promise<GuestStep> {
    this.#last = [await this.#channel.seal({ session: this.#session, counter: this.#counter, message }, this.#options.random)];
    this.#counter += 1;
    return this.#step(this.#last);
  }

  #step(send: readonly Bytes[] = []): GuestStep {
    return { state: this.#state, send };
  }
}
