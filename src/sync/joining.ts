import { Redacted } from '#base';
import type { Bytes } from '#base';
import type { StoredRecord } from '#device';
import { InviteGuest, inviteRoom } from '#team';
import type { GuestCard, GuestState, GuestStep, Invite, PictureRow, RefusalReason } from '#team';
import { MeetingTopic } from './meeting/meeting-point.ts';
import type { World } from './open-record.ts';
import { toIdentity } from './replica/identity.ts';
import type { DeviceSeeds, Identity } from './replica/identity.ts';
import { readWelcome } from './welcome.ts';

/** Where somebody who was invited stands. */
export type JoinState =
  | { readonly type: 'looking'; readonly connected: boolean }
  | { readonly type: 'showing'; readonly row: PictureRow }
  /** In: the record is on this device's list, under this id. */
  | { readonly type: 'joined'; readonly id: string }
  | { readonly type: 'over'; readonly end: RefusalReason };

const AGAIN_MS = 2000;

/** The invited side of an invitation, up to the record being on this device's list. */
export class Joining {
  readonly #world: World;
  readonly #seeds: DeviceSeeds;
  readonly #identity: Identity;
  readonly #guest: InviteGuest;
  readonly #topic: MeetingTopic;
  readonly #listeners = new Set<() => void>();
  readonly #again: ReturnType<typeof setInterval>;
  #joined: string | null = null;
  #failed = false;

  private constructor(world: World, invite: Invite, parts: { seeds: DeviceSeeds; identity: Identity; guest: InviteGuest }) {
    this.#world = world;
    this.#seeds = parts.seeds;
    this.#identity = parts.identity;
    this.#guest = parts.guest;
    this.#topic = new MeetingTopic(invite.meetingPoints, inviteRoom(invite.secret), {
      onSealed: (bytes) => void this.#guest.receive(bytes).then((step) => this.#follow(step)),
      onReady: () => {
        this.#sayAgain();
        this.#tell();
      },
    });
    this.#again = setInterval(() => {
      this.#sayAgain();
      this.#tell();
    }, AGAIN_MS);
  }

  /** `card` must be one: see `toGuestCard` of the team room. */
  static async start(world: World, invite: Invite, card: GuestCard): Promise<Joining> {
    const { random, device } = world;
    const seeds = { sign: new Redacted<Bytes>(random(32)), box: new Redacted<Bytes>(random(32)) };
    const identity = await toIdentity(seeds);
    const known = new Set((await device.records.list()).filter(({ state }) => state !== 'taken-off').map(({ record }) => record));
    const guest = await InviteGuest.create({
      invite,
      keys: identity.keys,
      sign: (message) => identity.signer.sign(message),
      card,
      random,
      mayJoin: (record) => !known.has(record),
    });
    return new Joining(world, invite, { seeds, identity, guest });
  }

  get state(): JoinState {
    const { state } = this.#guest;
    if (this.#failed) return { type: 'over', end: 'tampered' };
    if (this.#joined !== null) return { type: 'joined', id: this.#joined };
    if (state.type === 'over') return { type: 'over', end: state.end };
    if (state.type === 'showing' || state.type === 'welcomed')
      return { type: 'showing', row: this.#row ?? ['apple', 'apple', 'apple', 'apple'] };
    return { type: 'looking', connected: this.#topic.connected };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async leave(): Promise<void> {
    await this.#follow(await this.#guest.leave());
    this.close();
  }

  close(): void {
    clearInterval(this.#again);
    this.#topic.close();
    this.#listeners.clear();
  }

  #row: PictureRow | null = null;

  async #follow(step: GuestStep): Promise<void> {
    if (step.state.type === 'showing') this.#row = step.state.row;
    if (step.state.type === 'welcomed' && this.#joined === null) await this.#settleIn(step.state);
    // The thanks go out once this device would find its way after a restart.
    for (const frame of step.send) this.#topic.publish(frame);
    this.#tell();
  }

  async #settleIn({ admittance, welcome }: Extract<GuestState, { readonly type: 'welcomed' }>): Promise<void> {
    const read = await readWelcome(welcome, admittance, this.#identity);
    if (!read) {
      this.#failed = true;
      return;
    }
    const { records } = this.#world.device;
    const stored: StoredRecord = {
      id: records.createName(),
      record: admittance.record,
      role: 'member',
      label: '',
      space: records.createName(),
      state: 'joining',
      seeds: { ...this.#seeds, receipts: null },
      network: read.network,
      introduction: read.introduction,
      inviter: { strand: admittance.host, key: admittance.hostKeys.sign },
      meet: new Redacted(read.meet.bytes),
      takenOffAt: null,
      showMe: true,
      former: [],
    };
    await records.put(stored);
    this.#joined = stored.id;
  }

  #sayAgain(): void {
    for (const frame of this.#guest.again()) this.#topic.publish(frame);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
