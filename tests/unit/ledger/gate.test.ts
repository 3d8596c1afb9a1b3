import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toInstant } from '#base';
import { isKind, Ledger, openWords, readEntry, readUpdate, runsOf, sealEntry, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from './cast.ts';

const update = (...entries: Entry[]) => writeUpdate(runsOf(entries));

const team = async (seed = 1) => {
  const world = await beginRecord(seededRandom(seed));
  const sam = await createWriter(world.random, world.record);
  const admit = await world.admit(sam, memberId(1));
  const first = await sam.write({ kind: 'change' }, { page: PAGE, key: world.key, parents: [admit] });
  const second = await sam.write({ kind: 'change' }, { page: PAGE, key: world.key });
  const answer = await world.client.write({ kind: 'change' }, { page: PAGE, key: world.key, parents: [second] });
  return { ...world, sam, entries: [world.begin, admit, first, second, answer] as const };
};

describe('an entry', () => {
  it('reads back as it was sealed, and opens with its key alone', async () => {
    const { entries, key, teamKey } = await team();
    for (const entry of entries) expect(readEntry(entry.bytes)).toEqual({ ok: true, value: entry });
    expect(await openWords(entries[2], key)).toMatchObject({ ok: true });
    expect(await openWords(entries[2], teamKey)).toBeNull();
  });

  it('is refused when any one bit of its header or ciphertext is another', async () => {
    const { entries } = await team();
    const bytes = entries[2].bytes;
    let same = 0;
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 0x10;
      const read = readEntry(changed);
      if (read.ok && read.value.hash === entries[2].hash) same += 1;
    }
    expect(same).toBe(64); // the signature, which is the gate's to check
  });
});

describe('the gate', () => {
  it('stores what is honest, whatever order it comes in', async () => {
    const { entries, record } = await team();
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
    ]) {
      const ledger = new Ledger(record);
      for (const i of order) await ledger.offer(update(entries[i] as Entry));
      expect(ledger.index.entries.map((entry) => entry.hash).sort()).toEqual(entries.map((entry) => entry.hash).sort());
      expect(ledger.waiting).toBe(0);
      const read = readUpdate(Y.encodeStateAsUpdate(ledger.doc));
      expect(read.ok).toBe(true);
      if (read.ok) expect(writeUpdate(read.value)).toEqual(Y.encodeStateAsUpdate(ledger.doc));
    }
  });

  it('gives what another lacks in slices that build on each other', async () => {
    const { entries, record } = await team();
    const [a, b] = [new Ledger(record), new Ledger(record)];
    await a.offer(update(...entries));
    for (const slice of a.missing(new Map())) expect((await b.offer(slice)).waiting).toBe(0);
    expect(b.heads()).toEqual(a.heads());
  });

  it('keeps nothing of a strand that nobody made known', async () => {
    const { record, begin, random, key } = await team();
    const stranger = await createWriter(random, record);
    const word = await stranger.write({ kind: 'change' }, { page: PAGE, key, parents: [begin] });
    const ledger = new Ledger(record);
    const verdict = await ledger.offer(update(begin, word));
    expect(verdict.admitted).toEqual([begin]);
    expect(verdict.waiting).toBe(1);
  });

  it('keeps nothing that another signed', async () => {
    const { record, begin, entries, sam, random, key } = await team();
    const thief = await createWriter(random, record);
    const forged = await thief.seal({ kind: 'change' }, { page: PAGE, key, seq: 0, prev: null, parents: [begin] });
    const moved = { ...forged, strand: sam.strand };
    const ledger = new Ledger(record);
    await ledger.offer(update(entries[0], entries[1]));
    const verdict = await ledger.append([moved]);
    expect(verdict.admitted).toEqual([]);
  });

  it('agrees on a badly signed entry inside a run with a later good signature', async () => {
    const { record, entries } = await team();
    const bad = { ...entries[2], signature: new Uint8Array(64), bytes: entries[2].bytes.slice() };
    bad.bytes.fill(0, 4 + bad.header.length, 4 + bad.header.length + 64);
    const alone = new Ledger(record);
    await alone.offer(update(entries[0], entries[1]));
    expect((await alone.offer(update(bad))).admitted).toEqual([]);
    expect((await alone.offer(update(entries[3]))).admitted.map((entry) => entry.seq)).toEqual([0, 1]);
    const run = new Ledger(record);
    await run.offer(update(entries[0], entries[1]));
    expect((await run.offer(update(bad, entries[3]))).admitted.map((entry) => entry.seq)).toEqual([0, 1]);
  });

  it('G6: keeps both branches of a fork, whichever came first, one of them in the document', async () => {
    const { record, entries, sam, key } = await team();
    const ledger = new Ledger(record);
    await ledger.offer(update(...entries));
    const rival = await sam.seal({ kind: 'change' }, { page: PAGE, key, seq: 1, prev: entries[2] });
    const verdict = await ledger.offer(update(rival));
    expect(verdict.forks.map((fork) => [fork.stored.hash, fork.rival.hash])).toEqual([[entries[3].hash, rival.hash]]);
    expect(ledger.index.entries).toHaveLength(6);
    expect(ledger.branched().map(({ hash }) => hash)).toEqual([rival.hash]);

    const other = new Ledger(record);
    await other.offer(update(...entries.slice(0, 3), rival));
    expect(other.index.entries).toHaveLength(4);
    // As between two devices that hear of each other's heads.
    for (const part of [...ledger.missing(other.have()), ...ledger.branchesBeyond(other.heads())]) await other.offer(part);
    for (const part of [...other.missing(ledger.have()), ...other.branchesBeyond(ledger.heads())]) await ledger.offer(part);
    const hashes = (of: Ledger) => of.index.entries.map(({ hash }) => hash).sort();
    expect(hashes(other)).toEqual(hashes(ledger));
    expect(new Set(other.heads().map(({ hash }) => hash))).toEqual(new Set(ledger.heads().map(({ hash }) => hash)));
    expect([...ledger.branchesBeyond(other.heads())]).toEqual([]);
  });

  it('G4: what nobody signed does not stand in the way of what its author did', async () => {
    const { record, entries, sam, key } = await team();
    const stranger = await createWriter(seededRandom(77), record);
    const ledger = new Ledger(record);
    await ledger.offer(update(...entries.slice(0, 3)));
    // Somebody else's words for Sam's next place, and Sam's own header with another signature: both wait.
    const [, , before, mine] = entries;
    const words = { key, say: { time: toInstant(1), payload: Uint8Array.of(9) } };
    const place = { record, strand: sam.strand, seq: mine.seq, prev: before.hash, parents: [], page: PAGE, words };
    const claim = await sealEntry({ ...place, facts: { kind: 'change' } }, stranger.signer, stranger.random);
    const bytes = new Uint8Array(mine.bytes).fill(3, 4 + mine.header.length, 4 + mine.header.length + 64);
    const unsigned = readEntry(bytes);
    if (!claim.ok || !unsigned.ok) throw new Error('both read well');
    const claimed = claim.value;
    for (const one of [claimed, unsigned.value]) expect((await ledger.offer(update(one))).admitted).toEqual([]);
    expect((await ledger.offer(update(entries[3]))).admitted.map(({ hash }) => hash)).toEqual([entries[3].hash]);
  });

  it('G3: somebody else’s first entry does not keep a newcomer out of a strand', async () => {
    const { record, entries } = await team();
    const [begin] = entries;
    if (!isKind(begin, 'begin')) throw new Error('a record begins with begin');
    // Another device's key in the facts of `begin`, for the same strand: it reads well.
    const stranger = await createWriter(seededRandom(78), record);
    const facts = { ...begin.facts, device: stranger.keys };
    const sealed = await sealEntry(
      { record, strand: begin.strand, seq: 0, prev: null, parents: [], facts, page: null, words: null },
      stranger.signer,
      stranger.random,
    );
    if (!sealed.ok) throw new Error(sealed.error.type);
    const ledger = new Ledger(record);
    expect((await ledger.offer(update(sealed.value))).admitted).toEqual([]);
    expect((await ledger.offer(update(...entries))).admitted).toHaveLength(entries.length);
  });

  it('refuses an entry of another record, and goes on with the rest', async () => {
    const { record, entries } = await team();
    const other = await team(2);
    const ledger = new Ledger(record);
    const verdict = await ledger.offer(update(entries[0], other.entries[0], entries[1]));
    expect(verdict.refusals.map((refusal) => refusal.type)).toEqual(['other-record']);
    expect(verdict.admitted.map((entry) => entry.hash)).toEqual([entries[0].hash, entries[1].hash]);
  });

  it('lets nobody in whose key did not sign for it', async () => {
    const { record, client, begin, random, teamKey } = await team();
    const victim = await createWriter(random, record);
    const world = await beginRecord(seededRandom(7));
    void client;
    const admit = await world.client.write(
      { kind: 'admit', member: memberId(1), device: victim.keys, proof: new Uint8Array(64) },
      { page: '0000000000000002' as never, key: teamKey },
    );
    const ledger = new Ledger(world.record);
    const verdict = await ledger.offer(update(world.begin, admit));
    expect(verdict.refusals.map((refusal) => refusal.type)).toEqual(['bad-proof']);
    void begin;
  });

  it('says what is among the ancestors of what', async () => {
    const { record, entries } = await team();
    const ledger = new Ledger(record);
    await ledger.offer(update(...entries));
    const [begin, admit, first, second, answer] = entries;
    expect(ledger.index.has(answer, first)).toBe(true);
    expect(ledger.index.has(second, admit)).toBe(true);
    expect(ledger.index.has(second, answer)).toBe(false);
    expect(ledger.index.has(first, first)).toBe(false);
    expect(ledger.index.has(first, begin)).toBe(true);
    expect(
      ledger.index
        .pastOf(answer)
        .map((head) => head.hash)
        .sort(),
    ).toEqual([admit.hash, second.hash].sort());
  });

  it('refuses updates that Yjs would take', async () => {
    const { record, entries } = await team();
    const doc = new Y.Doc();
    doc.getMap('other').set('a', 1);
    const good = update(...entries);
    const ledger = new Ledger(record);
    for (const bytes of [Y.encodeStateAsUpdate(doc), new Uint8Array([...good, 0]), good.subarray(0, good.length - 1), new Uint8Array(0)]) {
      const verdict = await ledger.offer(bytes);
      expect(verdict.refusals).toHaveLength(1);
      expect(verdict.admitted).toEqual([]);
    }
  });
});
