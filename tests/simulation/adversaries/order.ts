import type { Entry } from '#ledger';
import type { World } from '../world.ts';
import { Lone } from './adversary.ts';
import { asUpdates, headOf, SEEN } from './hand.ts';
import type { Hand } from './hand.ts';
import { changeBy, withItem, written } from './writing.ts';

/** Writes now as if it had been long ago: builds on nothing newer than what let it write, and gives an early time. */
export class Backdates extends Lone {
  readonly name = 'backdates';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const first = hand.replica.ledger.index.entries.find(({ facts }) => facts.kind === 'grant');
    const name = `back ${String(world.chance.next())}`;
    const entry = await changeBy(world, hand, (doc, strand) => written(doc, strand, withItem(name)), {
      parents: first ? hand.unseen([headOf(first)]) : [],
      time: 1,
    });
    return entry && hand.keep(entry);
  }
}

/** Says everything again that was ever said. */
export class Replays extends Lone {
  readonly name = 'says everything again';

  protected make(_: World, hand: Hand): Promise<readonly Uint8Array[]> {
    return Promise.resolve([...hand.replica.ledger.missing(new Map())]);
  }
}

/** Says the last first. */
export class Reorders extends Lone {
  readonly name = 'says the last first';

  protected make(_: World, hand: Hand): Promise<readonly Uint8Array[]> {
    return Promise.resolve(asUpdates(...hand.replica.ledger.index.entries.slice(-8).toReversed()));
  }
}

/** Cuts off what it has, anywhere. */
export class Truncates extends Lone {
  readonly name = 'cuts off what it has';

  protected make(world: World, hand: Hand): Promise<readonly Uint8Array[]> {
    const slices = [...hand.replica.ledger.missing(new Map())];
    return Promise.resolve(slices.map((slice) => slice.subarray(0, world.chance.below(slice.length))));
  }
}

/** Changes one bit of what it has. */
export class FlipsBits extends Lone {
  readonly name = 'changes one bit of what it has';

  protected make(world: World, hand: Hand): Promise<readonly Uint8Array[]> {
    const slices = [...hand.replica.ledger.missing(new Map())];
    for (const slice of slices) {
      const at = world.chance.below(slice.length);
      slice[at] = (slice[at] ?? 0) ^ (1 << world.chance.below(8));
    }
    return Promise.resolve(slices);
  }
}

const FLOOD = 20;

/** Sends garbage, and many entries that follow one that nobody will ever see. */
export class Floods extends Lone {
  readonly name = 'floods';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[]> {
    if (world.chance.happens(0.3)) return [world.chance.bytes(1 + world.chance.below(200))];
    const later: Entry[] = [];
    let after = await hand.seal({ facts: SEEN });
    for (let i = 0; i < FLOOD; i++) {
      after = await hand.seal({ facts: SEEN, after });
      later.push(after);
    }
    return asUpdates(...later);
  }
}
