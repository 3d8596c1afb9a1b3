import * as Y from 'yjs';
import { bytesToHex } from '#base';
import type { EntryHash, PageId } from '#ledger';
import { readItems } from '#record';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import { secondOpinion } from './second-opinion.ts';
import type { World } from './world.ts';

/** Something that a person was told is kept: an item, and the entry that it lies in. */
interface Kept {
  readonly device: string;
  readonly page: PageId;
  readonly item: string;
  readonly entry: EntryHash;
}

/** What must be true, watched during a run and looked at in the end. */
export class Checks {
  readonly #world: World;
  readonly #kept = new Map<string, Kept>();
  /** Entries that were written when everybody else knew that their author had been taken off. */
  readonly #afterwards = new Set<EntryHash>();
  readonly #seen = new Map<Device, number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** After every step: who was told what, and who wrote when nobody was to listen any more. */
  watch(): void {
    for (const device of this.#world.devices) {
      const { replica } = device;
      if (!replica) continue;
      if (!this.#world.network.hostile.has(device)) this.#watchKept(device, replica);
      const head = replica.ledger.headOf(device.identity.strand);
      const from = this.#seen.get(device) ?? 0;
      if (!head || head.seq < from) continue;
      this.#seen.set(device, head.seq + 1);
      if (!this.#allKnowThatOff(device)) continue;
      for (const entry of replica.ledger.index.entries)
        if (entry.strand === device.identity.strand && entry.seq >= from) this.#afterwards.add(entry.hash);
    }
  }

  #watchKept(device: Device, replica: Replica): void {
    for (const { id } of replica.view().pages) {
      const page = replica.openPage(id);
      if (!page || page.kind === 'about-me') continue;
      for (const { id: item, madeBy } of readItems(page.doc).rows) {
        if (madeBy.client !== device.identity.strand || this.#kept.has(item)) continue;
        const seal = page.sealOf(madeBy.client, madeBy.clock);
        if (seal?.kept && seal.entry) this.#kept.set(item, { device: device.name, page: id, item, entry: seal.entry });
      }
    }
  }

  #allKnowThatOff(device: Device): boolean {
    if (device.who === 'client') return false;
    return this.#world.devices.every((other) => {
      if (other === device || other.who === device.who) return true;
      const { replica } = other;
      if (!replica || replica.team.clientDevices().length === 0) return false;
      return replica.team.whoOf(device.identity.strand) !== null && !replica.team.isOn(device.identity.strand);
    });
  }

  /** What is wrong now that all honest devices have met; the first thing, or `null`. */
  final(): string | null {
    const { client, devices, network } = this.#world;
    const { replica: truth } = client;
    if (!truth) return 'the client has no device';
    if (network.bad.length > 0) return `an honest device was called bad: ${network.bad.join(', ')}`;
    for (const device of devices) {
      const { replica } = device;
      if (!replica) return `${device.name} did not start`;
      const compared = truth.team.isOn(device.identity.strand) && !network.hostile.has(device);
      const wrong = this.#keysOf(device, replica, truth) ?? (compared ? this.#same(device, replica, truth) : null);
      if (wrong) return wrong;
    }
    return this.#team(truth) ?? secondOpinion(truth) ?? this.#words(truth);
  }

  #same(device: Device, replica: Replica, truth: Replica): string | null {
    const lacks = this.#lacking(replica, truth) ?? this.#lacking(truth, replica);
    if (lacks !== null) return `${device.name} and the client have not the same: ${lacks}`;
    const [mine, theirs] = [teamOf(replica), teamOf(truth)];
    if (mine !== theirs) {
      return `${device.name} has another team than the client:\n${difference(mine, theirs)}`;
    }
    for (const { id, kind } of truth.view().pages) {
      if (!replica.team.maySee(device.identity.strand, id)) {
        if (replica.openPage(id)) return `${device.name} has ${kind} open, which is not shared with it`;
        continue;
      }
      const [a, b] = [replica.openPage(id), truth.openPage(id)];
      if (!a || !b) return `${device.name} ${a ? 'has' : 'cannot open'} ${kind}, the client ${b ? 'has' : 'cannot open'} it`;
      const [here, there] = [contentOf(a.doc), contentOf(b.doc)];
      if (here !== there) return `${kind} is another one at ${device.name}:\n${difference(here, there)}`;
    }
    return null;
  }

  #lacking(has: Replica, lacks: Replica): string | null {
    const missing = has.ledger.index.entries.filter(({ hash }) => !lacks.ledger.index.get(hash));
    const nameOf = (strand: number) => this.#world.devices.find(({ identity }) => identity.strand === strand)?.name ?? String(strand);
    const names = missing.map(({ strand, seq, facts }) => `${nameOf(strand)}/${String(seq)} ${facts.kind}`);
    return missing.length > 0 ? `one lacks ${names.slice(0, 5).join(', ')} (it waits for ${String(lacks.ledger.waiting)})` : null;
  }

  #keysOf(device: Device, replica: Replica, truth: Replica): string | null {
    if (device.who === 'client') return null;
    for (const page of truth.team.pages()) {
      if (truth.view().pages.every(({ id }) => id !== page)) continue;
      const held = replica.keyring.keysOf(page);
      if (held.length > 0 && !this.#world.everGranted.get(page)?.has(device.who))
        return `${device.name} has a key of ${page}, and was never let see it`;
      const now = truth.team.rotateOf(page)?.keyId;
      if (!truth.team.maySee(device.identity.strand, page) && held.some(({ id }) => id === now))
        return `${device.name} has the key of ${page} of now, without the right`;
    }
    return null;
  }

  /** Nobody but the client says who is on the team and sees what. */
  #team(truth: Replica): string | null {
    const { everGranted, takenOff } = this.#world;
    for (const { member, on } of truth.team.members()) {
      if (!on && !takenOff.has(member)) return `${member} is off the team, and the client took nobody like that off`;
      for (const { id } of truth.view().pages)
        if (truth.team.rightOf(member, id) !== 'none' && !everGranted.get(id)?.has(member))
          return `${member} may see ${id}, and the client never said so`;
    }
    return null;
  }

  /** What was kept counts, or is held where the client sees it; and nothing of afterwards counts. */
  #words(truth: Replica): string | null {
    for (const { device, page, item, entry } of this.#kept.values()) {
      if (!truth.ledger.index.get(entry)) return `an entry that ${device} was told is kept is not with the client`;
      const held = truth.team.held().some(({ hash }) => hash === entry);
      if ((truth.team.stateOf(entry) === 'counts') === held) return `an entry of ${device} counts and is held, or neither`;
      const doc = truth.openPage(page)?.doc;
      if (!held && doc && !doc.getMap('items').has(item)) return `an item of ${device} counts and is not on the client's page`;
    }
    for (const hash of this.#afterwards) {
      const entry = truth.ledger.index.get(hash);
      if (entry?.facts.kind === 'change' && truth.team.stateOf(hash) === 'counts' && !truth.team.acceptedBy(hash))
        return `an entry counts that was written when all knew that its author was off (${String(entry.strand)}/${String(entry.seq)})`;
    }
    return null;
  }
}

/** All that the team says, in one text. */
const teamOf = ({ team, ledger }: Replica): string => {
  const members = team.members().map(({ member, strands, on }) => `${member} ${strands.join(',')} ${String(on)}`);
  const rights = team.pages().flatMap((page) => team.members().map(({ member }) => `${page} ${member} ${team.rightOf(member, page)}`));
  const keys = team.pages().map((page) => `${page} ${team.rotateOf(page)?.keyId ?? '-'}`);
  const words = [...ledger.index.entries].map(({ hash }) => `${hash} ${team.stateOf(hash)}`).sort();
  return [...members, ...rights, ...keys, ...words].join('\n');
};

/** A page as it is: every root, and which structs and deletions it is made of. */
const contentOf = (doc: Y.Doc): string => {
  // A root that was only looked for is there and empty.
  const roots = [...doc.share.keys()]
    .sort()
    .filter((name) => doc.get(name)._start ?? doc.get(name)._map.size > 0)
    .map((name) => `${name} ${JSON.stringify(sorted(doc.get(name).toJSON()))}`);
  const made = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  const ranges = [...deleted.clients]
    .sort(([a], [b]) => a - b)
    .map(([of, list]) => `${String(of)}: ${list.map(({ clock, len }) => `${String(clock)}+${String(len)}`).join(' ')}`);
  return [...roots, JSON.stringify(made), ...ranges].join('\n');
};

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

const difference = (a: string, b: string): string => {
  const [x, y] = [new Set(a.split('\n')), new Set(b.split('\n'))];
  const only = (from: Set<string>, other: Set<string>, sign: string) =>
    [...from]
      .filter((line) => !other.has(line))
      .slice(0, 4)
      .map((line) => `${sign} ${line.slice(0, 300)}`);
  return [...only(x, y, '<'), ...only(y, x, '>')].join('\n');
};
