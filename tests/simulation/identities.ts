import { Redacted } from '#base';
import { toIdentity } from '../../src/sync/replica/identity.ts';
import type { Identity } from '../../src/sync/replica/identity.ts';
import { Chance } from './chance.ts';

/** More than any run has devices and strands. */
const MOST = 256;

/** Made once for all runs of a process: to make a signing key costs as much as to check ten signatures. */
const made = new Map<number, Promise<Identity>>();

const make = (n: number): Promise<Identity> => {
  const seeds = new Chance(n, 'identity');
  const known = made.get(n) ?? toIdentity({ sign: new Redacted(seeds.bytes(32)), box: new Redacted(seeds.bytes(32)) });
  made.set(n, known);
  return known;
};

/** The identities of one run: each is given once, in an order that chance makes. */
export class Identities {
  readonly #chance: Chance;
  readonly #left = Array.from({ length: MOST }, (_, n) => n);

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  next(): Promise<Identity> {
    const [n] = this.#left.splice(this.#chance.below(this.#left.length), 1);
    if (n === undefined) throw new Error('a run has not so many devices');
    return make(n);
  }
}
