import { readEntry } from '#ledger';
import type { Entry, EntryHash, PageId } from '#ledger';
import { readItems } from '#record';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

/** Something that a person was told is kept: an item on a page, and the entry that it lies in. */
export interface KeptItem {
  readonly item: string;
  readonly page: PageId;
  readonly entry: EntryHash;
  readonly by: Device;
}

/** What is noted during a run, to be looked at in the end. */
export class Watch {
  readonly #world: World;
  /** Entries that an honest device was told are kept, and whose. */
  readonly kept = new Map<EntryHash, Device>();
  readonly keptItems = new Map<string, KeptItem>();
  /** Entries that were written when everybody else knew that their author had been taken off. */
  readonly afterwards = new Set<EntryHash>();
  /** By strand of somebody hostile, how many of its entries were looked at. */
  readonly #looked = new Map<number, number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** After every step: who was told what, and who wrote when nobody was to listen any more. */
  look(): void {
    for (const device of this.#world.devices) {
      const { replica } = device;
      const told = device.disk.acknowledged
        .splice(0)
        .map(readEntry)
        .flatMap((read) => (read.ok ? [read.value] : []));
      const begun = device.disk.begun.splice(0);
      if (!device.hostile) for (const { hash } of told) this.kept.set(hash, device);
      if (replica && !device.hostile && told.length > 0) this.#noteItems(device, replica);
      // Nobody hostile writes by way of the disk alone.
      const own = [...begun, ...(replica && device.hostile ? this.#fromLedger(replica) : [])];
      if (own.length > 0 && this.#allKnowThatOff(device)) for (const { hash } of own) this.afterwards.add(hash);
    }
  }

  #fromLedger(replica: Replica): readonly Entry[] {
    const { strand } = replica.identity;
    const looked = this.#looked.get(strand) ?? 0;
    const length = replica.ledger.lengthOf(strand);
    this.#looked.set(strand, Math.max(looked, length));
    return length > looked ? ownFrom(replica, looked) : [];
  }

  /** The client drew a line: what a removal said may be undone with it. */
  lineDrawn(): void {
    this.afterwards.clear();
  }

  #noteItems(device: Device, replica: Replica): void {
    for (const { id: page } of replica.view().pages) {
      const open = replica.openPage(page);
      if (!open || open.kind === 'about-me') continue;
      for (const { id: item, madeBy } of readItems(open.doc).rows) {
        if (madeBy.client !== replica.identity.strand || this.keptItems.has(item)) continue;
        const seal = open.sealOf(madeBy.client, madeBy.clock);
        if (seal?.entry && this.kept.has(seal.entry)) this.keptItems.set(item, { item, page, entry: seal.entry, by: device });
      }
    }
  }

  /** A disk went back in time: what only lay there is gone, and nobody can be blamed. */
  wentBack(device: Device): void {
    for (const [hash, owner] of this.kept)
      if (owner === device && !this.#world.devices.some((other) => other !== device && other.replica?.ledger.index.get(hash)))
        this.kept.delete(hash);
  }

  #allKnowThatOff(device: Device): boolean {
    if (device.who === 'client') return false;
    return this.#world.devices.every((other) => {
      if (other === device || other.who === device.who) return true;
      const { replica } = other;
      if (!replica || replica.team.clientDevices().length === 0) return false;
      const { team } = replica;
      // Somebody in league, who is still on the team, can pass words on as if they had come in time.
      if (other.hostile && team.isOn(other.identity.strand)) return false;
      return team.whoOf(device.identity.strand) !== null && !team.isOn(device.identity.strand);
    });
  }
}

/** This device's own entries from a place on, the last first; of its first branch. */
const ownFrom = ({ ledger, identity }: Replica, seq: number): readonly Entry[] => {
  const entries: Entry[] = [];
  let at = ledger.headOf(identity.strand) ?? undefined;
  while (at && at.seq >= seq) {
    entries.push(at);
    at = at.prev ? ledger.index.get(at.prev) : undefined;
  }
  return entries;
};
