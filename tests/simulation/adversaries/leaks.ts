import { createPageKey } from '#ledger';
import { readersWithKeys, rotateFacts, shareFacts, withKeys } from '#team';
import { noteIn } from '../world.ts';
import type { World } from '../world.ts';
import { Lone } from './adversary.ts';
import type { Hand } from './hand.ts';

/** Gives a page's key to a device that may not have it. It could hand the page on by mouth too; but the key must not stay the page's. */
export class HandsKeysOn extends Lone {
  readonly name = 'hands a key on';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const { team, ledger, record } = hand.replica;
    const page = hand.somePage(world);
    const to = world.chance.pick(world.devices.filter(({ identity }) => page && !team.maySee(identity.strand, page.id)));
    if (!page || !to) return null;
    const seq = ledger.lengthOf(hand.strand);
    const facts = await shareFacts({ record, strand: hand.strand, seq }, page.key, withKeys(team, [to.identity.strand]));
    if (!facts) return null;
    noteIn(world.leaked, page.id, to.who);
    return hand.keep(await hand.seal({ facts, page: page.id, parents: hand.cut() }));
  }
}

/** Changes a page's key, as only the client can. */
export class RotatesKeys extends Lone {
  readonly name = 'changes a page’s key';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const { team, ledger, record } = hand.replica;
    const page = hand.somePage(world);
    const root = team.rootKeys();
    if (!page || !root) return null;
    const key = await createPageKey(record, page.id, hand.random);
    const place = { record, strand: hand.strand, seq: ledger.lengthOf(hand.strand) };
    const facts = await rotateFacts(place, key, readersWithKeys(team, page.id), root.box);
    if (!facts.ok) return null;
    const words = { key, payload: page.key.bytes };
    return hand.keep(await hand.seal({ facts: facts.value, page: page.id, words, parents: hand.cut() }));
  }
}
