import type { Bytes } from '#base';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';

interface Message {
  readonly from: Device;
  readonly to: Device;
  readonly update: Bytes;
}

/** Between two devices whose links let each other in: late, lost, twice, out of order, or from one side alone. */
export class Network {
  readonly #chance: Chance;
  readonly #messages: Message[] = [];
  /** Updates that an honest gate called bad: an honest device never sends one. */
  readonly bad: string[] = [];
  /** Devices whose word is not an honest device's. */
  readonly hostile = new Set<Device>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** One compares with another what each has, as over a link that came up. Gives whether the two let each other in. */
  async meet(a: Device, b: Device, { faulty }: { readonly faulty: boolean }): Promise<boolean> {
    const [here, there] = [a.host(), b.host()];
    if (!here || !there || a === b) return false;
    const known = await Promise.all([here.peerKey(there.strand, there.introduction()), there.peerKey(here.strand, here.introduction())]);
    if (known.includes(null)) return false;
    this.#ask(a, b);
    // Half-open: only one of the two hears the other.
    if (!faulty || this.#chance.happens(0.8)) this.#ask(b, a);
    return true;
  }

  /** What `from` has and `to` lacks is on its way. */
  #ask(from: Device, to: Device): void {
    const [sender, receiver] = [from.host(), to.host()];
    if (!sender || !receiver) return;
    for (const update of sender.missingFor(receiver.strand, receiver.have())) this.#messages.push({ from, to, update });
    for (const update of sender.branchesFor(receiver.strand, receiver.heads())) this.#messages.push({ from, to, update });
  }

  get waiting(): number {
    return this.#messages.length;
  }

  /** Delivers one message of those on their way, any one. */
  async deliverOne({ faulty }: { readonly faulty: boolean }): Promise<void> {
    const at = faulty ? this.#chance.below(this.#messages.length) : 0;
    const [message] = this.#messages.splice(at, 1);
    if (!message) return;
    if (faulty && this.#chance.happens(0.1)) return;
    if (faulty && this.#chance.happens(0.1)) this.#messages.push(message);
    await this.#deliver(message);
  }

  async #deliver({ from, to, update }: Message): Promise<void> {
    if (!to.online || !from.online) return;
    const verdict = await to.host()?.offer(update, from.identity.strand);
    if (verdict === 'bad' && !this.hostile.has(from)) this.bad.push(`${from.name} to ${to.name}`);
    await to.quiet();
  }

  clear(): void {
    this.#messages.length = 0;
  }
}
