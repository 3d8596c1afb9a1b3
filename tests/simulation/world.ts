import { Redacted } from '#base';
import type { Bytes } from '#base';
import { createBoxKey } from '#crypto';
import { admitProofBytes, toMemberId } from '#ledger';
import type { Entry, MemberId, PageId, Right, Who } from '#ledger';
import { admit } from '../../src/sync/replica/commands.ts';
import { foundingDrafts, foundRecord } from '../../src/sync/replica/founding.ts';
import { toIdentity } from '../../src/sync/replica/identity.ts';
import type { Identity } from '../../src/sync/replica/identity.ts';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Adversary } from './adversaries/index.ts';
import { Chance } from './chance.ts';
import { Device } from './device.ts';
import { Network } from './network.ts';
import { installSameCrypto } from './same-crypto.ts';
import { VirtualTime } from './virtual-time.ts';

/** Everybody and everything of one run. */
export class World {
  readonly chance: Chance;
  readonly time = new VirtualTime();
  readonly network: Network;
  readonly devices: Device[] = [];
  readonly adversaries: Adversary[] = [];
  /** Everybody who was ever given a right on a page: whoever else holds a key of it got what they may not. */
  readonly everGranted = new Map<PageId, Set<Who>>();
  readonly takenOff = new Set<Who>();
  /** Of those taken off, who was let in again under a new number. */
  readonly backAgain = new Set<Who>();
  /** What happened, in order. */
  readonly log: string[] = [];
  /** How many items were written: each gets words of its own. */
  made = 0;
  readonly #crypto: { readonly restore: () => void };

  private constructor(seed: number) {
    this.chance = new Chance(seed, 'founding');
    this.network = new Network(this.chance, this.time);
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

  /** The client's own device that they hold in their hand: what is true in the end is what is true there. */
  get client(): Device {
    const [first] = this.devices;
    if (!first) throw new Error('a world has a client');
    return first;
  }

  nameOf(who: Who): string {
    return this.devices.find((device) => device.who === who)?.name ?? who;
  }

  secret(): Redacted<Bytes> {
    return new Redacted(this.chance.bytes(32));
  }

  newIdentity(): Promise<Identity> {
    return toIdentity({ sign: this.secret(), box: this.secret() });
  }

  grantedEver(page: PageId, who: Who): void {
    const granted = this.everGranted.get(page) ?? new Set();
    granted.add(who);
    this.everGranted.set(page, granted);
  }

  /** Finds an entry wherever it is stored. */
  find(what: (entry: Entry) => boolean): Entry | undefined {
    for (const { replica } of this.devices) {
      const found = replica?.ledger.index.entries.find(what);
      if (found) return found;
    }
    return undefined;
  }

  /** Lets a new person in by a device of the client's. Gives their device, which has heard of nothing yet. */
  async letIn(by: Device, replica: Replica, name: string, rights: ReadonlyMap<PageId, Right>): Promise<Device | null> {
    const identity = await this.newIdentity();
    const member = this.#newMember();
    const proof = await identity.signer.sign(admitProofBytes(replica.record, by.identity.strand, member, identity.keys));
    const card = { name, role: 'Worker', organisation: 'Somewhere' };
    const done = await admit(replica, { member, device: identity.keys, proof, card, rights });
    const admitted = replica.ledger.index.entries.some((entry) => entry.facts.kind === 'admit' && entry.facts.member === member);
    if (!done.ok && !admitted) return null;
    const device = this.addDevice(name, member, identity, by);
    await device.start();
    return device;
  }

  addDevice(name: string, who: Who, identity: Identity, by: Device): Device {
    return this.#add(name, who, identity, by.record, by);
  }

  #add(name: string, who: Who, identity: Identity, record: Device['record'], by: Device | null): Device {
    let introduction: Entry | undefined;
    const device = new Device({
      name,
      who,
      record,
      identity,
      receiptsKey: null,
      introduction: () =>
        (introduction ??= by ? this.find(({ facts }) => 'device' in facts && facts.device.sign === identity.keys.sign) : undefined),
      inviter: by && { strand: by.identity.strand, key: by.identity.keys.sign },
      chance: this.chance,
      time: this.time,
      onUpdate: (from, update) => {
        this.network.broadcast(from, update);
      },
    });
    this.devices.push(device);
    return device;
  }

  #newMember(): MemberId {
    const member = toMemberId([...this.chance.bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    if (!member) throw new Error('a member number is 16 bytes');
    return member;
  }

  async #found(): Promise<void> {
    const identity = await this.newIdentity();
    const receipts = this.secret();
    const seeds = { rootSign: this.secret(), rootBox: this.secret(), receipts };
    const { record, begin } = await foundRecord(identity, seeds, this.chance.bytes);
    const device = new Device({
      name: 'client',
      who: 'client',
      record,
      identity,
      receiptsKey: await createBoxKey(receipts.reveal()),
      introduction: () => undefined,
      inviter: null,
      chance: this.chance,
      time: this.time,
      onUpdate: (from, update) => {
        this.network.broadcast(from, update);
      },
    });
    this.devices.push(device);
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
