import { describe, expect, it } from 'vitest';
import { systemRandom, toInstant } from '#base';
import type { Bytes } from '#base';
import { BLOB_PART_BYTES, Device, MemoryBlobs, toBlobHash } from '#device';
import type { BlobHash, BlobStore, KeptBlob } from '#device';
import { toPageId } from '#ledger';

const open = async (): Promise<Device> => {
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  return device.value;
};

const makers: Record<string, (device: Device, space: string) => BlobStore> = {
  IndexedDB: (device, space) => device.records.blobsOf({ space }),
  memory: () => new MemoryBlobs(),
};

const hashOf = (byte: number): BlobHash => {
  const hash = toBlobHash(new Uint8Array(32).fill(byte));
  if (!hash) throw new Error('32 bytes');
  return hash;
};
const page = toPageId('0011223344556677');
const blob = (byte: number, bytes: number): KeptBlob => {
  if (!page) throw new Error('8 bytes');
  return { hash: hashOf(byte), page, bytes, own: true, at: toInstant(1_700_000_000_000) };
};
const bytes = (length: number): Bytes => Uint8Array.from({ length }, (_, i) => (i * 13) & 255);

describe.each(Object.entries(makers))('a store of blobs in %s', (_, maker) => {
  it('gives back what was kept, part by part, and says what it has', async () => {
    const device = await open();
    const store = maker(device, device.records.createName());
    const sealed = bytes(2 * BLOB_PART_BYTES + 100);
    expect(await store.keep(blob(1, sealed.length), sealed)).toMatchObject({ ok: true });
    expect(await store.list()).toEqual({ ok: true, value: [blob(1, sealed.length)] });
    const parts = await Promise.all([0, 1, 2, 3].map((part) => store.part(hashOf(1), part)));
    expect(parts.map((part) => part?.length ?? null)).toEqual([BLOB_PART_BYTES, BLOB_PART_BYTES, 100, null]);
    expect(parts[2]).toEqual(sealed.slice(2 * BLOB_PART_BYTES));
  });

  it('drops one, and forgets all, with all their parts', async () => {
    const device = await open();
    const store = maker(device, device.records.createName());
    for (const byte of [1, 2, 3]) await store.keep(blob(byte, 70_000), bytes(70_000));
    await store.drop(hashOf(2));
    const left = await store.list();
    expect(left.ok && left.value.map(({ hash }) => hash).sort()).toEqual([hashOf(1), hashOf(3)]);
    expect(await store.part(hashOf(2), 0)).toBeNull();
    await store.forget();
    expect(await store.list()).toEqual({ ok: true, value: [] });
    expect(await store.part(hashOf(1), 1)).toBeNull();
  });
});

describe('on the disk', () => {
  it('one record’s blobs are not another’s, and forgetting a record deletes them', async () => {
    const device = await open();
    const [mine, theirs] = [device.records.createName(), device.records.createName()];
    await device.records.blobsOf({ space: mine }).keep(blob(1, 10), bytes(10));
    expect(await device.records.blobsOf({ space: theirs }).list()).toEqual({ ok: true, value: [] });
    expect(await device.records.blobsOf({ space: theirs }).part(hashOf(1), 0)).toBeNull();
    await device.records.blobsOf({ space: theirs }).forget();
    expect(await device.records.blobsOf({ space: mine }).part(hashOf(1), 0)).toEqual(bytes(10));
  });

  it('a full disk is said to be full, and nothing of the blob is there', async () => {
    const device = await open();
    const store = device.records.blobsOf({ space: device.records.createName() });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below as it was
    const put = IDBObjectStore.prototype.put;
    let written = 0;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      if (this.name === 'blobParts' && ++written > 2) throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, given);
    };
    try {
      expect(await store.keep(blob(1, 300_000), bytes(300_000))).toEqual({ ok: false, error: { type: 'full' } });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await store.list()).toEqual({ ok: true, value: [] });
    expect(await store.part(hashOf(1), 0)).toBeNull();
  });
});
