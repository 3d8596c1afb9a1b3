import { admitProofBytes, clinkProofBytes, TEAM_PAGE, toMemberId } from '#ledger';
import type { Facts, MemberId } from '#ledger';
import type { World } from '../world.ts';
import { Lone } from './adversary.ts';
import { asUpdates, headOf, SEEN } from './hand.ts';
import type { Hand } from './hand.ts';

// What only the client can say, said by somebody who is not the client.

const someMember = (world: World): MemberId | null => toMemberId(world.chance.bytes(16));

/** Lets itself in anew, by its own entry. */
export class LetsItselfIn extends Lone {
  readonly name = 'lets itself in anew';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const { record, keyring, identity } = hand.replica;
    const { signer } = await world.newIdentity();
    const device = { sign: signer.publicKey, box: identity.keys.box };
    const member = someMember(world);
    const key = keyring.keysOf(TEAM_PAGE)[0];
    if (!member || !key) return null;
    const proof = await signer.sign(admitProofBytes(record, hand.strand, member, device));
    const facts: Facts = { kind: 'admit', member, device, proof };
    return hand.keep(await hand.seal({ facts, page: TEAM_PAGE, words: { key, payload: Uint8Array.of(123, 125) } }));
  }
}

/** Uses what somebody signed to be let in once more: for another number, by itself, or as it was. */
export class UsesStaleInvites extends Lone {
  readonly name = 'uses an old invitation';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const { ledger, keyring } = hand.replica;
    const old = world.chance.pick(ledger.index.entries.flatMap(({ facts }) => (facts.kind === 'admit' ? [facts] : [])));
    const member = world.chance.happens(0.5) ? old?.member : someMember(world);
    const key = keyring.keysOf(TEAM_PAGE)[0];
    if (!old || !member || !key) return null;
    const words = { key, payload: Uint8Array.of(123, 125) };
    // The proof names who admits: no gate stores it in another's entry, so it is not kept here either.
    return asUpdates(await hand.seal({ facts: { ...old, member }, page: TEAM_PAGE, words }));
  }
}

/** Makes a device of its own one of the client’s. */
export class PosesAsTheClient extends Lone {
  readonly name = 'makes itself a device of the client’s';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[]> {
    const { record, identity } = hand.replica;
    const { signer } = await world.newIdentity();
    const device = { sign: signer.publicKey, box: identity.keys.box };
    const proof = await signer.sign(clinkProofBytes(record, hand.strand, device));
    return hand.keep(await hand.seal({ facts: { kind: 'clink', device, proof } }));
  }
}

/** Gives itself every right. */
export class GrantsItself extends Lone {
  readonly name = 'gives itself every right';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const page = world.chance.pick(hand.replica.team.pages());
    const { who } = this.device;
    if (!page || who === 'client') return null;
    return hand.keep(await hand.seal({ facts: { kind: 'grant', member: who, right: 'write' }, page, parents: hand.cut() }));
  }
}

/** Takes others off. */
export class RemovesOthers extends Lone {
  readonly name = 'takes others off';

  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const { team } = hand.replica;
    const member = world.chance.pick(team.members())?.member;
    const strand = world.chance.pick(team.devices());
    if (!member || strand === undefined) return null;
    const target = world.chance.happens(0.5) ? { member } : { strand };
    return hand.keep(await hand.seal({ facts: { kind: 'remove', target }, parents: hand.cut() }));
  }
}

/** Lets its own words count. */
export class AcceptsItself extends Lone {
  readonly name = 'lets its own words count';

  protected async make(_: World, hand: Hand): Promise<readonly Uint8Array[]> {
    const mine = hand.replica.ledger.headOf(hand.strand) ?? (await hand.seal({ facts: SEEN }));
    return hand.keep(await hand.seal({ facts: { kind: 'accept', upTo: headOf(mine) } }));
  }
}
