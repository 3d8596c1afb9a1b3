import { ok } from '#base';
import type { Clock, Random, Result } from '#base';
import { strandOf } from '#ledger';
import type { PageId, Right } from '#ledger';
import { InviteHost, inviteRoom } from '#team';
import type { HostState, HostStep, Invite, KeptInvite, PictureRow } from '#team';
import { MeetingTopic } from './meeting/meeting-point.ts';
import type { OpenRecord } from './open-record.ts';
import { admit } from './replica/commands.ts';
import type { ReplicaError } from './replica/types.ts';
import { writeWelcome } from './welcome.ts';

interface Options {
  readonly open: OpenRecord;
  readonly invite: Invite;
  readonly random: Random;
  readonly clock: Clock;
  readonly kept?: KeptInvite;
  /** Called before anything is answered that a restart must remember. */
  readonly keep: (kept: KeptInvite) => Promise<void>;
}

/** What was said last is said again this often while nothing answers: frames get lost. */
const AGAIN_MS = 2000;

/** One invitation of the client's, while the app is open: waits for who comes, and lets them in when the client says yes. */
export class Inviting {
  readonly invite: Invite;
  readonly #options: Options;
  readonly #host: InviteHost;
  readonly #topic: MeetingTopic;
  readonly #listeners = new Set<() => void>();
  readonly #again: ReturnType<typeof setInterval>;

  private constructor(options: Options, host: InviteHost) {
    this.#options = options;
    this.invite = options.invite;
    this.#host = host;
    this.#topic = new MeetingTopic(options.invite.meetingPoints, inviteRoom(options.invite.secret), {
      onSealed: (bytes) => void this.#host.receive(bytes).then((step) => this.#follow(step)),
      onReady: () => {
        this.#sayAgain();
        this.#tell();
      },
    });
    this.#again = setInterval(() => {
      this.#sayAgain();
    }, AGAIN_MS);
  }

  static async start(options: Options): Promise<Inviting> {
    const { invite, random, clock, open, kept } = options;
    const { record, identity } = open.replica;
    const host = await InviteHost.create({ invite, record, keys: identity.keys, random, now: clock, ...(kept ? { kept } : {}) });
    return new Inviting(options, host);
  }

  get state(): HostState {
    return this.#host.state;
  }

  /** Whether a meeting point is reached now. */
  get connected(): boolean {
    return this.#topic.connected;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The client taps the row that was read out, or none. */
  async choose(row: PictureRow | null): Promise<void> {
    await this.#follow(await this.#host.choose(row));
  }

  /** The client says yes, and to which pages. */
  async approve(rights: ReadonlyMap<PageId, Right>): Promise<Result<void, ReplicaError>> {
    const { state } = this;
    if (state.type !== 'deciding') return ok(undefined);
    const { open } = this.#options;
    const { member, device, proof, card } = state.newcomer;
    const done = await admit(open.replica, { member, device, proof, card, rights });
    if (!done.ok) return done;
    const welcome = writeWelcome(open.replica, strandOf(device.sign), open.stored.network);
    if (!welcome) return { ok: false, error: { type: 'refused', reason: 'no-welcome' } };
    await this.#follow(await this.#host.approve(welcome));
    return ok(undefined);
  }

  async decline(): Promise<void> {
    await this.#follow(await this.#host.decline());
  }

  async takeBack(): Promise<void> {
    await this.#follow(await this.#host.takeBack());
  }

  close(): void {
    clearInterval(this.#again);
    this.#topic.close();
    this.#listeners.clear();
  }

  async #follow(step: HostStep): Promise<void> {
    if (step.keep) await this.#options.keep(step.keep);
    for (const frame of step.send) this.#topic.publish(frame);
    this.#tell();
  }

  #sayAgain(): void {
    for (const frame of this.#host.again()) this.#topic.publish(frame);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
