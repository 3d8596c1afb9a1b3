import { beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '#base';
import { createPageKey, MAX_ENTRY_BYTES, openWords, sealEntry, toPageId } from '#ledger';
import type { Entry, PageId, PageKey } from '#ledger';
import { Waiting } from '../../../src/ledger/waiting.ts';
import { readWords, writeWords } from '../../../src/ledger/words.ts';
import { beginRecord, PAGE, seededRandom } from './cast.ts';

const OTHER = toPageId('00000000000000bb') as PageId;
const random = seededRandom(41);
let begun: Awaited<ReturnType<typeof beginRecord>>;
let key: PageKey;
let another: PageKey;
let entry: Entry;
beforeAll(async () => {
  begun = await beginRecord(random);
  key = await createPageKey(begun.client.record, PAGE, random);
  another = await createPageKey(begun.client.record, PAGE, random);
  entry = await begun.client.write({ kind: 'change' }, { page: PAGE, key, say: Uint8Array.of(1, 2, 3) });
});

const sealed = (payload: number) => {
  const { client } = begun;
  const place = { record: client.record, strand: client.strand, seq: 9, prev: entry.hash, parents: [] };
  const words = { key, say: { time: toInstant(1), payload: new Uint8Array(payload) } };
  return sealEntry({ ...place, facts: { kind: 'change' }, page: PAGE, words }, client.signer, random);
};

describe('sealing', () => {
  it('takes what any device takes, and says how large it would be else', async () => {
    const [fits, not] = [await sealed(200_000), await sealed(MAX_ENTRY_BYTES)];
    expect(fits.ok && fits.value.bytes.length <= MAX_ENTRY_BYTES).toBe(true);
    expect(not).toMatchObject({ ok: false, error: { type: 'too-large' } });
    expect(!not.ok && not.error.bytes > MAX_ENTRY_BYTES).toBe(true);
  });
});

describe('opening', () => {
  it('gives the words under the key that the entry names, and nothing for any other', async () => {
    expect(await openWords(entry, key)).toMatchObject({ ok: true, value: { payload: Uint8Array.of(1, 2, 3) } });
    expect(await openWords(entry, another)).toBeNull();
    expect(await openWords(entry, { ...key, page: OTHER })).toBeNull();
    expect(await openWords(entry, { ...key, id: another.id })).toBeNull();
    const wordless = await begun.client.write({ kind: 'seen', opened: new Uint8Array(0) });
    expect(await openWords(wordless, key)).toBeNull();
  });

  it('says that words are malformed which the right key does not open', async () => {
    expect(await openWords(entry, { ...another, id: key.id })).toEqual({ ok: false, error: { type: 'malformed' } });
  });

  it('tells words of a newer version from broken ones', () => {
    const plain = writeWords({ time: toInstant(5), payload: Uint8Array.of(7) });
    expect(readWords(plain)).toEqual({ ok: true, value: { time: 5, payload: Uint8Array.of(7) } });
    expect(readWords(Uint8Array.of(2, ...plain.slice(1)))).toEqual({ ok: false, error: { type: 'newer-version', version: 2 } });
    expect(readWords(Uint8Array.of(0, ...plain.slice(1)))).toEqual({ ok: false, error: { type: 'malformed' } });
    expect(readWords(plain.slice(0, 5))).toEqual({ ok: false, error: { type: 'malformed' } });
  });
});

describe('the room for what is early', () => {
  it('is as large as it says, in entries and in bytes, and takes nothing twice', async () => {
    const [a, b] = [entry, await begun.client.write({ kind: 'change' }, { page: PAGE, key })];
    const one = new Waiting({ entries: 1, bytes: 1_000_000 });
    expect([one.add(a), one.add(a), one.add(b)]).toEqual([true, true, false]);
    expect([one.size, [...one.entries()]]).toEqual([1, [a]]);
    const exact = new Waiting({ entries: 9, bytes: a.bytes.length + b.bytes.length });
    expect([exact.add(a), exact.add(b)]).toEqual([true, true]);
    const short = new Waiting({ entries: 9, bytes: a.bytes.length + b.bytes.length - 1 });
    expect([short.add(a), short.add(a), short.add(b), short.size]).toEqual([true, true, false, 1]);
    expect(short.takeAll()).toEqual(new Map([[a.strand, [a]]]));
    expect([short.size, short.add(b)]).toEqual([0, true]);
  });
});
