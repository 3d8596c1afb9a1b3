import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesToHex, equalBytes } from '#base';
import type { Bytes } from '#base';
import { Ledger, readEntry, runsOf, writeUpdate } from '#ledger';
import type { Entry, Refusal, Run, Strand } from '#ledger';
import { SHAPES } from '../../../src/ledger/read-entry.ts';
import { ENTRY_ROWS } from './malformed/entries.ts';
import { FACT_ROWS } from './malformed/facts.ts';
import { seal, zeros } from './malformed/parts.ts';
import { BEGIN_ROWS, PROOF_ROWS } from './malformed/proofs.ts';
import { UPDATE_ROWS } from './malformed/updates.ts';
import { at, createWorld } from './malformed/world.ts';
import type { Offered, World } from './malformed/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const update = (...entries: readonly Entry[]): Bytes => writeUpdate(runsOf(entries));

/** An update with something in it that nobody has read yet, beside honest entries. */
const beside = (offered: Offered, ...entries: readonly Entry[]): Bytes =>
  writeUpdate(new Map<Strand, Run>([[offered.strand, { from: offered.seq, entries: [offered.bytes] }], ...runsOf(entries)]));

const ledgerWith = async (entries: readonly Entry[]): Promise<Ledger> => {
  const ledger = new Ledger(world.record);
  const { admitted } = await ledger.offer(update(...entries));
  expect(admitted).toHaveLength(entries.length);
  return ledger;
};

/** The entries of a ledger in every place where something could have been kept of what was refused. */
const contentOf = (ledger: Ledger) => ({
  entries: ledger.index.entries.map(({ bytes }) => bytes),
  document: Y.encodeStateAsUpdate(ledger.doc),
  waiting: ledger.waiting,
});

const expectOnly = (ledger: Ledger, entries: readonly Entry[]): void => {
  const { entries: kept, document, waiting } = contentOf(ledger);
  expect(kept).toHaveLength(entries.length);
  expect(entries.every(({ bytes }) => kept.some((one) => equalBytes(one, bytes)))).toBe(true);
  expect(document).toEqual(update(...entries));
  expect(waiting).toBe(0);
};

describe('what the rows are made from', () => {
  it.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])('is taken where nothing is wrong with it: %s', async (kind) => {
    const ledger = await ledgerWith(world.stored);
    const good = at(world, kind, await seal(world.good(kind), world.placeOf(kind).writer.signer));
    const { admitted, refusals, waiting } = await ledger.offer(beside(good, world.honest));
    // The begin is stored already, and equal.
    expect({ refusals, waiting, admitted: admitted.length }).toEqual({ refusals: [], waiting: 0, admitted: kind === 'begin' ? 1 : 2 });
  });
});

describe('the gate refuses an entry, and takes the honest one beside it', () => {
  it.each([...ENTRY_ROWS, ...FACT_ROWS, ...PROOF_ROWS])('$name', async ({ before, offered, refusal }) => {
    const stored = [...world.stored, ...((await before?.(world)) ?? [])];
    const ledger = await ledgerWith(stored);
    const bad = await offered(world);
    const verdict = await ledger.offer(beside(bad, world.honest));
    const said = typeof refusal === 'function' ? refusal(world) : refusal;
    expect(verdict.refusals).toEqual([{ ...said, strand: bad.strand, seq: bad.seq }]);
    expect(verdict.admitted.map(({ hash }) => hash)).toEqual([world.honest.hash]);
    expect(verdict).toMatchObject({ waiting: 0, forks: [] });
    expectOnly(ledger, [...stored, world.honest]);
  });
});

describe('the gate refuses a record that does not begin as it should', () => {
  it.each(BEGIN_ROWS)('$name', async ({ made }) => {
    const { record, offered } = await made(world);
    const ledger = new Ledger(record);
    const { strand, seq } = offered;
    expect(await ledger.offer(beside(offered))).toMatchObject({ refusals: [{ type: 'bad-proof', strand, seq }], admitted: [], waiting: 0 });
    expectOnly(ledger, []);
  });
});

describe('the gate refuses an update as a whole, and takes the honest one after it', () => {
  it.each(UPDATE_ROWS)('$name', async ({ bytes, reason }) => {
    const ledger = await ledgerWith(world.stored);
    const verdict = await ledger.offer(bytes(world));
    expect(verdict).toMatchObject({ refusals: [{ type: 'bad-update', reason }], admitted: [], waiting: 0, forks: [] });
    expectOnly(ledger, world.stored);
    expect((await ledger.offer(update(world.honest))).admitted).toHaveLength(1);
  });
});

describe('an entry that came otherwise than in an update', () => {
  it('E1: is refused where it has more than 262,144 bytes', async () => {
    // As an introduction or a welcome comes; an update with such an entry is refused before (size).
    const entry = await seal({ ...world.good('change'), ciphertext: zeros(256 * 1024) }, world.sam.signer);
    expect(readEntry(entry)).toEqual({ ok: false, error: { type: 'too-large', bytes: entry.length } });
    const most = await seal({ ...world.good('change'), ciphertext: zeros(256 * 1024 - (entry.length - 256 * 1024)) }, world.sam.signer);
    expect(most).toHaveLength(256 * 1024);
    expect(readEntry(most)).toMatchObject({ ok: true });
  });
});

describe('the rows', () => {
  const rows = [...ENTRY_ROWS, ...FACT_ROWS, ...PROOF_ROWS, ...BEGIN_ROWS, ...UPDATE_ROWS];

  it('are at least 150, each of its own name', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(150);
  });

  it('are of different bytes, every one', async () => {
    const entries = [...ENTRY_ROWS, ...FACT_ROWS, ...PROOF_ROWS];
    const offered = await Promise.all(entries.map(async ({ offered: make }) => beside(await make(world))));
    const begins = await Promise.all(BEGIN_ROWS.map(async ({ made }) => beside((await made(world)).offered)));
    const all = [...offered, ...begins, ...UPDATE_ROWS.map(({ bytes }) => bytes(world))];
    const same = new Map<string, string[]>();
    for (const [i, bytes] of all.entries()) {
      const hex = bytesToHex(bytes);
      same.set(hex, [...(same.get(hex) ?? []), rows[i]?.name ?? '']);
    }
    expect([...same.values()].filter((names) => names.length > 1)).toEqual([]);
  });

  it('meet every reason that docs/protocol.md names', () => {
    const page = readFileSync('docs/protocol.md', 'utf8');
    const reasonsIn = (text: string) => [...text.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => reason ?? '');
    const ofThe = (rules: string) =>
      page.split('\n').flatMap((line) => {
        const [, rule = '', cell = ''] = line.split('|');
        return new RegExp(`^ ${rules}[0-9]+ $`).test(rule) ? reasonsIn(cell) : [];
      });
    const [ofEntries, ofUpdates] = [ofThe('E'), ofThe('U')];
    const named = ['bad-update', 'bad-entry', 'other-record', 'wrong-place', 'bad-proof'];
    const ofTheGate = ofThe('G').filter((word) => named.includes(word));
    expect([ofEntries.length, ofUpdates.length, new Set(ofTheGate).size]).toEqual([13, 10, named.length]);

    const said = (refusal: Omit<Refusal, 'strand' | 'seq'>) =>
      'problem' in refusal ? (refusal as { problem: { type: string } }).problem.type : refusal.type;
    const met = new Set<string>([
      'too-large', // above
      'bad-update',
      'bad-entry',
      ...UPDATE_ROWS.map(({ reason }) => reason),
      ...[...ENTRY_ROWS, ...FACT_ROWS, ...PROOF_ROWS].map(({ refusal }) => said(typeof refusal === 'function' ? refusal(world) : refusal)),
    ]);
    expect([...met].sort()).toEqual([...new Set([...ofEntries, ...ofUpdates, ...ofTheGate])].sort());
  });
});
