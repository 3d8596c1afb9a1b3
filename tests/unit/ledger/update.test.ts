import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { Ledger, readUpdate, runsOf, writeUpdate } from '#ledger';
import { zeros } from './malformed/parts.ts';
import { longUint, varUint } from './malformed/updates.ts';
import { createWorld } from './malformed/world.ts';
import type { World } from './malformed/world.ts';

// Section 3 of docs/protocol.md: what passes is written anew. So what may be written in several ways need not be refused.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** Robin's first entry, with every number in as many bytes more than it needs as fit. */
const longWritten = (): Bytes => {
  const { strand } = world.robin;
  const name = textToBytes(String(strand));
  const { bytes } = world.honest;
  return concatBytes(
    ...[longUint(1, 8), longUint(1, 3), varUint(strand), longUint(0, 8)],
    ...[Uint8Array.of(3), longUint(1, 2), longUint(name.length, 4), name, longUint(bytes.length, 5), bytes],
    longUint(0, 6),
  );
};

describe('an update', () => {
  it('G1: passes with numbers that are longer than need be, and is handed on as Yjs writes it', async () => {
    const ledger = new Ledger(world.record);
    await ledger.offer(writeUpdate(runsOf(world.stored)));
    const given = longWritten();
    expect((await ledger.offer(given)).admitted.map(({ hash }) => hash)).toEqual([world.honest.hash]);
    const canonical = writeUpdate(runsOf([world.honest]));
    expect(given.length).toBeGreaterThan(canonical.length);
    const handedOn = [...ledger.missing(new Map(world.stored.map(({ strand, seq }) => [strand, seq + 1])))];
    expect(handedOn).toEqual([canonical]);
    expect(Y.encodeStateAsUpdate(ledger.doc)).toEqual(writeUpdate(runsOf([...world.stored, world.honest])));
  });

  it('G1: passes with its sections in any order', () => {
    const parts = [...runsOf([...world.stored, world.honest])].map((run) => writeUpdate(new Map([run])).slice(1, -1));
    const orders = [parts, parts.toReversed()].map((sections) => concatBytes(varUint(sections.length), ...sections, zeros(1)));
    const [up, down] = orders.map((bytes) => readUpdate(bytes));
    if (!up?.ok || !down?.ok) throw new Error('both are updates');
    expect(writeUpdate(up.value)).toEqual(writeUpdate(down.value));
  });

  it('G1: passes with nothing in it', async () => {
    const ledger = new Ledger(world.record);
    expect(await ledger.offer(Uint8Array.of(0, 0))).toMatchObject({ admitted: [], refusals: [], waiting: 0 });
  });

  it('does not take a number that is no number for one', () => {
    // lib0 reads very many bytes of zeros as NaN, which is neither smaller nor larger than anything: a run without entries passed.
    const nan = longUint(0, 200);
    for (const bytes of [
      concatBytes(nan, zeros(1)),
      concatBytes(varUint(1), nan, varUint(5), zeros(2)),
      concatBytes(varUint(1), varUint(1), varUint(5), nan, zeros(1)),
    ])
      expect(readUpdate(bytes)).toEqual({ ok: false, error: { type: 'bad-update', reason: 'number' } });
  });
});
