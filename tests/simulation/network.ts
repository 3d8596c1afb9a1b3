import type { Bytes } from '#base';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { VirtualTime } from './virtual-time.ts';
import { quiet } from './virtual-time.ts';

interface Message {
  readonly from: Device;
  readonly to: Device;
  readonly update: Bytes;
  /** It is on its way until then. */
  readonly due: number;
}

/** More than this is lost: the first that came. */
const MOST_WAITING = 80;
/** Links that one device keeps up, beside those that come and go. */
const MOST_LINKS = 3;

/** Between devices whose links let each other in: late, lost, twice, out of order, from one side alone, or cut in two. */
export class Network {
  readonly #chance: Chance;
  readonly #time: VirtualTime;
  #messages: Message[] = [];
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
  async meet(a: Device, b: Device, { faulty }: { readonly faulty: boolean }): Promise<boolean> {
    const [here, there] = [a.host(), b.host()];
    if (!here || !there || a === b || !this.#reaches(a, b)) return false;
    const known = await Promise.all([here.peerKey(there.strand, there.introduction()), there.peerKey(here.strand, here.introduction())]);
    if (known.includes(null)) return false;
    this.#ask(a, b, faulty);
    // Half-open: only one of the two hears the other.
    if (!faulty || this.#chance.happens(0.8)) this.#ask(b, a, faulty);
    if (faulty && this.#chance.happens(0.5)) this.#link(a, b);
    return true;
  }

  /** What was just stored goes over the links that are up. */
  broadcast(from: Device, update: Uint8Array): void {
    const host = from.host();
    for (const [a, b] of this.#links) {
      const to = a === from ? b : b === from ? a : null;
      if (to && host?.isStillOn(to.identity.strand)) this.#send(from, to, new Uint8Array(update), true);
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

  /** Delivers one message of those that are due, any one. */
  async deliverOne({ faulty }: { readonly faulty: boolean }): Promise<void> {
    const due = this.#messages.filter((message) => !faulty || message.due <= this.#time.now);
    const message = due[faulty ? this.#chance.below(due.length) : 0];
    if (!message) return;
    const lost = faulty && this.#chance.happens(0.1);
    const again = faulty && this.#chance.happens(0.1);
    if (!again) this.#messages = this.#messages.filter((other) => other !== message);
    if (!lost) await this.#deliver(message);
  }

  /** What `from` has and `to` lacks is on its way. */
  #ask(from: Device, to: Device, faulty: boolean): void {
    const [sender, receiver] = [from.host(), to.host()];
    if (!sender || !receiver) return;
    for (const update of sender.missingFor(receiver.strand, receiver.have())) this.#send(from, to, update, faulty);
    for (const update of sender.branchesFor(receiver.strand, receiver.heads())) this.#send(from, to, update, faulty);
  }

  #send(from: Device, to: Device, update: Bytes, faulty: boolean): void {
    const late = faulty && this.#chance.happens(0.2) ? this.#chance.below(4000) : 0;
    this.#messages.push({ from, to, update, due: this.#time.now + late });
    if (this.#messages.length > MOST_WAITING) this.#messages.shift();
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

  async #deliver({ from, to, update }: Message): Promise<void> {
    if (!this.#reaches(from, to) || this.deaf.has(to)) return;
    const verdict = await to.host()?.offer(update, from.identity.strand);
    if (verdict === 'bad' && !from.hostile) this.bad.push(`${from.name} to ${to.name}`);
    await quiet();
  }
}
