import { expect, it } from 'vitest';
import { Ledger, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from './cast.ts';

const update = (...entries: readonly Entry[]) => writeUpdate(runsOf(entries));
const hashes = (entries: readonly Entry[]) => entries.map(({ hash }) => hash).sort();

const team = async () => {
  const world = await beginRecord(seededRandom(29));
  const { random, record, client, begin, key } = world;
  const sam = await createWriter(random, record);
  const admit = await world.admit(sam, memberId(1));
  const ledger = new Ledger(record);
  await ledger.offer(update(begin, admit));
  const change = { kind: 'change' } as const;
  return { ...world, sam, admit, client, ledger, change, page: { page: PAGE, key } };
};

it('G6: branches wait with the entry that they part from, and are stored with it', async () => {
  const { client, sam, ledger, change, page } = await team();
  const missing = await client.write(change, page);
  const trunk = await sam.write(change, { ...page, parents: [missing] });
  const [one, other] = [await sam.seal(change, page), await sam.seal(change, page)];
  expect((await ledger.offer(update(trunk, one))).admitted).toEqual([]);
  const early = await ledger.offer(update(other));
  expect([early.admitted, early.waiting]).toEqual([[], 3]);
  const verdict = await ledger.offer(update(missing));
  expect(hashes(verdict.admitted)).toEqual(hashes([missing, trunk, one, other]));
  expect(verdict.waiting).toBe(0);
  expect(verdict.forks).not.toEqual([]);
});

it('G4: an entry that follows one of another strand is never stored', async () => {
  const { begin, sam, ledger, change, page } = await team();
  const stray = await sam.seal(change, { ...page, seq: 1, prev: begin });
  expect((await ledger.append([stray])).admitted).toEqual([]);
  expect(ledger.lengthOf(sam.strand)).toBe(0);
});

it('G6: what is stored and comes again is skipped, and refused where a byte was put behind it', async () => {
  const { admit, ledger } = await team();
  expect(await ledger.offer(update(admit))).toMatchObject({ admitted: [], refusals: [], waiting: 0 });
  const longer = { from: admit.seq, entries: [new Uint8Array([...admit.bytes, 0])] };
  const { refusals } = await ledger.offer(writeUpdate(new Map([[admit.strand, longer]])));
  expect(refusals.map(({ type }) => type)).toEqual(['bad-entry']);
});

it('what a device appends itself is refused nothing', async () => {
  const { sam, admit, ledger, change, page } = await team();
  const word = await sam.write(change, { ...page, parents: [admit] });
  expect(await ledger.append([word])).toMatchObject({ admitted: [word], refusals: [], waiting: 0 });
});
