import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesToText, textToBytes } from '#base';
import { createBoxKey } from '#crypto';
import { MemorySnapshots } from '#device';
import type { PageId } from '#ledger';
import { addItem, LOCAL, readItems } from '#record';
import { revoke, remove } from '../../../src/sync/replica/commands.ts';
import { Preview } from '../../../src/sync/preview/preview.ts';
import { SnapshotWriter } from '../../../src/sync/preview/snapshot-writer.ts';
import { Replica } from '../../../src/sync/replica/replica.ts';
import { carry, createCast, join, meet, pageOf } from './cast.ts';
import type { Cast } from './cast.ts';

const note = (words: string) => ({ kind: 'note' as const, type: 'visit' as const, words, day: '2026-01-05', together: false });

const writeNote = async (cast: Cast, by: Replica, words: string): Promise<void> => {
  const open = by.openPage(pageOf(by, 'journal'));
  if (!open) throw new Error('no journal');
  addItem(open.doc, cast.random, note(words));
  await by.flush();
};

const readBack = (store: MemorySnapshots, of: Replica) => Preview.read(store, { record: of.record, own: of.identity.strand });

const started = async (store: MemorySnapshots, of: Replica): Promise<Preview> => {
  const preview = await readBack(store, of);
  if (!preview) throw new Error('no preview');
  return preview;
};

/** Two people, ten notes between them, and a snapshot of the client's. */
const written = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const ana = await join(cast, 1, 'Ana', new Map<PageId, 'write'>([[journal, 'write']]));
  await meet(cast.client, ana);
  for (let i = 0; i < 10; i++) {
    const by = i % 2 === 0 ? cast.client : ana;
    await writeNote(cast, by, `note ${String(i)}`);
    await meet(cast.client, ana);
  }
  const store = new MemorySnapshots();
  const writer = new SnapshotWriter(cast.client, store, null);
  await writer.write();
  return { cast, journal, ana, store, writer };
};

/** The client's device once more, seen through a preview. */
const begin = async (cast: Cast, store: MemorySnapshots): Promise<Replica> =>
  Replica.begin({
    record: cast.record,
    identity: cast.client.identity,
    store: cast.store,
    clock: cast.clock.read,
    random: cast.random,
    receiptsKey: await createBoxKey(cast.seeds.receipts.reveal()),
    preview: await readBack(store, cast.client),
  });

const namesOf = (doc: Y.Doc | undefined) =>
  doc
    ? readItems(doc)
        .rows.map(({ item }) => ('words' in item ? item.words : ''))
        .toSorted()
    : [];

describe('A snapshot', () => {
  it('gives back the team, the words, and who wrote them when', async () => {
    const { cast, journal, store } = await written(901);
    const preview = await started(store, cast.client);
    const { people, ...rest } = cast.client.view();
    expect(preview.view).toEqual({ ...rest, people: people.map((person) => ({ ...person, here: false })) });
    const [then, now] = [preview.openPage(journal, () => undefined), cast.client.openPage(journal)];
    if (!then || !now) throw new Error('no journal');
    expect(then.doc.getMap('items').toJSON()).toEqual(now.doc.getMap('items').toJSON());
    expect(Y.encodeStateVector(then.doc)).toEqual(Y.encodeStateVector(now.doc));
    const rows = readItems(now.doc).rows;
    expect(rows.length).toBe(10);
    for (const { madeBy } of rows) {
      const seal = now.sealOf(madeBy.client, madeBy.clock);
      expect(then.sealOf(madeBy.client, madeBy.clock)).toEqual(seal && { ...seal, entry: null });
      expect(then.tickOf(madeBy.client, madeBy.clock)).toEqual(now.tickOf(madeBy.client, madeBy.clock));
    }
    expect(then.readOnly).toBe('opening');
    expect(then.access).toBe('write');
  });

  it('goes on by what is new, and has what was taken away no more', async () => {
    const { cast, journal, store, writer } = await written(902);
    const before = store.parts.size;
    for (let i = 0; i < 3; i++) {
      await writeNote(cast, cast.client, `more ${String(i)}`);
      await writer.write();
    }
    const open = cast.client.openPage(journal);
    const [first] = open ? readItems(open.doc).rows : [];
    open?.doc.transact(() => open.doc.getMap('items').delete(first?.id ?? ''), LOCAL);
    await cast.client.flush();
    await writer.write();
    expect(store.parts.size).toBe(before + 4);
    const preview = await started(store, cast.client);
    expect(namesOf(preview.openPage(journal, () => undefined)?.doc)).toEqual(namesOf(open?.doc));
  });

  it('leaves out what is not sealed yet, though it was joined to what is', async () => {
    const { cast, store, writer } = await written(903);
    const page = pageOf(cast.client, 'about-me');
    const text = cast.client.openPage(page)?.doc.getText('what-matters');
    const type = (words: string) => text?.doc?.transact(() => text.insert(text.length, words), LOCAL);
    type('I like tea');
    await cast.client.flush();
    type(' and cake');
    await writer.write();
    const shown = (await started(store, cast.client)).openPage(page, () => undefined)?.doc;
    expect(shown?.getText('what-matters').toJSON()).toBe('I like tea');
    await cast.client.flush();
    await writer.write();
    const then = (await started(store, cast.client)).openPage(page, () => undefined)?.doc;
    expect(then?.getText('what-matters').toJSON()).toBe('I like tea and cake');
  });

  it('is refused where any of it is damaged, of another strand or record, of a later version, or missing', async () => {
    const { cast, ana, store } = await written(904);
    const head = store.parts.get('head') ?? new Uint8Array();
    const with_ = (text: string) => store.parts.set('head', textToBytes(text));
    const text = bytesToText(head) ?? '';
    expect(await readBack(store, cast.client)).not.toBeNull();
    expect(await readBack(store, ana)).toBeNull();
    with_(text.replace('"version":1', '"version":2'));
    expect(await readBack(store, cast.client)).toBeNull();
    with_(text.slice(0, -1));
    expect(await readBack(store, cast.client)).toBeNull();
    with_(text.replace(cast.record, cast.record.replaceAll(/./g, '0')));
    expect(await readBack(store, cast.client)).toBeNull();
    with_(text);
    const row = [...store.parts.keys()].find((part) => part.endsWith('/0')) ?? '';
    store.parts.delete(row);
    expect(await readBack(store, cast.client)).toBeNull();
  });

  it('loses a page as soon as it is not shared any more, without waiting for the next write', async () => {
    const { cast, journal, ana } = await written(905);
    const store = new MemorySnapshots();
    const writer = new SnapshotWriter(ana, store, null);
    await writer.write();
    const parts = () => [...store.parts.keys()].filter((part) => part.startsWith(journal)).length;
    expect(parts()).toBeGreaterThan(0);
    await revoke(cast.client, ana.member, journal, 'see');
    await carry(cast.client, ana);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(parts()).toBe(0);
    expect((await started(store, ana)).view.pages).toEqual([]);
    await writer.close({ forget: false });
    expect(parts()).toBe(0);
  });

  it('is gone when the device was taken off', async () => {
    const { cast, ana } = await written(906);
    const store = new MemorySnapshots();
    const writer = new SnapshotWriter(ana, store, null);
    await writer.write();
    await remove(cast.client, ana.member);
    await carry(cast.client, ana);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([...store.parts.keys()]).toEqual([]);
    await writer.close({ forget: true });
    expect(store.parts.size).toBe(0);
  });
});

describe('A record that is opened behind its preview', () => {
  it('shows the preview at once, then itself, and keeps nothing before', async () => {
    const { cast, journal, store } = await written(907);
    await cast.client.close();
    const replica = await begin(cast, store);
    expect(namesOf(replica.openPage(journal)?.doc).length).toBe(10);
    expect(replica.openPage(journal)?.readOnly).toBe('opening');
    const events: string[] = [];
    replica.subscribe((event) => events.push(event));
    await replica.opened;
    expect(events).toEqual(expect.arrayContaining(['team', 'pages', 'ticks']));
    expect(replica.openPage(journal)?.readOnly).toBeNull();
    expect(namesOf(replica.openPage(journal)?.doc).length).toBe(10);
    await replica.close();
  });

  it('wins where the preview says something else', async () => {
    const { cast, journal, ana, store } = await written(908);
    // Written after the snapshot.
    await writeNote(cast, ana, 'a later one');
    await meet(cast.client, ana);
    await revoke(cast.client, ana.member, journal, 'write');
    await cast.client.close();
    const replica = await begin(cast, store);
    expect(namesOf(replica.openPage(journal)?.doc)).not.toContain('a later one');
    expect(
      replica
        .view()
        .pages.find(({ id }) => id === journal)
        ?.rights.get(ana.member),
    ).toBe('write');
    await replica.opened;
    expect(namesOf(replica.openPage(journal)?.doc)).toContain('a later one');
    expect(
      replica
        .view()
        .pages.find(({ id }) => id === journal)
        ?.rights.get(ana.member),
    ).toBe('see');
    const writer = new SnapshotWriter(replica, store, await readBack(store, replica));
    await writer.write();
    const again = await started(store, replica);
    expect(namesOf(again.openPage(journal, () => undefined)?.doc)).toContain('a later one');
    await replica.close();
  });

  it('lets what is asked of it wait until it is open', async () => {
    const { cast, journal, ana, store } = await written(909);
    await cast.client.close();
    const replica = await begin(cast, store);
    expect((await revoke(replica, ana.member, journal, 'write')).ok).toBe(true);
    expect(
      replica
        .view()
        .pages.find(({ id }) => id === journal)
        ?.rights.get(ana.member),
    ).toBe('see');
    await replica.close();
  });

  it('loses no words that a screen wrote too early', async () => {
    const { cast, journal, store } = await written(910);
    await cast.client.close();
    const replica = await begin(cast, store);
    const early = replica.openPage(journal);
    if (early) addItem(early.doc, cast.random, note('too early'));
    await replica.opened;
    await replica.flush();
    expect(namesOf(replica.openPage(journal)?.doc)).toContain('too early');
    expect(replica.ledger.headOf(replica.identity.strand)?.facts.kind).toBe('change');
    await replica.close();
  });

  it('is given up where it is closed before it is open', async () => {
    const { cast, store } = await written(911);
    await cast.client.close();
    const replica = await begin(cast, store);
    await replica.close();
    expect((await replica.opened).ok).toBe(false);
    const again = await cast.reopenClient();
    expect(again.view().pages.length).toBe(4);
    await again.close();
  });
});
