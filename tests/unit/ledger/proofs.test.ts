import { expect, it } from 'vitest';
import { createSigningKey } from '#crypto';
import { hasProofs, isKind, recoverProofBytes } from '#ledger';
import { beginRecord, createWriter, memberId, seededRandom } from './cast.ts';

it('G5: a recovery is proved by the root key alone, and by nothing where none is known', async () => {
  const { root, begin, record, random } = await beginRecord(seededRandom(17));
  if (!isKind(begin, 'begin')) throw new Error('A record begins with begin.');
  const { rootSign, rootBox, receipts } = begin.facts;
  const phone = await createWriter(random, record);
  const facts = { kind: 'recover' as const, number: 1, device: phone.keys, line: [], rootSign, rootBox, receipts };
  const proof = await root.sign(recoverProofBytes(record, phone.strand, facts));
  const recovery = await phone.write({ ...facts, proof }, { parents: [begin] });
  const other = await createSigningKey(random(32));
  expect(await hasProofs(recovery, record, () => root.publicKey)).toBe(true);
  expect(await hasProofs(recovery, record, () => other.publicKey)).toBe(false);
  expect(await hasProofs(recovery, record, () => null)).toBe(false);
  expect(await hasProofs(recovery, record)).toBe(false);
});

it('G5: an admit is proved without a root key, for its own record', async () => {
  const { admit, record, random } = await beginRecord(seededRandom(18));
  const other = await beginRecord(seededRandom(19));
  const entry = await admit(await createWriter(random, record), memberId(1));
  expect(await hasProofs(entry, record)).toBe(true);
  expect(await hasProofs(entry, other.record)).toBe(false);
});
