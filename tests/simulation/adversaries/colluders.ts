import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import type { Adversary } from './adversary.ts';
import { asUpdates, Hand, headOf } from './hand.ts';
import { changeBy, withItem, written } from './writing.ts';

/** Two who are in league: the first writes, the second builds on it, and neither says that they know of a removal. */
class Colluders implements Adversary {
  readonly name = 'writes in league with another';
  readonly #writer: Device;
  readonly #builder: Device;

  constructor(writer: Device, builder: Device) {
    this.#writer = writer;
    this.#builder = builder;
  }

  async act(world: World): Promise<string | null> {
    const [writer, builder] = [Hand.of(world, this.#writer), Hand.of(world, this.#builder)];
    if (!writer || !builder) return null;
    const change = (hand: Hand, parents: Parameters<Hand['unseen']>[0]) => {
      const name = `together ${String(world.chance.next())}`;
      return changeBy(world, hand, (doc, strand) => written(doc, strand, withItem(name)), { parents: hand.unseen(parents) });
    };
    const word = await change(writer, []);
    if (!word) return null;
    await writer.keep(word);
    // The builder may lack what the word follows.
    for (const update of writer.replica.ledger.missing(builder.replica.ledger.have())) await builder.replica.offer(update);
    const onTop = await change(builder, [headOf(word)]);
    if (!onTop) return null;
    await builder.keep(onTop);
    await writer.spread(world, asUpdates(word, onTop));
    return `${this.#writer.name} (with ${this.#builder.name})`;
  }
}

/** What two of them try together: one of them taken off and the other one not yet told, or both taken off, or neither. */
export const inLeague = (one: Device, other: Device): readonly Adversary[] => [new Colluders(one, other), new Colluders(other, one)];
