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
import { Disk, FaultyStore } from './disk.ts';
import type { VirtualTime } from './virtual-time.ts';
import { quiet } from './virtual-time.ts';

const ROOM: Redacted<Bytes> = new Redacted(new Uint8Array(32));

/** When runs begin. */
const START = Date.UTC(2026, 0, 5, 9);

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
  /** Every update of its ledger document, as a live link would send it on. */
  readonly onUpdate: (device: Device, update: Uint8Array) => void;
}

/** One device: the product's own replica on a disk and with a clock that have faults. */
export class Device {
  readonly name: string;
  readonly who: Who;
  readonly record: RecordId;
  readonly identity: Identity;
  readonly disk: Disk;
  readonly #options: Options;
  /** Its clock is off by this much. */
  skew = 0;
  online = true;
  /** Somebody has its keys, or is its person, who writes what no honest device writes. */
  hostile = false;
  #store: FaultyStore | null = null;
  #replica: Replica | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.name = options.name;
    this.who = options.who;
    this.record = options.record;
    this.identity = options.identity;
    this.disk = new Disk(options.chance);
  }

  /** `null` while it is switched off. */
  get replica(): Replica | null {
    return this.#store?.hasCrashed === false ? this.#replica : null;
  }

  /** Switches it on. It may lose its power again while it starts. */
  async start(): Promise<void> {
    if (this.replica) return;
    const { record, identity, receiptsKey, chance, time, onUpdate } = this.#options;
    const clock = () => toInstant(Math.max(0, START + time.now + this.skew));
    const store = new FaultyStore(this.disk);
    const opened = await Replica.open({ record, identity, store, clock, random: chance.bytes, receiptsKey });
    await quiet();
    if (store.hasCrashed) return;
    if (!opened.ok) throw new Error(`${this.name} did not start: ${opened.error.type}`);
    this.#store = store;
    this.#replica = opened.value;
    opened.value.ledger.doc.on('update', (update: Uint8Array) => {
      onUpdate(this, update);
    });
  }

  /** The power goes. What the replica had in memory is gone with it. */
  crash(): void {
    this.#store?.crash();
    this.#replica = null;
  }

  /** Switches it off as it should be. */
  async close(): Promise<void> {
    await this.replica?.close();
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
}
