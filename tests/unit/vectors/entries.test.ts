import { describe, expect, it } from 'vitest';
import { hexToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { createBoxKey, createSigningKey, isSoundSignKey, seedFromWords, toBoxKey, toSignKey, wordsFromSeed } from '#crypto';
import type { SignKey } from '#crypto';
import {
  hasProofs,
  isKind,
  keyIdOf,
  openWords,
  readEntry,
  readUpdate,
  recordIdOf,
  sealEntry,
  strandOf,
  toEntryHash,
  toKeyId,
  toPageId,
  toPageKey,
  toRecordId,
  toStrand,
  writeUpdate,
} from '#ledger';
import type { Entry, Head, Run, Strand } from '#ledger';
import { openKeyBox } from '#team';
import { rootOf } from '../../../src/device/recovery.ts';
import { KIND_CODES } from '../../../src/ledger/facts.ts';
import { readWords, writeWords } from '../../../src/ledger/words.ts';
import { Receipts } from '../../../src/sync/replica/receipts.ts';
import boxes from '../../vectors/boxes.json';
import entries from '../../vectors/entries.json';
import keys from '../../vectors/keys.json';
import padding from '../../vectors/padding.json';
import updates from '../../vectors/updates.json';
import { toJson } from '../../vectors/make/json.ts';

// What this app makes of the inputs in tests/vectors, and reads of the outputs: byte for byte.

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('A vector names something that is not there.');
  return value;
};
const hex = (text: string): Bytes => certain(hexToBytes(text));
const strand = (value: number): Strand => certain(toStrand(value));
const read = (text: string): Entry => {
  const entry = readEntry(hex(text));
  if (!entry.ok) throw new Error(entry.error.type);
  return entry.value;
};
const named = (name: string): Bytes => hex(certain(entries.entries.find((one) => one.name === name)).outputs.entry);

describe('keys and ids', () => {
  it('are made from the seeds of the vectors', async () => {
    for (const device of keys.devices) {
      const [signer, box] = [await createSigningKey(hex(device.signSeed)), await createBoxKey(hex(device.boxSeed))];
      expect([signer.publicKey, box.publicKey, strandOf(signer.publicKey)]).toEqual([device.signKey, device.boxKey, device.strand]);
    }
  });

  it('of the root are made from the recovery words', async () => {
    for (const root of keys.roots) {
      expect(wordsFromSeed(hex(root.entropy))).toEqual(root.words);
      expect(seedFromWords(root.words)).toEqual(hex(root.entropy));
      const { rootSign, rootBox } = rootOf(hex(root.entropy));
      expect([rootSign.reveal(), rootBox.reveal()]).toEqual([hex(root.signSeed), hex(root.boxSeed)]);
      expect((await createSigningKey(rootSign.reveal())).publicKey).toBe(root.signKey);
      expect((await createBoxKey(rootBox.reveal())).publicKey).toBe(root.boxKey);
    }
    for (const { words } of keys.unsoundWords) expect(seedFromWords(words.split(' '))).toBeNull();
  });

  it('of the record and of its pages are those of the vectors', () => {
    const begin = read(certain(entries.entries[0]).outputs.entry);
    if (!isKind(begin, 'begin')) throw new Error('A record begins with begin.');
    expect(recordIdOf(begin.facts)).toBe(keys.record.recordId);
    for (const { record, page, key, keyId } of keys.pageKeys)
      expect(keyIdOf(certain(toRecordId(record)), certain(toPageId(page)), hex(key))).toBe(keyId);
  });

  it('that are not sound are refused', () => {
    for (const { key, why } of keys.unsoundSignKeys) expect(isSoundSignKey(toSignKey(key)), why).toBe(false);
    for (const { signKey } of keys.devices) expect(isSoundSignKey(toSignKey(signKey))).toBe(true);
  });
});

describe('an entry', () => {
  it('of every kind is among the vectors', () => {
    expect(new Set(entries.entries.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KIND_CODES)));
  });

  it('is sealed to the same bytes from the same inputs', async () => {
    for (const { name, inputs, outputs } of entries.entries) {
      const { facts } = read(outputs.entry);
      const record = certain(toRecordId(inputs.record));
      const page = inputs.page === null ? null : certain(toPageId(inputs.page));
      const { words } = inputs;
      const sealed = await sealEntry(
        {
          record,
          strand: strand(inputs.strand),
          seq: inputs.sequence,
          prev: inputs.previous === null ? null : certain(toEntryHash(inputs.previous)),
          parents: inputs.parents.map((head): Head => ({
            strand: strand(head.strand),
            seq: head.sequence,
            hash: certain(toEntryHash(head.hash)),
          })),
          facts,
          page,
          words: words && {
            key: await toPageKey(record, certain(page), hex(words.key)),
            say: { time: toInstant(words.time), payload: hex(words.payload) },
          },
        },
        await createSigningKey(hex(inputs.signSeed)),
        () => hex(certain(words?.nonce)),
      );
      if (!sealed.ok) throw new Error(sealed.error.type);
      const { header, hash, signature, ciphertext, bytes } = sealed.value;
      expect(toJson({ header, hash, signature, ciphertext, entry: bytes }), name).toEqual({
        header: outputs.header,
        hash: outputs.hash,
        signature: outputs.signature,
        ciphertext: outputs.ciphertext,
        entry: outputs.entry,
      });
    }
  });

  it('reads back as its inputs, and opens to its words', async () => {
    for (const { name, kind, inputs, outputs } of entries.entries) {
      const entry = read(outputs.entry);
      expect(entry.facts.kind).toBe(kind);
      expect(toJson(entry.facts), name).toEqual(inputs.facts);
      expect([entry.strand, entry.seq, entry.prev, entry.page, entry.keyId]).toEqual([
        inputs.strand,
        inputs.sequence,
        inputs.previous,
        inputs.page,
        inputs.words?.keyId ?? null,
      ]);
      expect(toJson(entry.parents)).toEqual(inputs.parents);
      if (!inputs.words || !entry.page) continue;
      const opened = await openWords(entry, await toPageKey(entry.record, entry.page, hex(inputs.words.key)));
      expect(opened).toEqual({ ok: true, value: { time: inputs.words.time, payload: hex(inputs.words.payload) } });
    }
  });

  it('that makes keys known has their proofs', async () => {
    const root: SignKey = toSignKey(keys.record.rootSign);
    for (const { outputs, inputs } of entries.entries)
      expect(await hasProofs(read(outputs.entry), certain(toRecordId(inputs.record)), () => root)).toBe(true);
  });

  it('has its words padded to the size steps', () => {
    for (const { payload, plaintext } of padding.lengths)
      expect(writeWords({ time: toInstant(1), payload: new Uint8Array(payload) })).toHaveLength(plaintext);
    for (const { time, payload, plaintext } of padding.plaintexts) {
      expect(writeWords({ time: toInstant(time), payload: hex(payload) })).toEqual(hex(plaintext));
      expect(readWords(hex(plaintext))).toEqual({ ok: true, value: { time, payload: hex(payload) } });
    }
    for (const { plaintext, why } of padding.malformed)
      expect(readWords(hex(plaintext)), why).toEqual({ ok: false, error: { type: 'malformed' } });
  });
});

describe('an update', () => {
  it('is written to the same bytes and read back', () => {
    for (const { name, runs, update } of updates.updates) {
      const of = new Map<Strand, Run>(runs.map((run) => [strand(run.strand), { from: run.from, entries: run.entries.map(named) }]));
      expect(writeUpdate(of), name).toEqual(hex(update));
      expect(readUpdate(hex(update)), name).toEqual({ ok: true, value: of });
    }
  });

  it.each(updates.refused)('$rule: is refused as $reason: $what', ({ reason, update }) => {
    expect(readUpdate(hex(update))).toEqual({ ok: false, error: { type: 'bad-update', reason } });
  });

  it('of the vectors is refused for each reason that the page numbers', () => {
    expect([...new Set(updates.refused.map(({ rule }) => rule))].sort()).toEqual([
      'U1',
      'U10',
      ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `U${n}`),
    ]);
  });
});

describe('a box', () => {
  it('of a page key opens for its receiver, and holds the key with that id', async () => {
    for (const { what, place, receiverSeed, sealed, key } of boxes.boxes) {
      const at = {
        record: certain(toRecordId(place.record)),
        strand: strand(place.strand),
        seq: place.sequence,
        page: certain(toPageId(place.page)),
        keyId: certain(toKeyId(place.keyId)),
        receiver: typeof place.receiver === 'number' ? strand(place.receiver) : ('root' as const),
      };
      const mine = await createBoxKey(hex(receiverSeed));
      expect(await openKeyBox(hex(sealed), at, mine), what).toEqual(hex(key));
      expect(keyIdOf(at.record, at.page, hex(key))).toBe(place.keyId);
      expect(await openKeyBox(hex(sealed), { ...at, seq: at.seq + 1 }, mine)).toBeNull();
      expect(await openKeyBox(hex(sealed), at, await createBoxKey(hex(key)))).toBeNull();
    }
  });

  it('of a receipt opens for the client', async () => {
    for (const { place, receiverSeed, opened } of boxes.receipts) {
      const seen = read(certain(entries.entries.find(({ name }) => name === 'seen, with what was opened')).outputs.entry);
      const key = await createBoxKey(hex(receiverSeed));
      expect(key.publicKey).toBe(toBoxKey(keys.record.receipts));
      const receipts = new Receipts({ record: certain(toRecordId(place.record)) } as never, key);
      await receipts.learn([seen]);
      for (const { page, at } of opened) expect(receipts.lastOpened(strand(place.strand), certain(toPageId(page)))).toBe(at);
    }
  });
});
