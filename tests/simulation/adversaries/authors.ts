import { readEntry } from '#ledger';
import type { World } from '../world.ts';
import { Lone } from './adversary.ts';
import { asUpdates, SEEN } from './hand.ts';
import type { Hand } from './hand.ts';
import { changeBy, withItem, written } from './writing.ts';

/** Writes for somebody else's next place, signed by its own key: nobody's word but the owner's may stand there. */
export class ForgesAuthors extends Lone {
  readonly name = 'forges an author';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const victim = world.chance.pick(hand.replica.ledger.index.entries.filter(({ strand }) => strand !== hand.strand));
    const page = hand.somePage(world);
    if (!victim || !page) return null;
    const payload = written(page.doc, victim.strand, withItem('forged'));
    return asUpdates(
      await hand.seal({ facts: { kind: 'change' }, strand: victim.strand, page: page.id, words: { key: page.key, payload } }),
    );
  }
}

/** Sends what nobody signed. */
export class SignsNothing extends Lone {
  readonly name = 'signs nothing';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const entry = await hand.seal({ facts: SEEN });
    const bytes = new Uint8Array(entry.bytes);
    const at = 4 + entry.header.length;
    bytes.fill(world.chance.below(256), at, at + 64);
    const read = readEntry(bytes);
    return read.ok ? asUpdates(read.value) : null;
  }
}

/** Says what belongs to another record. */
export class BringsAnotherRecord extends Lone {
  readonly name = 'says what is of another record';

  protected async make(_: World, hand: Hand): Promise<readonly Uint8Array[]> {
    return asUpdates(await hand.seal({ facts: SEEN, record: 'ab'.repeat(32) }));
  }
}

/** Tells some one thing and others another, in one place of its strand; and goes on from both. */
export class Equivocates extends Lone {
  readonly name = 'says two things in one place';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const say = (word: string) =>
      changeBy(world, hand, (doc, strand) => written(doc, strand, withItem(`${word} ${String(world.chance.next())}`)));
    const [one, other] = [await say('one'), await say('other')];
    if (!one || !other) return null;
    const after = await hand.seal({ facts: SEEN, after: other });
    return [...(await hand.keep(one)), ...asUpdates(other, after)];
  }
}
