import { beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '#base';
import { idToBytes, Ledger, runsOf, writeUpdate } from '#ledger';
import type { Entry, Strand } from '#ledger';
import { WAITING_LIMITS } from '../../../src/ledger/waiting.ts';
import { createWriter } from './cast.ts';
import { headerOf, join, number, seal, zeros } from './malformed/parts.ts';
import type { Parts } from './malformed/parts.ts';
import { at, createWorld, head } from './malformed/world.ts';
import type { Offered, World } from './malformed/world.ts';

// What is early, or what nobody signed yet: not refused (it may be an honest peer who passes it on), not stored, and bounded.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const update = (...entries: readonly Entry[]): Bytes => writeUpdate(runsOf(entries));
const lone = ({ strand, seq, bytes }: Offered): Bytes => writeUpdate(new Map([[strand, { from: seq, entries: [bytes] }]]));
const begun = async (): Promise<Ledger> => {
  const ledger = new Ledger(world.record);
  await ledger.offer(update(...world.stored));
  return ledger;
};

const sams = async (change: Partial<Parts>, seq = 1): Promise<Offered> => ({
  strand: world.sam.strand,
  seq,
  bytes: await seal({ ...world.good('change'), seq, ...change }, world.sam.signer),
});
const unsigned = (parts: Parts, signature: Uint8Array): Bytes => join(headerOf(parts), signature, parts.ciphertext);

const EARLY: readonly (readonly [name: string, offered: () => Promise<Offered>])[] = [
  ['G2: whose previous entry is not here', () => sams({ prev: zeros(32).fill(5) }, 4)],
  ['G2: whose previous entry would have another hash', () => sams({ prev: zeros(32).fill(5) })],
  ['G2: whose previous entry is another strand’s', () => sams({ prev: idToBytes(world.last.hash) })],
  ['G2: whose previous entry lies two places before', () => sams({ prev: idToBytes(world.first.hash) }, 2)],
  ['G2: with a parent that is not here', () => sams({ parents: [head(world.client.strand, 9, zeros(32).fill(5))] })],
  [
    'G2: with a parent that is here with another sequence',
    () => sams({ parents: [head(world.client.strand, 9, idToBytes(world.last.hash))] }),
  ],
  [
    'G2: with a parent that is here in another strand',
    () => sams({ parents: [head(world.kim.strand, world.last.seq, idToBytes(world.last.hash))] }),
  ],
  ['G2: that is its own parent, as near as one can come', () => sams({ parents: [head(world.sam.strand, 1, zeros(32).fill(5))] })],
  [
    'G3: of a strand that nobody made known',
    async () => {
      const stranger = await createWriter(world.random, world.record);
      const parts = { ...world.good('change'), strand: number(stranger.strand, 7), seq: 0, prev: zeros(32) };
      return { strand: stranger.strand, seq: 0, bytes: await seal(parts, stranger.signer) };
    },
  ],
  [
    'G3: that names its own strand’s key in a strand that nobody made known',
    async () => {
      const parts = { ...world.good('link'), strand: number(world.newcomer.strand, 7), seq: 0, prev: zeros(32) };
      return { strand: world.newcomer.strand, seq: 0, bytes: await seal(parts, world.newcomer.signer) };
    },
  ],
  [
    'G3: that claims a strand which is not its key’s for a recovery',
    async () => {
      const strand = 12_345 as Strand;
      return { strand, seq: 0, bytes: await seal({ ...world.good('recover'), strand: number(strand, 7) }, world.fresh.signer) };
    },
  ],
  ['G4: signed by another device', async () => at(world, 'change', await seal(world.good('change'), world.kim.signer))],
  ['G4: signed by the client', async () => at(world, 'change', await seal(world.good('change'), world.client.signer))],
  ['G4: with a signature of zeros', async () => at(world, 'change', unsigned(world.good('change'), zeros(64)))],
  [
    'G4: with the signature of the strand’s entry before',
    async () => at(world, 'change', unsigned(world.good('change'), world.first.signature)),
  ],
  [
    'G4: signed without the domain',
    async () => at(world, 'change', unsigned(world.good('change'), await world.sam.signer.sign(headerOf(world.good('change'))))),
  ],
];

describe('an entry waits, and nothing of it is stored', () => {
  it.each(EARLY)('%s', async (_, make) => {
    const ledger = await begun();
    const before = ledger.heads();
    const early = lone(await make());
    expect(await ledger.offer(early)).toMatchObject({ admitted: [], refusals: [], forks: [], waiting: 1 });
    expect(ledger.heads()).toEqual(before);
    // The same again takes no more room, and the others go on.
    expect(await ledger.offer(early)).toMatchObject({ waiting: 1 });
    expect((await ledger.offer(update(world.honest))).admitted.map(({ hash }) => hash)).toEqual([world.honest.hash]);
  });
});

describe('what waits', () => {
  it('G7: is stored as soon as what it builds on is here', async () => {
    const ledger = new Ledger(world.record);
    const { stored, honest } = world;
    for (const entry of [honest, ...stored.toReversed()]) await ledger.offer(update(entry));
    expect(ledger.waiting).toBe(0);
    expect(ledger.index.entries).toHaveLength(stored.length + 1);
  });

  /** Entries of a strand that nobody knows, from its second on: they can wait for ever. Nobody need sign them. */
  const flood = (count: number, ciphertextBytes: number): Bytes => {
    const strand = 77 as Strand;
    const parts = { ...world.good('change'), strand: number(strand, 7), parents: [], ciphertext: zeros(ciphertextBytes) };
    const entries = Array.from({ length: count }, (_, i) => unsigned({ ...parts, seq: i + 1, prev: zeros(32).fill(1) }, zeros(64)));
    return writeUpdate(new Map([[strand, { from: 1, entries }]]));
  };

  it('G7: is at most 4,000 entries, and what is honest is taken all the same', async () => {
    expect(WAITING_LIMITS).toEqual({ entries: 4000, bytes: 16 * 1024 * 1024 });
    const ledger = await begun();
    await ledger.offer(flood(4050, 20));
    expect(ledger.waiting).toBe(4000);
    await ledger.offer(flood(4050, 21));
    expect(ledger.waiting).toBe(4000);
    expect((await ledger.offer(update(world.honest))).admitted).toHaveLength(1);
  });

  it('G7: is at most 16 MiB', async () => {
    const ledger = await begun();
    const bytes = 250 * 1024;
    for (let i = 0; i < 3; i++) await ledger.offer(flood(40, bytes + i));
    expect(ledger.waiting).toBeGreaterThan(0);
    expect(ledger.waiting * bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    // One more as large would not fit.
    expect((ledger.waiting + 1) * (bytes + 1024)).toBeGreaterThan(16 * 1024 * 1024);
    expect((await ledger.offer(update(world.honest))).admitted).toHaveLength(1);
  });
});
