import * as encoding from 'lib0/encoding';
import { bytesToHex, concatBytes } from '#base';
import type { Bytes } from '#base';
import { readUpdate, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { certain } from './cast.ts';
import type { Written } from './cast.ts';
import type { Json } from './json.ts';

/** Bytes by lib0’s own encoding: numbers are variable-length, bytes come with their length, `raw` as they are. */
type Part = number | string | Uint8Array | { readonly raw: readonly number[] };

const bytesOfParts = (...parts: readonly Part[]): Bytes => {
  const e = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(e, part);
    else if (typeof part === 'string') encoding.writeVarString(e, part);
    else if (part instanceof Uint8Array) encoding.writeVarUint8Array(e, part);
    else for (const byte of part.raw) encoding.writeUint8(e, byte);
  }
  return new Uint8Array(encoding.toUint8Array(e));
};

const raw = (...bytes: readonly number[]): Part => ({ raw: bytes });

/** Updates that are none, with their reason; each is broken in one way. */
const refusedUpdates = (
  entry: Entry,
): readonly { readonly rule: string; readonly reason: string; readonly what: string; readonly bytes: Bytes }[] => {
  const good = writeUpdate(runsOf([entry]));
  const { strand, bytes } = entry;
  const name = String(strand);
  const first: readonly Part[] = [raw(3), 1, name, bytes];
  const section = (from: number, ...entries: readonly Part[][]): readonly Part[] => [entries.length, strand, from, ...entries.flat()];
  const next = (seq: number): Part[] => [raw(0x83), strand, seq - 1, bytes];
  const of = (sections: number, ...parts: readonly Part[]): Bytes => bytesOfParts(sections, ...parts, 0);
  return [
    { rule: 'U1', reason: 'cut-off', what: 'no bytes', bytes: new Uint8Array(0) },
    { rule: 'U1', reason: 'cut-off', what: 'the last byte is missing', bytes: good.slice(0, -1) },
    { rule: 'U1', reason: 'cut-off', what: 'two sections said, one there', bytes: of(2, ...section(0, [...first])).slice(0, -1) },
    { rule: 'U2', reason: 'empty-section', what: 'a section of no entries', bytes: of(1, 0, strand, 0) },
    {
      rule: 'U2',
      reason: 'empty-section',
      what: 'more entries said than the bytes can hold',
      bytes: of(1, 1_000_000, strand, 0, ...first),
    },
    {
      rule: 'U3',
      reason: 'strand-twice',
      what: 'two sections of one strand',
      bytes: of(2, ...section(0, [...first]), ...section(1, next(1))),
    },
    {
      rule: 'U4',
      reason: 'not-an-entry',
      what: 'a struct that Yjs would skip',
      bytes: of(1, 1, strand, 0, raw(10), 5, ...new Array<number>(6).fill(0)),
    },
    { rule: 'U4', reason: 'not-an-entry', what: 'text in the place of bytes', bytes: of(1, 1, strand, 0, raw(4), 1, name, bytes) },
    { rule: 'U4', reason: 'not-an-entry', what: 'a first entry written as a later one', bytes: of(1, 1, strand, 0, ...next(1)) },
    { rule: 'U4', reason: 'not-an-entry', what: 'a later entry written as a first one', bytes: of(1, 1, strand, 1, ...first) },
    { rule: 'U5', reason: 'wrong-array', what: 'an array with another name', bytes: of(1, 1, strand, 0, raw(3), 1, `${name}0`, bytes) },
    { rule: 'U5', reason: 'wrong-array', what: 'inside another struct', bytes: of(1, 1, strand, 0, raw(3), 0, name, bytes) },
    {
      rule: 'U6',
      reason: 'out-of-order',
      what: 'behind another strand’s struct',
      bytes: of(1, 1, strand, 1, raw(0x83), strand + 1, 0, bytes),
    },
    {
      rule: 'U6',
      reason: 'out-of-order',
      what: 'behind a struct that is not the one before',
      bytes: of(1, 1, strand, 5, raw(0x83), strand, 3, bytes),
    },
    {
      rule: 'U7',
      reason: 'size',
      what: 'an entry of no bytes',
      bytes: of(1, 1, strand, 0, raw(3), 1, name, 0, ...new Array<number>(6).fill(0)),
    },
    {
      rule: 'U7',
      reason: 'size',
      what: 'a length beyond the end',
      bytes: of(1, 1, strand, 0, raw(3), 1, name, 5000, ...new Array<number>(20).fill(0)),
    },
    { rule: 'U8', reason: 'deletes', what: 'a deletion', bytes: concatBytes(good.slice(0, -1), bytesOfParts(1, strand, 1, 0, 1)) },
    {
      rule: 'U10',
      reason: 'number',
      what: 'a number of nine bytes',
      bytes: concatBytes(new Uint8Array(8).fill(0xff), Uint8Array.of(0x7f)),
    },
    {
      rule: 'U10',
      reason: 'number',
      what: 'a strand of 54 bits',
      bytes: of(1, 1, raw(...new Array<number>(7).fill(0xff), 0x1f), 0, raw(3), 1, name, bytes),
    },
    {
      rule: 'U10',
      reason: 'number',
      what: 'a sequence beyond 2^32 − 1',
      bytes: of(1, 1, strand, 2 ** 32, raw(0x83), strand, 2 ** 32 - 1, bytes),
    },
    { rule: 'U9', reason: 'left-over', what: 'a byte more', bytes: concatBytes(good, Uint8Array.of(0)) },
  ];
};

/** Updates of the ledger document: one entry, later ones, several strands; and such as are refused. */
export const makeUpdates = (entries: ReadonlyMap<string, Written>): Json => {
  const named = new Map([...entries].map(([name, { entry }]) => [entry.hash, name]));
  const of = (name: string): Entry => certain(entries.get(name)).entry;
  const all = [...entries.values()].map(({ entry }) => entry);
  const phone = all.filter(({ strand }) => strand === of('begin').strand);
  const cases: readonly (readonly [string, readonly Entry[]])[] = [
    ['nothing', []],
    ['one entry at sequence 0', [of('begin')]],
    ['one entry later on', [of('page')]],
    ['a strand from its beginning', phone.slice(0, 3)],
    ['a part of a strand', phone.slice(2, 5)],
    ['two strands, the higher number first', [of('begin'), of('change')]],
    ['all that there is, four strands', all],
  ];
  return {
    about: 'Updates of the ledger document (section 3). The entries are those of entries.json, by name.',
    updates: cases.map(([name, of]) => {
      const runs = runsOf(of);
      return {
        name,
        runs: [...runs].map(([strand, { from }]) => ({
          strand,
          from,
          entries: of.filter((entry) => entry.strand === strand).map(({ hash }) => certain(named.get(hash))),
        })),
        update: bytesToHex(writeUpdate(runs)),
      };
    }),
    refused: refusedUpdates(of('accept')).map(({ rule, reason, what, bytes }) => {
      const read = readUpdate(bytes);
      if (read.ok || read.error.reason !== reason) throw new Error(`${what}: ${read.ok ? 'read' : read.error.reason}`);
      return { rule, reason, what, update: bytesToHex(bytes) };
    }),
  };
};
