import { Redacted, toInstant } from '#base';
import type { Bytes } from '#base';
import type { OpeningKey } from '#crypto';
import type { Entry, RecordId, Strand, Who } from '#ledger';
import type { LinkHost } from '../../src/sync/link/host.ts';
import type { Identity } from '../../src/sync/replica/identity.ts';
import { createLinkHost } from '../../src/sync/replica/link-host.ts';
import { needsNewStrand, takeNewStrand } from '../../src/sync/replica/new-strand.ts';
import type { Inviter } from '../../src/sync/replica/notice.ts';
import { Replica } from '../../src/sync/replica/replica.ts';
import type { Chance } from './chance.ts';
import { Disk, FaultyStore } from './disk.ts';
import type { DiskCopy } from './disk.ts';
import type { VirtualTime } from './virtual-time.ts';
import { quiet } from './virtual-time.ts';

const ROOM: Redacted<Bytes> = new Redacted(new Uint8Array(32));

/** When runs begin. */
const START = Date.UTC(2026, 0, 5, 9);

/** A device that would take one strand after the other has something wrong with it. */
const MOST_STRANDS = 6;

/** What a device of the product keeps beside its ledger. */
interface Own {
  readonly identity: Identity;
  readonly former: readonly Identity[];
}

interface Options {
  readonly name: string;
  readonly who: Who;
  readonly record: RecordId;
  readonly identity: Identity;
  readonly receiptsKey: OpeningKey | null;
  /** The entry that names a strand, wherever it is stored. */
  readonly introduction: (strand: Strand) => Entry | undefined;
  readonly inviter: Inviter | null;
  readonly chance: Chance;
  readonly time: VirtualTime;
  readonly newIdentity: () => Promise<Identity>;
  /** Every update of its ledger document, as a live link would send it on. */
  readonly onUpdate: (device: Device, update: Uint8Array) => void;
}

/** One device: the product's own replica on a disk and with a clock that have faults. */
export class Device {
  readonly name: string;
  readonly who: Who;
  readonly record: RecordId;
  readonly disk: Disk;
  readonly #options: Options;
  /** Its clock is off by this much. */
  skew = 0;
  online = true;
  /** Somebody has its keys, or is its person, who writes what no honest device writes. */
  hostile = false;
  /** It found out once that it was taken off, and forgot every key. */
  wasOff = false;
  /** The client made it theirs by the recovery sheet. */
  recovered = false;
  #own: Own;
  #backup: { readonly disk: DiskCopy; readonly own: Own } | null = null;
  #store: FaultyStore | null = null;
  #replica: Replica | null = null;
  /** How many entries there were when it was last asked whether it needs a new strand. */
  #askedAt = -1;

  constructor(options: Options) {
    this.#options = options;
    this.name = options.name;
    this.who = options.who;
    this.record = options.record;
    this.disk = new Disk(options.chance);
    this.#own = { identity: options.identity, former: [] };
  }

  /** The device that let this one in: whom it believes while it has heard of nothing. */
  get inviter(): Inviter | null {
    return this.#options.inviter;
  }

  get identity(): Identity {
    return this.#own.identity;
  }

  /** Every strand that it ever wrote under. */
  readonly strands = new Set<Strand>();

  /** `null` while it is switched off. */
  get replica(): Replica | null {
    return this.#store?.hasCrashed === false ? this.#replica : null;
  }

  /** Switches it on. It may lose its power again while it starts. */
  async start(): Promise<void> {
    if (this.replica) return;
    const { record, receiptsKey, chance, time, onUpdate } = this.#options;
    const { identity, former } = this.#own;
    this.strands.add(identity.strand);
    this.#askedAt = -1;
    const clock = () => toInstant(Math.max(0, START + time.now + this.skew));
    const store = new FaultyStore(this.disk);
    const opened = await Replica.open({ record, identity, store, clock, random: chance.bytes, receiptsKey, former });
    await quiet();
    if (store.hasCrashed) return;
    if (!opened.ok) throw new Error(`${this.name} did not start: ${opened.error.type}`);
    this.#store = store;
    const { value: replica } = opened;
    this.#replica = replica;
    this.wasOff ||= replica.view().state === 'off';
    replica.subscribe(() => (this.wasOff ||= replica.view().state === 'off'));
    replica.ledger.doc.on('update', (update: Uint8Array) => {
      onUpdate(this, update);
    });
  }

  /** Goes on under a new strand where the product asks for one, as an open record does. Gives whether it did. */
  async renew(): Promise<boolean> {
    const { replica } = this;
    const entries = replica?.ledger.index.entries.length ?? 0;
    // Nothing new, nothing to ask.
    if (!replica || entries === this.#askedAt) return false;
    this.#askedAt = entries;
    if (!needsNewStrand(replica)) return false;
    if (this.strands.size >= MOST_STRANDS && !this.hostile) throw new Error(`${this.name} takes one strand after the other`);
    const identity = await this.#options.newIdentity();
    const taken = await takeNewStrand(replica, identity);
    const kept = taken.ok && (await replica.kept());
    await quiet();
    if (!kept || !this.replica) return false;
    await this.close();
    this.#own = { identity, former: [...this.#own.former, replica.identity] };
    await this.start();
    return true;
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

  /** Copies its disk, to be put back one day. */
  backUp(): void {
    this.#backup = { disk: this.disk.copy(), own: this.#own };
  }

  /** Puts the copy back: the device has forgotten what came since, its own words too. Gives whether there was one. */
  goBack(): boolean {
    if (!this.#backup) return false;
    this.crash();
    this.disk.restore(this.#backup.disk);
    this.#own = this.#backup.own;
    this.#backup = null;
    return true;
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
      introduction: introduction(replica.identity.strand)?.bytes ?? new Uint8Array(0),
      inviter,
      onLink: () => undefined,
    });
  }
}
