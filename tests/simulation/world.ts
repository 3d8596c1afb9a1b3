import { Redacted } from '#base';
import type { Bytes } from '#base';
import { createBoxKey, createSigningKey } from '#crypto';
import type { OpeningKey } from '#crypto';
import { strandOf, toMemberId } from '#ledger';
import type { Entry, EntryHash, MemberId, PageId, RecordId, Strand, Who } from '#ledger';
import { foundingDrafts, foundRecord } from '../../src/sync/replica/founding.ts';
import type { Identity } from '../../src/sync/replica/identity.ts';
import type { RootHand } from '../../src/sync/replica/recovery.ts';
import type { Adversary } from './adversaries/index.ts';
import { Chance } from './chance.ts';
import { Device } from './device.ts';
import { Identities } from './identities.ts';
import { Network } from './network.ts';
import { installSameCrypto } from './same-crypto.ts';
import { VirtualTime } from './virtual-time.ts';
import { Watch } from './watch.ts';

/** Everybody and everything of one run. */
export class World {
  readonly chance: Chance;
  readonly time = new VirtualTime();
  readonly network: Network;
  readonly watch: Watch;
  readonly devices: Device[] = [];
  readonly adversaries: Adversary[] = [];
  /** Everybody whom the client ever gave a right on a page. */
  readonly everGranted = new Map<PageId, Set<Who>>();
  /** Whom somebody hostile handed a page's key, which nothing can prevent. */
  readonly leaked = new Map<PageId, Set<Who>>();
  readonly takenOff = new Set<Who>();
  /** Single devices that the client took off. */
  readonly strandsTakenOff = new Set<Strand>();
  /** Of those taken off, who was let in again under a new number. */
  readonly backAgain = new Set<Who>();
  /** A device of the client's was taken, and they have not recovered yet. */
  robbed = false;
  /** Of each device of the client's that was ever taken, all that was still theirs. */
  readonly ownBefore = new Set<EntryHash>();
  /** Two who are in league. */
  allies: readonly [Device, Device] | null = null;
  /** By name, how often each adversary found something to try. */
  readonly tries = new Map<string, number>();
  /** What happened, in order. */
  readonly log: string[] = [];
  /** How many items were written: each gets words of its own. */
  made = 0;
  readonly #identities: Identities;
  readonly #crypto: { readonly restore: () => void };
  #recovery: { readonly root: RootHand; readonly receipts: OpeningKey } | null = null;

  private constructor(seed: number) {
    this.chance = new Chance(seed, 'founding');
    this.#identities = new Identities(this.chance);
    this.network = new Network(this.chance, this.time);
    this.watch = new Watch(this);
    this.time.install();
    this.#crypto = installSameCrypto();
  }

  static async create(seed: number): Promise<World> {
    const world = new World(seed);
    await world.#found();
    return world;
  }

  end(): void {
    this.#crypto.restore();
    this.time.uninstall();
  }

  note(what: string): void {
    this.log.push(what);
  }

  /** A device that the client holds in their hand: what is true in the end is what is true there. The newest that a recovery made, else the first. */
  get client(): Device | null {
    const own = this.devices.filter(({ who, hostile }) => who === 'client' && !hostile);
    return own.findLast(({ recovered }) => recovered) ?? own[0] ?? null;
  }

  /** The recovery sheet. */
  get recovery() {
    if (!this.#recovery) throw new Error('a record is made first');
    return this.#recovery;
  }

  deviceOf(strand: Strand): Device | undefined {
    return this.devices.find(({ strands }) => strands.has(strand));
  }

  nameOf(who: Who): string {
    return this.devices.find((device) => device.who === who)?.name ?? who;
  }

  secret(): Redacted<Bytes> {
    return new Redacted(this.chance.bytes(32));
  }

  newIdentity(): Promise<Identity> {
    return this.#identities.next();
  }

  newMember(): MemberId {
    const member = toMemberId(this.chance.bytes(16));
    if (!member) throw new Error('a member number is 16 bytes');
    return member;
  }

  /** An adversary found something to try. */
  tried({ name }: Adversary): void {
    this.tries.set(name, (this.tries.get(name) ?? 0) + 1);
  }

  /** Finds an entry wherever it is stored. */
  find(what: (entry: Entry) => boolean): Entry | undefined {
    for (const { replica } of this.devices) {
      const found = replica?.ledger.index.entries.find(what);
      if (found) return found;
    }
    return undefined;
  }

  /** A device that has heard of nothing yet, but for the one that lets it in. */
  addDevice(of: {
    readonly name: string;
    readonly who: Who;
    readonly identity: Identity;
    readonly by: Device | null;
    readonly record?: RecordId;
  }): Device {
    const { name, who, identity, by } = of;
    const record = by?.record ?? of.record;
    if (!record) throw new Error('the first device brings the record');
    const introductions = new Map<Strand, Entry | undefined>();
    const device = new Device({
      name,
      who,
      record,
      identity,
      receiptsKey: who === 'client' ? this.recovery.receipts : null,
      introduction: (strand) => {
        const known = introductions.get(strand) ?? this.find(({ facts }) => 'device' in facts && strand === strandOf(facts.device.sign));
        introductions.set(strand, known);
        return known;
      },
      inviter: by && { strand: by.identity.strand, key: by.identity.keys.sign },
      chance: this.chance,
      time: this.time,
      newIdentity: () => this.newIdentity(),
      onUpdate: (from, update) => {
        this.network.broadcast(from, update);
      },
    });
    this.devices.push(device);
    return device;
  }

  async #found(): Promise<void> {
    const identity = await this.newIdentity();
    const seeds = { rootSign: this.secret(), rootBox: this.secret(), receipts: this.secret() };
    const root = { sign: await createSigningKey(seeds.rootSign.reveal()), box: await createBoxKey(seeds.rootBox.reveal()) };
    this.#recovery = { root, receipts: await createBoxKey(seeds.receipts.reveal()) };
    const { record, begin } = await foundRecord(identity, seeds, this.chance.bytes);
    const device = this.addDevice({ name: 'client', who: 'client', identity, by: null, record });
    await device.start();
    const { drafts, keys } = await foundingDrafts({ record, identity, random: this.chance.bytes }, begin, 'Sam', [
      { kind: 'about-me', title: 'About me' },
      { kind: 'plan', title: 'My plan' },
      { kind: 'journal', title: 'Journal' },
    ]);
    const { replica } = device;
    for (const key of keys) replica?.keyring.add(key);
    const written = await replica?.write(drafts);
    if (!written?.ok) throw new Error('the record was not made');
  }
}

/** Notes that somebody has a page by right, or by leak. */
export const noteIn = (notes: Map<PageId, Set<Who>>, page: PageId, who: Who): void => {
  notes.set(page, (notes.get(page) ?? new Set()).add(who));
};
