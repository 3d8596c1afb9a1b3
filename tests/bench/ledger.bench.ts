import * as Y from 'yjs';
import { beforeAll, expect, it } from 'vitest';
import { Ledger, openWords, sealEntry } from '#ledger';
import type { Entry, PageId, PageKey, Right } from '#ledger';
import type { Replica } from '#sync';
import { createCast, join, meet, pageOf } from '../unit/replica/cast.ts';
import type { Cast } from '../unit/replica/cast.ts';
import { figure } from './figure.ts';
import { addNote, bytesOf, merged, Notebook } from './ledger/notes.ts';
import { reopen, slicesOf, storeOf } from './ledger/reopen.ts';
import { offerAll, takeInLive } from './ledger/take-in.ts';
import { middle, middleTook, sideBySide, timed, timedAtOnce, tookAtOnce } from './timing.ts';
import type { Took } from './timing.ts';

// The same notes through the ledger and as plain Yjs updates, measured side by side. Everything is kept in memory.

const WARM_UP = 300;
const WRITTEN = 1500;
const LIVE = 1500;
const CAUGHT_UP = 5000;
const OPENED = 20_000;
const LATE = 300;
const MICRO = 1000;
const MEBIBYTE = 1024 * 1024;

let cast: Cast;
let journal: PageId;
let key: PageKey;
/** The client and four workers, who write in turns. */
let hands: readonly Replica[];
/** One who only reads: a device that is given what it did not write itself under its own name would rightly see a fork. */
let reader: Replica;
/** What the record holds before anybody writes a note. */
let before: readonly Entry[];

const notesOn = (replica: Replica): number => replica.openPage(journal)?.doc.getMap('items').size ?? 0;

const notebookOf = (...writers: readonly Replica[]): Notebook =>
  new Notebook(
    { record: cast.record, page: journal, key },
    writers.map(({ identity }) => identity),
    before,
    cast.random,
  );

/** A device that has the record as it was before the notes. */
const fresh = async (as: Replica): Promise<Replica> => reopen(as, await storeOf(before));

/** What a plain document takes for these updates. */
const tookToApply = (...updates: readonly Uint8Array[]): Took => {
  const doc = new Y.Doc();
  return tookAtOnce(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
};

beforeAll(async () => {
  cast = await createCast(20);
  journal = pageOf(cast.client, 'journal');
  const rights = new Map<PageId, Right>([[journal, 'write']]);
  reader = await join(cast, 5, 'Reader', rights);
  const workers = [];
  for (let n = 1; n <= 4; n++) workers.push(await join(cast, n, `Worker ${String(n)}`, rights));
  hands = [cast.client, ...workers];
  const people = [...hands, reader];
  await meet(...people);
  before = [...cast.client.ledger.index.entries];
  const current = cast.client.currentKey(journal);
  if (!current) throw new Error('no key');
  key = current;
  // From here on only who they are is needed: nothing is to be written meanwhile.
  for (const one of people) await one.close();
}, 60_000);

it('seals and appends', async () => {
  const client = await fresh(cast.client);
  const page = client.openPage(journal);
  if (!page) throw new Error('the journal is not open');
  const ledger = new Ledger(cast.record);
  await ledger.append(before);
  const [typed, stored] = [new Y.Doc(), new Y.Doc()];
  typed.on('update', (update: Uint8Array) => {
    Y.applyUpdate(stored, update);
  });
  const times: { readonly kept: number; readonly sealed: number; readonly plain: number }[] = [];
  for (const [i, { entry }] of (await notebookOf(cast.client).write(WARM_UP + WRITTEN, 1)).entries()) {
    const kept = await timed(async () => {
      addNote(page.doc, cast.random, i);
      await client.flush();
    });
    const words = await openWords(entry, key);
    if (!words?.ok) throw new Error('the key opens it');
    const { record, strand, seq, parents, facts } = entry;
    const prev = ledger.headOf(strand)?.hash ?? null;
    const draft = { record, strand, seq, prev, parents, facts, page: journal, words: { key, say: words.value } };
    // Only the ledger: no page, no team, no outbox.
    const sealed = await timed(async () => {
      const again = await sealEntry(draft, cast.client.identity.signer, cast.random);
      if (again.ok) await ledger.append([again.value], 'own');
    });
    const plain = timedAtOnce(() => {
      addNote(typed, cast.random, i);
    });
    if (i >= WARM_UP) times.push({ kept: kept.clock, sealed: sealed.clock, plain });
  }
  for (const one of [ledger, client.ledger]) expect(one.index.entries.length).toBe(before.length + WARM_UP + WRITTEN);
  expect(stored.getMap('items').size).toBe(WARM_UP + WRITTEN);

  const [kept, sealed, plain] = (['kept', 'sealed', 'plain'] as const).map((which) => middle(times.map((one) => one[which])));
  if (!kept || !sealed || !plain) throw new Error('nothing was written');
  const versus = 'plain Yjs: the note written, encoded, applied to a second document';
  figure('ledger: a note sealed and appended', sealed * MICRO, 'µs');
  figure('ledger: a note sealed and appended', sealed / plain, 'times', versus);
  figure('ledger: a note written, until it is kept and shown', kept * MICRO, 'µs');
  figure('ledger: a note written, until it is kept and shown', kept / plain, 'times', versus);
  ledger.close();
  await client.close();
});

it('takes notes in one by one', async () => {
  const notes = await notebookOf(...hands).write(WARM_UP + LIVE, 4);
  const device = await fresh(reader);
  const doc = new Y.Doc();
  await takeInLive(device, doc, notes.slice(0, WARM_UP));
  const { ours, plain } = await takeInLive(device, doc, notes.slice(WARM_UP));
  expect(notesOn(device)).toBe(notes.length);
  expect(doc.getMap('items').size).toBe(notes.length);

  const size = bytesOf(notes);
  figure('ledger: a note sealed, size', size.sealed / notes.length, 'bytes');
  figure('ledger: a note sealed, size', size.sealed / size.plain, 'times', 'its plain Yjs update');
  figure('ledger: a note taken in, live', ours * MICRO, 'µs');
  figure('ledger: a note taken in, live', ours / plain, 'times', 'plain Yjs: applyUpdate of the same note');
  await device.close();
});

it('catches up with a run of one strand', async () => {
  const notes = await notebookOf(cast.client).write(CAUGHT_UP, CAUGHT_UP);
  const slices = await slicesOf(
    before,
    notes.map(({ entry }) => entry),
  );
  const update = merged(notes);
  const single: Took[] = [];
  const { ours, plain } = await sideBySide(
    5,
    async () => {
      const device = await fresh(reader);
      const took = await timed(() => offerAll(device, slices));
      expect(notesOn(device)).toBe(notes.length);
      await device.close();
      return took;
    },
    () => {
      single.push(tookToApply(...notes.map((one) => one.update)));
      return tookToApply(update);
    },
  );
  const each = middleTook(single);
  const [name, apart] = ['ledger: catching up with 5,000 notes of one strand', 'plain Yjs: applyUpdate of each of them'];
  figure(`${name}, for each`, (ours.clock / notes.length) * MICRO, 'µs');
  figure(`${name}, for each, of processors`, (ours.processor / notes.length) * MICRO, 'µs');
  figure(name, ours.clock / plain.clock, 'times', 'plain Yjs: applyUpdate of all of them merged');
  figure(`${name}, of processors`, ours.processor / plain.processor, 'times', 'plain Yjs: applyUpdate of all of them merged');
  figure(name, ours.clock / each.clock, 'times', apart);
  figure(`${name}, of processors`, ours.processor / each.processor, 'times', apart);
});

it('opens 20,000 notes, and goes on', async () => {
  const book = notebookOf(...hands);
  const notes = await book.write(OPENED, 4);
  const whole = Y.encodeStateAsUpdate(book.plain);
  const all = [...before, ...notes.map(({ entry }) => entry)];
  const late = await book.write(LATE, 4);
  const opened: Replica[] = [];
  const { ours, plain } = await sideBySide(
    3,
    async () => {
      const store = await storeOf(all);
      await opened.pop()?.close();
      return timed(async () => opened.push(await reopen(reader, store)));
    },
    () => tookToApply(whole),
  );
  const [device] = opened;
  if (!device) throw new Error('not open');
  expect(notesOn(device)).toBe(OPENED);
  figure('ledger: 20,000 notes sealed, size', bytesOf(notes).sealed / MEBIBYTE, 'MiB');
  figure('ledger: 20,000 notes sealed, size', bytesOf(notes).sealed / whole.length, 'times', 'the whole document in plain Yjs');
  const versus = 'plain Yjs: applyUpdate of the whole document';
  figure('ledger: 20,000 notes opened', ours.clock / 1000, 's');
  figure('ledger: 20,000 notes opened, of processors', ours.processor / 1000, 's');
  figure('ledger: 20,000 notes opened', ours.clock / plain.clock, 'times', versus);
  figure('ledger: 20,000 notes opened, of processors', ours.processor / plain.processor, 'times', versus);

  const doc = new Y.Doc();
  Y.applyUpdate(doc, whole);
  const live = await takeInLive(device, doc, late);
  expect(notesOn(device)).toBe(OPENED + LATE);
  figure('ledger: a note taken in, live, where 20,000 lie', live.ours * MICRO, 'µs');
  figure('ledger: a note taken in, live, where 20,000 lie', live.ours / live.plain, 'times', 'plain Yjs: applyUpdate of the same note');
  await device.close();
});
