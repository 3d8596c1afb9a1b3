import { describe, expect, it } from 'vitest';
import { Ledger, linkProofBytes, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from './cast.ts';
import type { Writer } from './cast.ts';

const WINDOW = { entries: 5, bytes: 100_000 };
const update = (...entries: readonly Entry[]) => writeUpdate(runsOf(entries));

const team = async () => {
  const world = await beginRecord(seededRandom(61));
  const [sam, kim] = [await createWriter(world.random, world.record), await createWriter(world.random, world.record)];
  const admits = [await world.admit(sam, memberId(1)), await world.admit(kim, memberId(2))];
  const ledger = new Ledger(world.record, WINDOW);
  await ledger.offer(update(world.begin, ...admits));
  const writes = async (writer: Writer, count: number, say = 1) => {
    const entries: Entry[] = [];
    for (let i = 0; i < count; i++) {
      const parents = writer.seq === 0 ? admits.slice(-1) : [];
      entries.push(await writer.write({ kind: 'change' }, { page: PAGE, key: world.key, say: new Uint8Array(say), parents }));
    }
    return entries;
  };
  return { ...world, sam, kim, ledger, writes };
};

describe('a strand’s window', () => {
  it('G8: a strand runs ahead of the client so far and no further; what is beyond comes when the client has moved on', async () => {
    const { client, sam, kim, ledger, writes } = await team();
    const [flood, other] = [await writes(sam, 12), await writes(kim, 3)];
    const verdict = await ledger.offer(update(...flood, ...other));
    expect([verdict.admitted.length, verdict.beyond, verdict.waiting, verdict.refusals]).toEqual([8, 7, 0, []]);
    expect(ledger.lengthOf(kim.strand)).toBe(3);
    // Nothing of it stays in the way, and asking again changes nothing.
    expect((await ledger.offer(update(...flood))).admitted).toEqual([]);
    const last = flood[4];
    if (!last) throw new Error('there are twelve');
    await ledger.offer(update(await client.write({ kind: 'seen', opened: new Uint8Array(0) }, { parents: [last] })));
    await ledger.offer(update(...flood));
    expect(ledger.lengthOf(sam.strand)).toBe(10);
  });

  it('G8: what the client has built on comes in with their word, however much it is', async () => {
    const { client, sam, ledger, writes } = await team();
    const words = await writes(sam, 12);
    const last = words.at(-1);
    if (!last) throw new Error('there are twelve');
    const seen = await client.write({ kind: 'seen', opened: new Uint8Array(0) }, { parents: [last] });
    expect(await ledger.offer(update(...words, seen))).toMatchObject({ beyond: 0, waiting: 0 });
    expect(ledger.lengthOf(sam.strand)).toBe(12);
  });

  it('G8: the window is one of bytes too, and one entry always fits', async () => {
    const { sam, ledger, writes } = await team();
    const large = await writes(sam, 3, 90_000);
    const verdict = await ledger.offer(update(...large));
    expect([verdict.admitted.length, verdict.beyond]).toEqual([1, 2]);
  });

  it('G8: a device that a member names shares their window', async () => {
    const { record, sam, random, ledger, writes } = await team();
    const accomplice = await createWriter(random, record);
    const proof = await accomplice.signer.sign(linkProofBytes(record, sam.strand, accomplice.keys));
    const [first] = await writes(sam, 1);
    const link = await sam.write({ kind: 'link', device: accomplice.keys, proof });
    if (!first) throw new Error('one was written');
    const more = await writes(accomplice, 9);
    const verdict = await ledger.offer(update(first, link, ...more));
    expect([verdict.admitted.length, verdict.beyond]).toEqual([5, 6]);
  });

  it('G8: the client has none, and what a device wrote or stored itself is never beyond', async () => {
    const { client, sam, ledger, record, begin, key, writes } = await team();
    const own: Entry[] = [];
    for (let i = 0; i < 12; i++) own.push(await client.write({ kind: 'change' }, { page: PAGE, key }));
    expect((await ledger.offer(update(...own))).admitted).toHaveLength(12);
    const flood = await writes(sam, 12);
    expect((await ledger.append(flood)).admitted).toHaveLength(12);
    const again = new Ledger(record, WINDOW);
    const stored = [...ledger.missing(new Map())];
    for (const slice of stored) expect((await again.restore(slice)).beyond).toBe(0);
    expect(again.heads()).toEqual(ledger.heads());
    void begin;
  });
});
