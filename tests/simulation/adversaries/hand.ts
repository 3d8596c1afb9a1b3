import { toInstant } from '#base';
import type { Bytes, Random } from '#base';
import { sealEntry, toRecordId, writeUpdate } from '#ledger';
import type { Entry, Facts, Head, PageId, PageKey, Strand } from '#ledger';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import type { Device } from '../device.ts';
import type { World } from '../world.ts';

/** What somebody writes into an entry of their own making. */
export interface Say {
  readonly facts: Facts;
  readonly parents?: readonly Head[];
  readonly page?: PageId | null;
  readonly words?: { readonly key: PageKey; readonly payload: Uint8Array } | null;
  /** Where it is not this record that it speaks of. */
  readonly record?: string;
  /** Whose place it claims; without it the device's own. */
  readonly strand?: Strand;
  /** What it follows; without it the last entry of the strand. `null`: nothing. */
  readonly after?: Entry | null;
  readonly time?: number;
}

/**
 * A device in the hands of somebody who has read all of this code: it has the product's replica, and writes by its keys whatever it likes,
 * to whom it likes. `null` from `of` while the device is off.
 */
export class Hand {
  readonly device: Device;
  readonly replica: Replica;
  readonly random: Random;

  private constructor(world: World, device: Device, replica: Replica) {
    this.device = device;
    this.replica = replica;
    this.random = world.chance.bytes;
  }

  static of(world: World, device: Device): Hand | null {
    return device.replica && new Hand(world, device, device.replica);
  }

  get strand(): Strand {
    return this.replica.identity.strand;
  }

  /** Seals and signs an entry by this device's key, whatever it claims. */
  async seal(say: Say): Promise<Entry> {
    const { ledger, identity } = this.replica;
    const strand = say.strand ?? identity.strand;
    const after = say.after === undefined ? ledger.headOf(strand) : say.after;
    const { words } = say;
    const entry = await sealEntry(
      {
        record: (say.record === undefined ? null : toRecordId(say.record)) ?? this.replica.record,
        strand,
        seq: after ? after.seq + 1 : 0,
        prev: after?.hash ?? null,
        parents: [...(say.parents ?? [])].sort((a, b) => a.strand - b.strand || (a.hash < b.hash ? -1 : 1)),
        facts: say.facts,
        page: say.page ?? null,
        words: words
          ? { key: words.key, say: { time: toInstant(say.time ?? 1_767_600_000_000), payload: new Uint8Array(words.payload) } }
          : null,
      },
      identity.signer,
      this.random,
    );
    if (!entry.ok) throw new Error(entry.error.type);
    return entry.value;
  }

  /** Stores an entry on this device too, so that the next one follows it. Gives what to say to others. */
  async keep(entry: Entry): Promise<readonly Bytes[]> {
    await this.replica.ledger.append([entry]);
    return asUpdates(entry);
  }

  /** What of these heads this device's last entry had not seen: an entry names nothing twice. */
  unseen(heads: readonly Head[]): readonly Head[] {
    const { index } = this.replica.ledger;
    const last = this.replica.ledger.headOf(this.strand);
    return heads.filter(({ strand, hash }) => {
      const entry = index.get(hash);
      return entry && strand !== this.strand && !(last && (index.has(last, entry) || last.hash === hash));
    });
  }

  /** What an honest entry written now would build on. */
  cut(): readonly Head[] {
    return this.unseen(this.replica.log.cut());
  }

  /** A page that this device can read, with its newest key. */
  somePage(world: World) {
    const pages = this.replica.view().pages.filter(({ id }) => this.replica.keyring.keysOf(id).length > 0);
    const page = world.chance.pick(pages);
    const key = page && (this.replica.currentKey(page.id) ?? this.replica.keyring.keysOf(page.id).at(-1));
    const doc = page && this.replica.openPage(page.id)?.doc;
    return page && key && doc ? { id: page.id, key, doc } : null;
  }

  /** Says updates to others, not to everybody the same. */
  async spread(world: World, updates: readonly Uint8Array[]): Promise<void> {
    for (const to of world.devices) {
      if (to === this.device || world.chance.happens(0.5)) continue;
      for (const update of updates) if (world.chance.happens(0.8)) await to.replica?.offer(update);
    }
  }
}

/** The facts of an entry that says nothing but what its device has. */
export const SEEN = { kind: 'seen', opened: new Uint8Array(0) } as const;

export const headOf = ({ strand, seq, hash }: Entry): Head => ({ strand, seq, hash });

/** Each entry as an update of its own. */
export const asUpdates = (...entries: readonly Entry[]): Bytes[] =>
  entries.map((entry) => writeUpdate(new Map([[entry.strand, { from: entry.seq, entries: [entry.bytes] }]])));
