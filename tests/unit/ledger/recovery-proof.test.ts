import { expect, it } from 'vitest';
import { createBoxKey, createSigningKey } from '#crypto';
import type { SigningKey } from '#crypto';
import { isKind, Ledger, recoverProofBytes, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { beginRecord, createWriter, seededRandom } from './cast.ts';

const update = (...entries: readonly Entry[]) => writeUpdate(runsOf(entries));

const record = async () => {
  const world = await beginRecord(seededRandom(71));
  const { random, begin } = world;
  if (!isKind(begin, 'begin')) throw new Error('a record begins with begin');
  /** A new device of the client's, by whoever holds `root`; from here on the root is `next`. */
  const recovers = async (root: SigningKey, next: SigningKey, number: number, parents: readonly Entry[]) => {
    const device = await createWriter(random, world.record);
    const facts = {
      kind: 'recover' as const,
      number,
      device: device.keys,
      line: [{ strand: begin.strand, seq: begin.seq, hash: begin.hash }],
      rootSign: next.publicKey,
      rootBox: begin.facts.rootBox,
      receipts: (await createBoxKey(random(32))).publicKey,
    };
    const proof = await root.sign(recoverProofBytes(world.record, device.strand, facts));
    return device.write({ ...facts, proof }, { parents });
  };
  return { ...world, recovers, newRoot: () => createSigningKey(random(32)) };
};

it('G5: a recovery needs the root key that was in force for what it builds on', async () => {
  const { record: id, root, begin, recovers, newRoot } = await record();
  const [next, stranger] = [await newRoot(), await newRoot()];
  const first = await recovers(root, next, 1, [begin]);
  const ledger = new Ledger(id);
  expect((await ledger.offer(update(begin, first))).admitted).toHaveLength(2);
  const types = async (entry: Entry) => (await ledger.offer(update(entry))).refusals.map(({ type }) => type);
  expect(await types(await recovers(stranger, stranger, 2, [first]))).toEqual(['bad-proof']);
  // The old sheet, by somebody who builds on the recovery that put another in its place.
  expect(await types(await recovers(root, root, 2, [first]))).toEqual(['bad-proof']);
  expect(await types(await recovers(next, root, 2, [first]))).toEqual([]);
  expect(await types(await recovers(root, root, 1, []))).toEqual(['bad-proof']);
});

it('G5: what is refused when it has waited is not the fault of whoever brought what it waited for', async () => {
  const { record: id, root, client, begin, recovers, newRoot } = await record();
  const ledger = new Ledger(id);
  await ledger.offer(update(begin));
  const honest = await client.write({ kind: 'seen', opened: new Uint8Array(0) });
  const hostile = await recovers(await newRoot(), root, 1, [honest]);
  expect(await ledger.offer(update(hostile))).toMatchObject({ admitted: [], waiting: 1, refusals: [] });
  expect(await ledger.offer(update(honest))).toMatchObject({ admitted: [honest], waiting: 0, refusals: [] });
});

it('G5: of two recoveries that had not seen each other both are stored, in whatever order they come', async () => {
  const { record: id, root, begin, recovers, newRoot } = await record();
  const [one, other] = [await recovers(root, await newRoot(), 1, [begin]), await recovers(root, await newRoot(), 1, [begin])];
  const [a, b] = [new Ledger(id), new Ledger(id)];
  for (const entry of [begin, one, other]) expect((await a.offer(update(entry))).refusals).toEqual([]);
  for (const entry of [begin, other, one]) expect((await b.offer(update(entry))).refusals).toEqual([]);
  expect(new Set(a.heads().map(({ hash }) => hash))).toEqual(new Set(b.heads().map(({ hash }) => hash)));
  expect(a.index.entries).toHaveLength(3);
});
