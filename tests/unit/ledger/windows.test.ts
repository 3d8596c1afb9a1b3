import { expect, it } from 'vitest';
import { createSigningKey } from '#crypto';
import { clinkProofBytes, isKind, Ledger, linkProofBytes, recoverProofBytes, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import type { Window } from '../../../src/ledger/budgets.ts';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from './cast.ts';
import type { Writer } from './cast.ts';

// G8: whose window an entry is counted in, and when it moves on.

const NOTHING_OPENED = new Uint8Array(0);
const update = (...entries: readonly Entry[]) => writeUpdate(runsOf(entries));

const team = async (window: Window = { entries: 5, bytes: 1_000_000 }) => {
  const world = await beginRecord(seededRandom(83));
  const { random, record, client, key } = world;
  const newcomer = () => createWriter(random, record);
  const [sam, kim] = [await newcomer(), await newcomer()];
  const admits = [await world.admit(sam, memberId(1)), await world.admit(kim, memberId(2))];
  const ledger = new Ledger(record, window);
  await ledger.offer(update(world.begin, ...admits));
  const writes = async (writer: Writer, count: number, say = 1): Promise<readonly Entry[]> => {
    const entries: Entry[] = [];
    for (let i = 0; i < count; i++) entries.push(await writer.write({ kind: 'change' }, { page: PAGE, key, say: new Uint8Array(say) }));
    return entries;
  };
  const links = async (by: Writer, to: Writer) =>
    by.write({ kind: 'link', device: to.keys, proof: await to.signer.sign(linkProofBytes(record, by.strand, to.keys)) });
  const clinks = async (to: Writer) =>
    client.write({ kind: 'clink', device: to.keys, proof: await to.signer.sign(clinkProofBytes(record, client.strand, to.keys)) });
  /** How many of some entries are stored, offered one at a time. */
  const storedOf = async (entries: readonly Entry[]): Promise<number> => {
    let stored = 0;
    for (const entry of entries) stored += (await ledger.offer(update(entry))).admitted.length;
    return stored;
  };
  return { ...world, sam, kim, ledger, writes, links, clinks, storedOf, newcomer };
};

it('G8: a device that was recovered has no window, being the client’s', async () => {
  const { root, begin, record, random, newcomer, writes, storedOf } = await team();
  if (!isKind(begin, 'begin')) throw new Error('A record begins with begin.');
  const phone = await newcomer();
  const next = await createSigningKey(random(32));
  const { rootBox, receipts } = begin.facts;
  const line = [{ strand: begin.strand, seq: begin.seq, hash: begin.hash }];
  const facts = { kind: 'recover' as const, number: 1, device: phone.keys, line, rootSign: next.publicKey, rootBox, receipts };
  const proof = await root.sign(recoverProofBytes(record, phone.strand, facts));
  const recovery = await phone.write({ ...facts, proof }, { parents: [begin] });
  expect(await storedOf([recovery, ...(await writes(phone, 9))])).toBe(10);
});

it('G8: a device that the client’s clink names has no window, one that a link of theirs names has', async () => {
  const { client, links, clinks, newcomer, writes, storedOf } = await team();
  const [laptop, other] = [await newcomer(), await newcomer()];
  expect(await storedOf([await clinks(laptop), ...(await writes(laptop, 9))])).toBe(10);
  expect(await storedOf([await links(client, other), ...(await writes(other, 9))])).toBe(6);
});

it('G8: a device that two members name shares the window of the one who named it first', async () => {
  const { sam, kim, links, newcomer, writes, storedOf } = await team();
  const accomplice = await newcomer();
  expect(await storedOf([...(await writes(sam, 2)), await links(sam, accomplice), await links(kim, accomplice)])).toBe(4);
  expect(await storedOf(await writes(accomplice, 9))).toBe(2);
  expect(await storedOf(await writes(kim, 9))).toBe(4);
});

it('G8: one entry fits that is larger than the window, and the next does not', async () => {
  const { sam, writes, storedOf } = await team({ entries: 5, bytes: 1000 });
  expect(await storedOf(await writes(sam, 3, 2000))).toBe(1);
});

it('G8: a window is full at its last byte and not before', async () => {
  const lengths = (entries: readonly Entry[]) => entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const sizes = await team();
  const two = lengths(await sizes.writes(sizes.sam, 2));
  for (const [bytes, stored] of [
    [two, 2],
    [two - 1, 1],
  ] as const) {
    const { sam, writes, storedOf } = await team({ entries: 5, bytes });
    expect(await storedOf(await writes(sam, 3))).toBe(stored);
  }
});

it('G8: a window moves on with what any one device of the client has built on', async () => {
  const { client, sam, clinks, newcomer, writes, storedOf } = await team();
  const laptop = await newcomer();
  const flood = await writes(sam, 12);
  expect(await storedOf([await clinks(laptop), ...flood])).toBe(6);
  const seen = await laptop.write({ kind: 'seen', opened: NOTHING_OPENED }, { parents: flood.slice(3, 4) });
  expect(await storedOf([seen, ...flood.slice(5)])).toBe(1 + 4);
  expect(await storedOf([await client.write({ kind: 'seen', opened: NOTHING_OPENED }), ...flood.slice(9)])).toBe(1);
});

it('G8: what nobody signed lets nothing in that is too far ahead', async () => {
  const { client, sam, ledger, writes } = await team();
  const flood = await writes(sam, 12);
  const seen = await client.write({ kind: 'seen', opened: NOTHING_OPENED }, { parents: flood.slice(11) });
  const bytes = seen.bytes.slice().fill(0, 4 + seen.header.length, 4 + seen.header.length + seen.signature.length);
  const runs = new Map(runsOf(flood)).set(client.strand, { from: seen.seq, entries: [bytes] });
  expect((await ledger.offer(update(...flood))).admitted).toHaveLength(5);
  expect((await ledger.offer(writeUpdate(runs))).admitted).toEqual([]);
  expect((await ledger.offer(update(...flood, seen))).admitted).toHaveLength(8);
});

it('G8: a member who builds on what is too far ahead lets it in as far as their own window has room', async () => {
  for (const [upTo, stored] of [
    [6, 3],
    [9, 6],
    [10, 0],
  ] as const) {
    const { kim, sam, key, ledger, writes } = await team();
    const flood = await writes(sam, 12);
    const answer = await kim.write({ kind: 'change' }, { page: PAGE, key, parents: flood.slice(upTo, upTo + 1) });
    expect((await ledger.offer(update(...flood))).admitted).toHaveLength(5);
    expect((await ledger.offer(update(...flood, answer))).admitted).toHaveLength(stored);
  }
});

it('G8: what a member takes on counts by its bytes too', async () => {
  const sizes = await team();
  const [one] = await sizes.writes(sizes.sam, 1, 5000);
  const size = one?.bytes.length ?? 0;
  for (const [upTo, stored] of [
    [5, 3],
    [7, 5],
    [8, 0],
  ] as const) {
    const { kim, sam, key, ledger, writes } = await team({ entries: 50, bytes: 4 * size });
    const flood = await writes(sam, 12, 5000);
    const answer = await kim.write({ kind: 'change' }, { page: PAGE, key, parents: flood.slice(upTo, upTo + 1) });
    expect((await ledger.offer(update(...flood))).admitted).toHaveLength(4);
    expect((await ledger.offer(update(...flood, answer))).admitted).toHaveLength(stored);
  }
});

it('G8: as much comes in at once as would one by one', async () => {
  const { sam, ledger, writes, storedOf } = await team({ entries: 4, bytes: 1_000_000 });
  expect(await storedOf(await writes(sam, 2))).toBe(2);
  expect((await ledger.offer(update(...(await writes(sam, 5))))).admitted).toHaveLength(2);
});
