import type { Entry, EntryHash, PageId } from '#ledger';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import { differentPage, differentTeam } from './same.ts';
import { secondOpinion } from './second-opinion.ts';
import type { Watch } from './watch.ts';
import type { World } from './world.ts';

/** What must be true when all honest devices have met: each gives what is wrong, the first thing, or `null`. */
export class Checks {
  readonly #world: World;
  readonly #watch: Watch;

  constructor(world: World) {
    this.#world = world;
    this.#watch = world.watch;
  }

  final(): string | null {
    const { client, devices, network } = this.#world;
    const truth = client?.replica;
    if (!truth?.isClient) return 'the client has no device';
    if (network.bad.length > 0) return `an honest device was called bad: ${network.bad.join(', ')}`;
    for (const device of devices) {
      const { replica } = device;
      if (!replica) return `${device.name} did not start`;
      const compared = truth.team.isOn(device.identity.strand) && !device.hostile && !this.#wasLeftOutside(device, replica, truth);
      const wrong = this.#keysOf(device, replica, truth) ?? (compared ? this.#same(device, replica, truth) : null);
      if (wrong) return wrong;
    }
    return this.#forged(truth) ?? this.#team(truth) ?? secondOpinion(truth) ?? this.#kept(truth) ?? this.#afterwards(truth);
  }

  /** Whoever had heard of nothing when the device that let them in was taken off believes nobody any more: they are invited again. */
  #wasLeftOutside(device: Device, replica: Replica, truth: Replica): boolean {
    const { inviter } = device;
    return replica.team.clientDevices().length === 0 && inviter !== null && !truth.team.isOn(inviter.strand);
  }

  #same(device: Device, replica: Replica, truth: Replica): string | null {
    const lacks = this.#lacking(replica, truth) ?? this.#lacking(truth, replica);
    if (lacks !== null) return `${device.name} and the client have not the same: ${lacks}`;
    const other = differentTeam(replica, truth);
    if (other !== null) return `${device.name} has another team than the client:\n${other}`;
    // Whoever found out that they were taken off forgot every key; where that is undone they are let in again.
    if (device.wasOff) return null;
    for (const { id, kind } of truth.view().pages) {
      if (!replica.team.maySee(device.identity.strand, id)) {
        if (replica.openPage(id)) return `${device.name} has ${kind} open, which is not shared with it`;
        continue;
      }
      const [a, b] = [replica.openPage(id), truth.openPage(id)];
      if (!a || !b) return `${device.name} ${a ? 'has' : 'cannot open'} ${kind}, the client ${b ? 'has' : 'cannot open'} it`;
      const differs = differentPage(a.doc, b.doc);
      if (differs !== null)
        return `${kind} is another one at ${device.name} (${unread(replica, id)}, the client ${unread(truth, id)}):\n${differs}`;
    }
    return null;
  }

  #lacking(has: Replica, lacks: Replica): string | null {
    const missing = has.ledger.index.entries.filter(({ hash }) => !lacks.ledger.index.get(hash));
    const names = missing.slice(0, 5).map((entry) => `${this.#placeOf(entry)} ${entry.facts.kind}`);
    return missing.length > 0 ? `one lacks ${names.join(', ')} (it waits for ${String(lacks.ledger.waiting)})` : null;
  }

  #placeOf({ strand, seq }: Entry): string {
    return `${this.#world.deviceOf(strand)?.name ?? 'nobody'}’s ${String(strand)}/${String(seq)}`;
  }

  /** Nobody writes under the name of an honest device but that device. */
  #forged(truth: Replica): string | null {
    for (const entry of truth.ledger.index.entries) {
      const device = this.#world.deviceOf(entry.strand);
      if (device && !device.hostile && !device.disk.wrote.has(entry.hash))
        return `${this.#placeOf(entry)} was not written by ${device.name}`;
    }
    return null;
  }

  /** Nobody reads a page key that was never granted, and nobody without the right has the key of now. */
  #keysOf(device: Device, replica: Replica, truth: Replica): string | null {
    const { everGranted, leaked } = this.#world;
    for (const { id: page, kind } of truth.view().pages) {
      const held = replica.keyring.keysOf(page);
      const may = device.who === 'client' || everGranted.get(page)?.has(device.who) || leaked.get(page)?.has(device.who);
      if (held.length > 0 && !may) return `${device.name} has a key of ${kind}, and was never let see it`;
      const now = truth.team.rotateOf(page)?.keyId;
      if (!truth.team.maySee(device.identity.strand, page) && held.some(({ id }) => id === now))
        return `${device.name} has the key of ${kind} of now, without the right`;
    }
    return null;
  }

  /** Nobody but the client says who is on the team and sees what. */
  #team(truth: Replica): string | null {
    const { everGranted, takenOff, strandsTakenOff } = this.#world;
    for (const { member, on, strands } of truth.team.members()) {
      if (!on && !takenOff.has(member) && !strands.every((strand) => strandsTakenOff.has(strand)))
        return `${member} is off the team, and the client took nobody like that off`;
      for (const { id, kind } of truth.view().pages)
        if (truth.team.rightOf(member, id) !== 'none' && !everGranted.get(id)?.has(member))
          return `${member} may see ${kind}, and the client never said so`;
    }
    return null;
  }

  /** What somebody was told is kept counts, and is on its page; or is held where the client sees it. */
  #kept(truth: Replica): string | null {
    for (const [hash, device] of this.#watch.kept) {
      const entry = truth.ledger.index.get(hash);
      if (!entry) return `an entry that ${device.name} was told is kept is not with the client`;
      if (entry.facts.kind !== 'change' || truth.team.stateOf(hash) === 'counts') continue;
      if (!isShown(truth, entry) && !truth.team.isSetAside(entry))
        return `${this.#placeOf(entry)} does not count, and nobody can see that (${why(truth, hash)})`;
    }
    for (const { item, page, entry: hash, by } of this.#watch.keptItems.values()) {
      // Somebody may have taken it away since: then it is there as that.
      const items = truth.openPage(page)?.doc.getMap('items');
      const entry = truth.ledger.index.get(hash);
      if (!items || !entry || items._map.has(item)) continue;
      if (truth.team.stateOf(hash) === 'counts') return `an item of ${by.name} counts and is not on the client’s page`;
      if (truth.team.isSetAside(entry) && truth.team.mayWrite(by.identity.strand, page))
        return `an item of ${by.name} was set aside and not written again`;
    }
    return null;
  }

  /** What was written when all knew that its author was off counts only where the client let it. */
  #afterwards(truth: Replica): string | null {
    for (const hash of this.#watch.afterwards) {
      const entry = truth.ledger.index.get(hash);
      if (
        entry?.facts.kind === 'change' &&
        !truth.team.isOn(entry.strand) &&
        truth.team.stateOf(hash) === 'counts' &&
        !truth.team.acceptedBy(hash)
      )
        return `${this.#placeOf(entry)} counts, and was written when all knew that its author was off`;
    }
    return null;
  }
}

const why = ({ team }: Replica, hash: EntryHash): string => team.whyHeld(hash)?.rule ?? 'no reason';

/** Whether held words are among those that the client is shown, and can let count. */
const isShown = (client: Replica, { strand, seq, page }: Entry): boolean =>
  client.view().held.some((batch) => batch.strand === strand && batch.page === page && batch.upTo.seq >= seq);

/** How much of a page that counts a device has no key for. */
const unread = ({ ledger, team, keyring }: Replica, page: PageId): string => {
  const words = ledger.index.entries.filter(
    (entry) => entry.facts.kind === 'change' && entry.page === page && team.stateOf(entry.hash) === 'counts',
  );
  return `without a key for ${String(words.filter(({ keyId }) => !keyring.get(keyId)).length)} of ${String(words.length)}`;
};
