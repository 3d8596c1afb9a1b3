import { accept, addPage, grant, remove } from '../../../src/sync/replica/commands.ts';
import type { Device } from '../device.ts';
import { addFurther, letPersonIn } from '../joining.ts';
import { noteIn } from '../world.ts';
import type { World } from '../world.ts';
import { withOneDevice } from './with-one-device.ts';
import type { Adversary } from './adversary.ts';

// Somebody holds a device of the client's: until the client recovers, what it says is the client's word.

abstract class ByThief implements Adversary {
  abstract readonly name: string;
  protected readonly device: Device;

  constructor(device: Device) {
    this.device = device;
  }

  abstract act(world: World): Promise<string | null>;
}

/** Takes somebody off. */
class TakesOff extends ByThief {
  readonly name = 'takes somebody off, as the client';

  async act(world: World): Promise<string | null> {
    const { replica } = this.device;
    const member = world.chance.pick(replica?.team.members().filter(({ on }) => on) ?? [])?.member;
    if (!replica || !member) return null;
    const done = await remove(replica, member);
    return done.ok ? this.device.name : null;
  }
}

/** Lets an accomplice in, who sees everything. */
class LetsAMoleIn extends ByThief {
  readonly name = 'lets a mole in, as the client';
  #mole: Device | null = null;

  async act(world: World): Promise<string | null> {
    const { replica } = this.device;
    if (!replica?.isClient || this.#mole) return null;
    const rights = new Map(replica.view().pages.map(({ id }) => [id, 'write' as const]));
    this.#mole = await letPersonIn(world, this.device, replica, `mole ${String(world.devices.length)}`, rights);
    if (!this.#mole) return null;
    this.#mole.hostile = true;
    for (const page of rights.keys()) noteIn(world.leaked, page, this.#mole.who);
    world.adversaries.push(...withOneDevice(this.#mole));
    return this.device.name;
  }
}

/** Gives somebody whatever there is. */
class GivesAway extends ByThief {
  readonly name = 'gives somebody a page, as the client';

  async act(world: World): Promise<string | null> {
    const { replica } = this.device;
    const member = world.chance.pick(replica?.team.members().filter(({ on }) => on) ?? [])?.member;
    const page = world.chance.pick(replica?.view().pages ?? []);
    if (!replica || !member || !page) return null;
    noteIn(world.leaked, page.id, member);
    const done = await grant(replica, member, page.id, 'write');
    return done.ok ? this.device.name : null;
  }
}

/** Makes a device of its own one more of the client's, to stay when this one is found. */
class MakesItselfAtHome extends ByThief {
  readonly name = 'adds a device of its own, as the client';
  #further: Device | null = null;

  async act(world: World): Promise<string | null> {
    const { replica } = this.device;
    if (!replica?.isClient || this.#further) return null;
    this.#further = await addFurther(world, this.device, replica, `thief ${String(world.devices.length)}`);
    if (!this.#further) return null;
    this.#further.hostile = true;
    world.adversaries.push(...asTheClient(this.#further));
    return this.device.name;
  }
}

/** Lets count what the client held back, and adds pages. */
class DecidesOtherwise extends ByThief {
  readonly name = 'decides, as the client';

  async act(world: World): Promise<string | null> {
    const { replica } = this.device;
    const held = world.chance.pick(replica?.view().held ?? []);
    if (!replica) return null;
    const done = held ? await accept(replica, held.upTo) : await addPage(replica, 'journal', 'Of the thief', 8);
    return done.ok ? this.device.name : null;
  }
}

const asTheClient = (device: Device): readonly Adversary[] => [new TakesOff(device), new GivesAway(device), new DecidesOtherwise(device)];

/** All that a thief does, beside what everybody hostile tries. */
export const withTheClientsDevice = (device: Device): readonly Adversary[] => {
  const own = [...asTheClient(device), new LetsAMoleIn(device), new MakesItselfAtHome(device)];
  // Twice as likely each as what others could try as well.
  return [...own, ...own, ...withOneDevice(device)];
};
