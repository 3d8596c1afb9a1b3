import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import { Hand } from './hand.ts';

/** Somebody who wants to harm: one idea each. */
export interface Adversary {
  /** What it does, as a log says it after a name. */
  readonly name: string;
  /** Tries it, with the chance of the run. Gives who did it; `null` where there was nothing to try it on. */
  act(world: World): Promise<string | null>;
}

/** Somebody with one device, who says what they made to others, and not to everybody the same. */
export abstract class Lone implements Adversary {
  abstract readonly name: string;
  readonly device: Device;

  constructor(device: Device) {
    this.device = device;
  }

  async act(world: World): Promise<string | null> {
    const hand = Hand.of(world, this.device);
    const updates = hand && (await this.make(world, hand));
    if (!updates) return null;
    await hand.spread(world, updates);
    return this.device.name;
  }

  /** What it says; `null` where there is nothing to try it on. */
  protected abstract make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null>;
}
