import { Ledger, readEntry, readUpdate, runsOf, writeUpdate } from '#ledger';
import type { Bytes } from '#base';
import type { Kind } from '#ledger';
import { joinEntry, SHAPES } from '../../../src/ledger/read-entry.ts';
import { WAITING_LIMITS } from '../../../src/ledger/waiting.ts';
import { readWords, writeWords } from '../../../src/ledger/words.ts';
import { readHeads, writeHeads } from '../../../src/sync/link/messages.ts';
import { seal } from '../../unit/ledger/malformed/parts.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import { mustHold, sameBytes } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';

export const KINDS = Object.keys(SHAPES) as Kind[];

/** One honest entry of every kind, signed. */
export const entriesOfAllKinds = async (world: World): Promise<ReadonlyMap<Kind, Bytes>> =>
  new Map(await Promise.all(KINDS.map(async (kind) => [kind, await seal(world.good(kind), world.placeOf(kind).writer.signer)] as const)));

const entry: Decoder = {
  name: 'entry',
  share: 14,
  runs: 3000,
  check: (bytes) => {
    const read = readEntry(bytes);
    if (!read.ok) return false;
    const { header, signature, ciphertext } = read.value;
    mustHold(sameBytes(joinEntry(header, signature, ciphertext), bytes), 'an entry is its bytes');
    mustHold(sameBytes(read.value.bytes, bytes), 'an entry keeps its bytes');
    return true;
  },
};

const update: Decoder = {
  name: 'update',
  share: 14,
  runs: 3000,
  check: (bytes) => {
    const read = readUpdate(bytes);
    if (!read.ok) return false;
    const runs = [...read.value];
    mustHold(
      runs.every(([, { entries }]) => entries.length > 0),
      'a run has entries',
    );
    const size = runs.flatMap(([, { entries }]) => entries).reduce((sum, { length }) => sum + length, 0);
    mustHold(size <= bytes.length, 'no more comes out than went in');
    const written = writeUpdate(read.value);
    const again = readUpdate(written);
    mustHold(again.ok && sameBytes(writeUpdate(again.value), written), 'what is written reads back');
    return true;
  },
};

const words: Decoder = {
  name: 'words',
  share: 6,
  runs: 2000,
  check: (bytes) => {
    const read = readWords(bytes);
    if (!read.ok) return false;
    mustHold(sameBytes(writeWords(read.value), bytes), 'words have one plaintext');
    return true;
  },
};

const heads: Decoder = {
  name: 'heads',
  share: 3,
  runs: 2000,
  check: (bytes) => {
    const read = readHeads(bytes);
    if (!read) return false;
    const written = writeHeads(read);
    const again = readHeads(written);
    mustHold(written.length === bytes.length && again !== null && sameBytes(writeHeads(again), written), 'what is written reads back');
    return true;
  },
};

/** The real gate with real signatures: nothing is stored that an honest device did not sign, and honest entries go on. */
const gate = async (world: World): Promise<Decoder> => {
  const kinds = await entriesOfAllKinds(world);
  const honest = new Set([...world.stored, world.honest].map(({ hash }) => hash));
  for (const bytes of kinds.values()) {
    const read = readEntry(bytes);
    if (read.ok) honest.add(read.value.hash);
  }
  const before = writeUpdate(runsOf(world.stored));
  const after = writeUpdate(runsOf([world.honest]));
  return {
    name: 'gate',
    share: 1,
    runs: 40,
    check: async (bytes) => {
      const ledger = new Ledger(world.record);
      await ledger.offer(before);
      const verdict = await ledger.offer(bytes);
      mustHold(
        verdict.admitted.every(({ hash }) => honest.has(hash)),
        'what nobody signed is not stored',
      );
      mustHold(ledger.waiting <= WAITING_LIMITS.entries, 'what waits is bounded');
      await ledger.offer(after);
      mustHold(ledger.index.get(world.honest.hash) !== undefined, 'an honest entry goes on');
      ledger.close();
      return verdict.admitted.length > 0;
    },
  };
};

export const ledgerDecoders = async (world: World): Promise<readonly Decoder[]> => [entry, update, words, heads, await gate(world)];
