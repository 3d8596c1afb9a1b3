import { Redacted, toInstant } from '#base';
import type { Bytes } from '#base';
import type { OpeningKey } from '#crypto';
import type { Entry, RecordId, Who } from '#ledger';
import type { LinkHost } from '../../src/sync/link/host.ts';
import type { Identity } from '../../src/sync/replica/identity.ts';
import { createLinkHost } from '../../src/sync/replica/link-host.ts';
import type { Inviter } from '../../src/sync/replica/notice.ts';
import { Replica } from '../../src/sync/replica/replica.ts';
import type { Chance } from './chance.ts';
import { FaultyStore } from './faulty-store.ts';
import type { VirtualTime } from './virtual-time.ts';

const ROOM: Redacted<Bytes> = new Redacted(new Uint8Array(32));

interface Options {
  readonly name: string;
  readonly who: Who;
  readonly record: RecordId;
  readonly identity: Identity;
  readonly receiptsKey: OpeningKey | null;
  readonly introduction: () => Entry | undefined;
  readonly inviter: Inviter | null;
  readonly chance: Chance;
  readonly time: VirtualTime;
}

/** One honest device: the product's own replica on a disk and with a clock that have faults. */
export class Device {
  readonly name: string;
  readonly who: Who;
  readonly record: RecordId;
  readonly identity: Identity;
  readonly store: FaultyStore;
  readonly #options: Options;
  /** Its clock is off by this much. */
  skew = 0;
  online = true;
  #replica: Replica | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.name = options.name;
    this.who = options.who;
    this.record = options.record;
    this.identity = options.identity;
    this.store = new FaultyStore(options.chance);
  }

  /** `null` while it is switched off. */
  get replica(): Replica | null {
    return this.store.hasCrashed ? null : this.#replica;
  }

  async start(): Promise<void> {
    if (this.replica) return;
    this.store.start();
    const { record, identity, receiptsKey, chance, time } = this.#options;
    const clock = () => toInstant(Math.max(0, START + time.now + this.skew));
    const opened = await Replica.open({ record, identity, store: this.store, clock, random: chance.bytes, receiptsKey });
    if (!opened.ok) throw new Error(`${this.name} did not start: ${opened.error.type}`);
    this.#replica = opened.value;
  }

  /** The power goes. What the replica had in memory is gone with it. */
  crash(): void {
    this.store.crash();
    this.#replica = null;
  }

  /** What its links may know and do: the product's own. */
  host(): LinkHost | null {
    const { replica } = this;
    if (!replica) return null;
    const { introduction, inviter } = this.#options;
    return createLinkHost(replica, {
      roomKey: ROOM,
      iceServers: [],
      relayOnly: false,
      introduction: () => introduction()?.bytes ?? new Uint8Array(0),
      inviter,
      onLink: () => undefined,
    });
  }

  get entryCount(): number {
    return this.#replica?.ledger.index.entries.length ?? 0;
  }

  /** Until nothing of what it began is under way. */
  async quiet(): Promise<void> {
    for (let i = 0; i < 2; i++) {
      await this.replica?.log.idle();
      await this.replica?.settled();
    }
  }
}

const START = Date.UTC(2026, 0, 5, 9);
