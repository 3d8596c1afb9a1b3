import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Redacted, systemRandom, toInstant } from '#base';
import { Device, MemoryLedgerStore } from '#device';
import type { LedgerStore } from '#device';
import { findText } from './find-text.ts';

const open = async (): Promise<Device> => {
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  return device.value;
};

const filled = (count: number): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  for (let i = 0; i < count; i++) doc.getArray('a').push([Uint8Array.of(i & 255, i >> 8)]);
  return doc;
};

const lengthOf = (update: Uint8Array | null): number => {
  const doc = new Y.Doc();
  if (update) Y.applyUpdate(doc, update);
  return doc.getArray('a').length;
};

const load = async (store: LedgerStore) => {
  const loaded = await store.load();
  if (!loaded.ok) throw new Error(loaded.error.type);
  return loaded.value;
};

const makers: Record<string, (device: Device) => () => LedgerStore> = {
  IndexedDB: (device) => {
    const space = device.records.createName();
    return () => device.records.ledgerStoreOf({ space });
  },
  memory: () => {
    const store = new MemoryLedgerStore();
    return () => store;
  },
};

describe.each(Object.entries(makers))('a ledger store in %s', (_name, maker) => {
  it('gives back what was written to the document', async () => {
    const again = maker(await open());
    const store = again();
    expect(await load(store)).toEqual({ stored: null, branched: [], outbox: [] });
    const doc = filled(3);
    await store.attach(doc, { replace: false });
    doc.getArray('a').push([Uint8Array.of(9)]);
    expect(await store.settled()).toMatchObject({ ok: true });
    await store.close();
    expect(lengthOf((await load(again())).stored)).toBe(4);
  });

  it('keeps what the document has no place for, each once', async () => {
    const again = maker(await open());
    const store = again();
    await load(store);
    await store.attach(filled(1), { replace: false });
    expect(await store.keepBranched([Uint8Array.of(1, 2), Uint8Array.of(3)])).toMatchObject({ ok: true });
    await store.close();
    const { branched } = await load(again());
    expect(branched.map((bytes) => [...bytes]).sort((a, b) => b.length - a.length)).toEqual([[1, 2], [3]]);
  });

  it('has all of 2,000 quick updates on the disk when it says so', async () => {
    const again = maker(await open());
    const store = again();
    await load(store);
    const doc = new Y.Doc({ gc: false });
    await store.attach(doc, { replace: false });
    for (let i = 0; i < 2000; i++) doc.getArray('a').push([Uint8Array.of(i & 255)]);
    expect(await store.settled()).toMatchObject({ ok: true });
    expect(lengthOf((await load(again())).stored)).toBe(2000);
    await store.close();
  });

  it('drops what failed the check', async () => {
    const again = maker(await open());
    const store = again();
    await load(store);
    await store.attach(filled(5), { replace: false });
    await store.settled();
    await store.close();
    const second = again();
    await load(second);
    await second.attach(filled(2), { replace: true });
    await second.settled();
    await second.close();
    expect(lengthOf((await load(again())).stored)).toBe(2);
  });

  it('has what takes the place of it on the disk at once, and leaves the rest alone', async () => {
    const again = maker(await open());
    const store = again();
    await load(store);
    await store.attach(filled(5), { replace: false });
    await store.keepBranched([Uint8Array.of(7)]);
    await store.settled();
    await store.close();
    const second = again();
    await load(second);
    await second.attach(filled(3), { replace: true });
    // No more than this is done before the power goes.
    const found = await load(again());
    expect(lengthOf(found.stored)).toBe(3);
    expect(found.branched.map((bytes) => [...bytes])).toEqual([[7]]);
    await second.close();
  });

  it('keeps own entries in order until they are cleared', async () => {
    const again = maker(await open());
    const store = again();
    await load(store);
    for (const seq of [0, 1, 2, 300]) expect(await store.keepOwn(seq, Uint8Array.of(seq & 255))).toMatchObject({ ok: true });
    expect((await load(again())).outbox.map((bytes) => bytes[0])).toEqual([0, 1, 2, 44]);
    await store.clearOutbox(2);
    expect((await load(again())).outbox.map((bytes) => bytes[0])).toEqual([44]);
    await store.forget();
    expect(await load(again())).toEqual({ stored: null, branched: [], outbox: [] });
  });
});

describe('what this device keeps', () => {
  it('comes back, and lies nowhere in the clear', async () => {
    const device = await open();
    const marker = 'marker-phrase-in-the-hostel-corridor';
    await device.keepDraft('place', marker);
    const id = device.records.createName();
    await device.records.put({
      id,
      record: 'ab'.repeat(32) as never,
      role: 'client',
      label: marker,
      space: device.records.createName(),
      state: 'open',
      seeds: { sign: new Redacted(new TextEncoder().encode(marker.slice(0, 32))), box: new Redacted(systemRandom(32)), receipts: null },
      network: { meetingPoints: [`wss://${marker}`], iceServers: [], relayOnly: true },
      introduction: new Uint8Array(0),
      inviter: null,
      meet: null,
      takenOffAt: toInstant(5),
      showMe: false,
      former: [],
    });
    const store = device.records.ledgerStoreOf({ space: id });
    await store.load();
    await store.keepOwn(0, new TextEncoder().encode(marker));
    expect(await device.draft('place')).toBe(marker);
    expect(await device.records.get(id)).toMatchObject({ label: marker, takenOffAt: 5 });
    expect(await findText(marker)).toEqual([]);
    const planted = indexedDB.open('planted', 1);
    await new Promise<void>((resolve) => {
      planted.onupgradeneeded = () =>
        planted.result.createObjectStore('x').put({ deep: [new TextEncoder().encode(`so ${marker} so`)] }, 'k');
      planted.onsuccess = () => resolve();
    });
    planted.result.close();
    expect(await findText(marker)).toEqual(['planted/x']);
  });
});
