import { describe, expect, it, vi } from 'vitest';
import { toInstant } from '#base';
import { Ledger, linkProofBytes, readEntry, runsOf, sealEntry, toStrand, writeUpdate } from '#ledger';
import type { Entry, Strand } from '#ledger';
import * as fields from '../../../src/ledger/fields.ts';
import { createDice, shuffleCausally } from '../team/cast.ts';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from './cast.ts';
import type { Writer } from './cast.ts';

// Two devices that were offered the same store the same, whatever came first (docs/protocol.md, section 12).

vi.mock('../../../src/ledger/fields.ts', { spy: true });

const update = (...entries: readonly Entry[]) => writeUpdate(runsOf(entries));
const hashes = (ledger: Ledger) => ledger.index.entries.map(({ hash }) => hash).sort();

const offered = async (
  record: Ledger['record'],
  entries: readonly Entry[],
  window?: { entries: number; bytes: number },
): Promise<Ledger> => {
  const ledger = new Ledger(record, window);
  for (const entry of entries) await ledger.offer(update(entry));
  return ledger;
};

/** As over a link: each gives what the other lacks, until nothing is new. */
const exchange = async (...ledgers: readonly Ledger[]): Promise<void> => {
  for (let round = 0; round < 4; round++)
    for (const from of ledgers)
      for (const to of ledgers) for (const part of [...from.missing(to.have()), ...from.branchesBeyond(to.heads())]) await to.offer(part);
};

const team = async (seed = 1) => {
  const world = await beginRecord(seededRandom(seed));
  const sam = await createWriter(world.random, world.record);
  const kim = await createWriter(world.random, world.record);
  const admits = [await world.admit(sam, memberId(1)), await world.admit(kim, memberId(2))];
  const writes = (writer: Writer, ...parents: readonly Entry[]) =>
    writer.write({ kind: 'change' }, { page: PAGE, key: world.key, parents });
  const links = async (writer: Writer, device: Writer) =>
    writer.write({
      kind: 'link',
      device: device.keys,
      proof: await device.signer.sign(linkProofBytes(world.record, writer.strand, device.keys)),
    });
  return { ...world, sam, kim, start: [world.begin, ...admits], writes, links };
};

describe('the gate', () => {
  it('G7: stores the same whatever comes first, each entry by itself or in runs', async () => {
    const { record, start, sam, kim, client, writes } = await team();
    const first = await writes(sam, ...start.slice(2));
    const fork = sam.seq;
    const one = await writes(sam);
    const two = await writes(sam);
    sam.seq = fork;
    sam.prev = first;
    const other = await writes(sam);
    const answer = await writes(kim, ...start.slice(2), ...[two, other].sort((a, b) => (a.hash < b.hash ? -1 : 1)));
    const last = await writes(client, answer);
    const all = [...start, first, one, two, other, answer, last];
    const straight = await offered(record, all);
    expect(straight.index.entries).toHaveLength(all.length);
    for (let seed = 1; seed <= 12; seed++) {
      const dice = createDice(seed);
      const shuffled = [...all].map((entry) => ({ entry, at: dice.roll() })).sort((a, b) => a.at - b.at);
      const ledger = await offered(
        record,
        shuffled.map(({ entry }) => entry),
      );
      expect(hashes(ledger), `seed ${String(seed)}`).toEqual(hashes(straight));
      const causal = await offered(record, shuffleCausally(all, dice));
      expect(causal.waiting).toBe(0);
      expect(hashes(causal)).toEqual(hashes(straight));
    }
  });

  it('G4: what nobody signed, and is at the wrong place, does not keep what follows the same entry from being stored', async () => {
    const { record, start, sam, writes, key } = await team(2);
    const [first, second] = [await writes(sam, ...start.slice(2)), await writes(sam)];
    const stranger = await createWriter(seededRandom(77), record);
    const junk = await sealEntry(
      {
        ...{ record, strand: sam.strand, seq: 1, prev: second.hash, parents: [], facts: { kind: 'change' as const }, page: PAGE },
        words: { key, say: { time: toInstant(1), payload: Uint8Array.of(1) } },
      },
      stranger.signer,
      stranger.random,
    );
    if (!junk.ok) throw new Error(junk.error.type);
    const third = await writes(sam);
    const ledger = await offered(record, [...start, first, second, junk.value, third]);
    expect(ledger.index.get(third.hash)).toBeDefined();
  });

  it('G4: an entry without a good signature of its own is stored only where every device can store it', async () => {
    const { record, start, sam, writes, key } = await team(3);
    const first = await writes(sam, ...start.slice(2));
    const bad = readEntry(new Uint8Array(first.bytes).fill(3, 4 + first.header.length, 4 + first.header.length + 64));
    if (!bad.ok) throw new Error(bad.error.type);
    // The later entry that is well signed, and would vouch for it, builds on what there is not.
    const nowhere = { strand: toStrand(5) as Strand, seq: 0, hash: 'a'.repeat(64) as Entry['hash'] };
    const later = await sam.write({ kind: 'change' }, { page: PAGE, key, parents: [nowhere] });
    const [one, other] = [await offered(record, start), await offered(record, start)];
    await one.offer(update(bad.value, later));
    await exchange(one, other);
    expect(hashes(other)).toEqual(hashes(one));
  });

  it('G5: two keys with one strand, named at once, split no ledger', async () => {
    const { record, start, sam, kim, links, random, writes } = await team(4);
    await writes(sam, ...start.slice(2));
    const [a, b] = [await createWriter(random, record), await createWriter(random, record)];
    // As if somebody had looked for two keys with the same 53 bits: about 2^26.5 tries.
    const { strandOf } = await vi.importActual<typeof fields>('../../../src/ledger/fields.ts');
    vi.mocked(fields.strandOf).mockImplementation((key) => strandOf(key === b.keys.sign ? a.keys.sign : key));
    const ofSam = [sam.prev, await links(sam, a)].filter((entry) => entry !== null);
    const ofKim = [await writes(kim, ...start.slice(2)), await links(kim, b)];
    const one = await offered(record, [...start, ...ofSam, ...ofKim]);
    const other = await offered(record, [...start, ...ofKim, ...ofSam]);
    await exchange(one, other);
    vi.mocked(fields.strandOf).mockImplementation(strandOf);
    expect(hashes(other)).toEqual(hashes(one));
  });

  it('G8: who floods one device with one strand and another device with another keeps neither from the client’s', async () => {
    const { record, start, sam, client, links, random, writes } = await team(5);
    const tablet = await createWriter(random, record);
    const link = await links(sam, tablet);
    const [ofSam, ofTablet]: [Entry[], Entry[]] = [[], []];
    for (let i = 0; i < 6; i++) ofSam.push(await writes(sam));
    for (let i = 0; i < 6; i++) ofTablet.push(await writes(tablet, ...(i === 0 ? [link] : [])));
    const window = { entries: 4, bytes: 2 ** 24 };
    const one = await offered(record, [...start, link, ...ofSam], window);
    const other = await offered(record, [...start, link, ...ofTablet], window);
    // The client is with the first, and builds on what is there: the window moves on.
    const head = one.headOf(sam.strand);
    const next = await writes(client, ...(head ? [head] : []));
    await one.offer(update(next));
    await exchange(one, other);
    expect(other.index.get(next.hash)).toBeDefined();
  });

  // What is held is never built on, so no entry of the client's moves that window on.
  it('G8: a flood that is held does not keep out what an honest member built on before', async () => {
    const { record, start, sam, kim, client, links, random, writes } = await team(6);
    const tablet = await createWriter(random, record);
    const link = await links(sam, tablet);
    const word = await writes(sam);
    const answer = await writes(kim, ...start.slice(2), word);
    const flood: Entry[] = [];
    for (let i = 0; i < 6; i++) flood.push(await writes(tablet, ...(i === 0 ? [link] : [])));
    const removal = await client.write({ kind: 'remove', target: { member: memberId(1) } }, { parents: [link] });
    const window = { entries: 4, bytes: 2 ** 24 };
    const clients = await offered(record, [...start, link, removal, ...flood], window);
    const kims = await offered(record, [...start, link, word, answer], window);
    await exchange(clients, kims);
    expect(clients.index.get(answer.hash)).toBeDefined();
  });
});
