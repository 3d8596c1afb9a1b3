import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '#base';
import type { Decoder } from '../../fuzz/decoder.ts';
import { createDecoders } from '../../fuzz/decoders.ts';
import { applyEdits } from '../../fuzz/edits.ts';
import type { Edit } from '../../fuzz/edits.ts';
import { Mutations, tryBytes } from '../../fuzz/mutation.ts';

// A short run of `npm run fuzz`, with fast-check to make what it finds small.

let mutations: Mutations;
beforeAll(async () => {
  mutations = new Mutations(await createDecoders());
});

const NAMES = [
  ...['entry', 'update', 'words', 'heads', 'gate', 'change-to-plan', 'change-to-texts', 'person-card', 'page-card', 'grant-card', 'item'],
  ...['message', 'blob-message', 'cursor', 'channel', 'signal', 'sealed-signal', 'published', 'wire'],
  ...['invite-code', 'invite-message', 'guest-card', 'invite-frame', 'invite-host', 'invite-guest', 'recovery-words'],
  ...['notice', 'introduction', 'welcome', 'carried-keys', 'opened', 'record-row', 'installation'],
];

const anywhere = fc.nat({ max: 2 ** 20 });
const few = fc.integer({ min: 1, max: 200 });
const someBytes = (maxLength: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength }).map((bytes) => new Uint8Array(bytes));

const editOf = (others: readonly Bytes[]): fc.Arbitrary<Edit> =>
  fc.oneof(
    fc.record({ type: fc.constant('flip' as const), at: anywhere, bit: fc.nat({ max: 7 }) }),
    fc.record({ type: fc.constant('set' as const), at: anywhere, byte: fc.nat({ max: 255 }) }),
    fc.record({ type: fc.constant('cut' as const), at: anywhere }),
    fc.record({ type: fc.constant('drop' as const), at: anywhere, length: few }),
    fc.record({ type: fc.constant('insert' as const), at: anywhere, bytes: someBytes(60) }),
    fc.record({ type: fc.constant('double' as const), at: anywhere, length: few }),
    fc.record({ type: fc.constant('splice' as const), at: anywhere, from: anywhere, other: fc.constantFrom(...others) }),
    fc.record({
      type: fc.constant('swell' as const),
      at: anywhere,
      length: fc.constantFrom(2, 4, 5, 7, 8, 9, 10, 180),
      zeros: fc.boolean(),
    }),
    fc.record({ type: fc.constant('number' as const), at: anywhere, size: fc.integer({ min: 1, max: 7 }), value: fc.maxSafeNat() }),
  );

/** Real bytes changed a little; now and then bytes that never were anything. */
const inputsOf = (decoder: Decoder): fc.Arbitrary<Bytes> => {
  const seeds = mutations.seedsOf(decoder);
  const changed = fc
    .tuple(fc.constantFrom(...seeds), fc.array(editOf(seeds), { minLength: 1, maxLength: 5 }))
    .map(([seed, edits]) => applyEdits(seed, edits));
  return fc.oneof({ arbitrary: changed, weight: 20 }, { arbitrary: someBytes(400), weight: 1 });
};

/** Many inputs each, on a machine that may do other things too. */
const LONG = { timeout: 60_000 };

describe('whatever bytes it is given, it refuses them or takes them, and keeps what it promises', () => {
  it.each(NAMES)('%s', LONG, async (name) => {
    const decoder = mutations.decoders.find((one) => one.name === name);
    if (!decoder) throw new Error('no such decoder');
    await fc.assert(
      fc.asyncProperty(inputsOf(decoder), async (bytes) => {
        const { problem } = await tryBytes(decoder, bytes);
        expect(problem).toBeNull();
      }),
      { numRuns: decoder.runs, seed: 20_260_105 },
    );
  });

  it('is said of every decoder', () => {
    expect(mutations.decoders.map(({ name }) => name).sort()).toEqual(NAMES.toSorted());
  });
});

describe('a mutation', () => {
  it('is the same each time that it is drawn, and there are many', () => {
    const drawn = Array.from({ length: 400 }, (_, n) => mutations.draw(n, null));
    for (const [n, { decoder, bytes }] of drawn.entries()) expect(mutations.draw(n, null)).toEqual({ decoder, bytes });
    expect(new Set(drawn.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBeGreaterThan(380);
    expect(new Set(drawn.map(({ decoder }) => decoder.name)).size).toBeGreaterThan(20);
  });

  it('that makes a decoder throw, break its promise or never end in time is called one', async () => {
    const of = (check: Decoder['check']): Decoder => ({ name: 'made up', share: 1, runs: 1, check });
    const bytes = new Uint8Array(3);
    expect(
      await tryBytes(
        of(() => true),
        bytes,
      ),
    ).toMatchObject({ taken: true, problem: null });
    const threw = await tryBytes(
      of(() => {
        throw new RangeError('too deep');
      }),
      bytes,
    );
    expect(threw.problem).toContain('too deep');
    const rejected = await tryBytes(
      of(async () => Promise.reject(new Error('later'))),
      bytes,
    );
    expect(rejected.problem).toContain('later');
    const slow = await tryBytes(
      of(() => new Promise((resolve) => setTimeout(() => resolve(false), 40))),
      bytes,
      20,
    );
    expect(slow.problem).toContain('three times');
  });
});
