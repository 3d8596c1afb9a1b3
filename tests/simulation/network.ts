import type { Bytes } from '#base';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { VirtualTime } from './virtual-time.ts';
import { quiet } from './virtual-time.ts';

interface Message {
  readonly from: Device;
  readonly to: Device;
  readonly update: Bytes;
}

interface Underway extends Message {
  /** When it comes. */
  readonly at: number;
}

/** More than this is lost: the first that came. */
const MOST_WAITING = 80;
const MOST_LATE_MS = 4000;
/** Links that one device keeps up, beside those that come and go. */
const MOST_LINKS = 3;

/** Between devices whose links let each other in: late, lost, twice, out of order, from one side alone, or cut in two. */
export class Network {
  readonly #chance: Chance;
  readonly #time: VirtualTime;
  #messages: Underway[] = [];
  /** Links that are up: what one of the two stores goes to the other at once. */
  #links: (readonly [Device, Device])[] = [];
  /** Which side of a cut a device is on. */
  readonly #side = new Map<Device, number>();
  /** Devices that hear nothing, though they are heard. */
  readonly deaf = new Set<Device>();
  /** Updates that an honest gate called bad: an honest device never sends one. */
  readonly bad: string[] = [];

  constructor(chance: Chance, time: VirtualTime) {
    this.#chance = chance;
    this.#time = time;
  }

  /** One compares with another what each has, as over a link that came up. Gives whether the two let each other in. */
  async meet(a: Device, b: Device): Promise<boolean> {
    if (!this.#reaches(a, b) || !(await this.#letEachOtherIn(a, b))) return false;
    this.#send(this.#between(a, b));
    // Half-open: only one of the two hears the other.
    if (this.#chance.happens(0.8)) this.#send(this.#between(b, a));
    if (this.#chance.happens(0.5)) this.#link(a, b);
    return true;
  }

  /** Two compare what they have, and all of it comes at once. */
  async talk(a: Device, b: Device): Promise<void> {
    // Linked devices that have the same say nothing but that.
    if (headsOf(a) === headsOf(b) || !(await this.#letEachOtherIn(a, b))) return;
    for (const message of [...this.#between(a, b), ...this.#between(b, a)]) await this.#take(message);
  }

  /** What was just stored goes over the links that are up. */
  broadcast(from: Device, update: Uint8Array): void {
    const host = from.host();
    for (const [a, b] of this.#links) {
      const to = a === from ? b : b === from ? a : null;
      if (to && host?.isStillOn(to.identity.strand)) this.#send([{ from, to, update: new Uint8Array(update) }]);
    }
  }

  /** Cuts the network in two, or mends it. */
  cut(devices: readonly Device[]): boolean {
    if (this.#side.size > 0) {
      this.#side.clear();
      return false;
    }
    for (const device of devices) this.#side.set(device, this.#chance.below(2));
    return true;
  }

  mend(): void {
    this.#side.clear();
    this.deaf.clear();
    this.#messages = [];
    this.#links = [];
  }

  get waiting(): number {
    return this.#messages.length;
  }

  /** Delivers one message of those that are due, any one: or loses it, or will deliver it once more. */
  async deliverOne(): Promise<void> {
    const due = this.#messages.filter(({ at }) => at <= this.#time.now);
    const message = this.#chance.pick(due);
    if (!message) return;
    const lost = this.#chance.happens(0.1);
    const again = this.#chance.happens(0.1);
    if (!again) this.#messages = this.#messages.filter((other) => other !== message);
    const { from, to } = message;
    if (!lost && this.#reaches(from, to) && !this.deaf.has(to)) await this.#take(message);
  }

  async #letEachOtherIn(a: Device, b: Device): Promise<boolean> {
    const [here, there] = [a.host(), b.host()];
    if (!here || !there || a === b) return false;
    const known = await Promise.all([here.peerKey(there.strand, there.introductions()), there.peerKey(here.strand, here.introductions())]);
    return !known.includes(null);
  }

  /** What `from` has and `to` lacks. */
  #between(from: Device, to: Device): readonly Message[] {
    const [sender, receiver] = [from.host(), to.host()];
    if (!sender || !receiver) return [];
    const updates = [...sender.missingFor(receiver.strand, receiver.have()), ...sender.branchesFor(receiver.strand, receiver.heads())];
    return updates.map((update) => ({ from, to, update }));
  }

  #send(messages: readonly Message[]): void {
    for (const message of messages) {
      const late = this.#chance.happens(0.2) ? this.#chance.below(MOST_LATE_MS) : 0;
      this.#messages.push({ ...message, at: this.#time.now + late });
    }
    this.#messages = this.#messages.slice(-MOST_WAITING);
  }

  #link(a: Device, b: Device): void {
    if (this.#links.some((pair) => pair.includes(a) && pair.includes(b))) return;
    this.#links.push([a, b]);
    for (const device of [a, b]) {
      const own = this.#links.filter((pair) => pair.includes(device));
      if (own.length > MOST_LINKS) this.#links = this.#links.filter((pair) => pair !== own[0]);
    }
  }

  #reaches(a: Device, b: Device): boolean {
    return a.online && b.online && (this.#side.get(a) ?? 0) === (this.#side.get(b) ?? 0);
  }

  async #take({ from, to, update }: Message): Promise<void> {
    const verdict = await to.host()?.offer(update, from.identity.strand);
    if (verdict === 'bad' && !from.hostile) this.bad.push(`${from.name} to ${to.name}`);
    await quiet();
  }
}

const headsOf = ({ name, replica }: Device): string =>
  replica
    ? replica.ledger
        .heads()
        .map(({ hash }) => hash)
        .sort()
        .join()
    : name;
