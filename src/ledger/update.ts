import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { Strand } from './ids.ts';
import { MAX_ENTRY_BYTES } from './read-entry.ts';

/** Entries of one strand that follow each other, as they lie in the ledger document. */
export interface Run {
  readonly from: number;
  readonly entries: readonly Bytes[];
}

/** Why bytes are not an update of a ledger document. docs/protocol.md lists them (rules U1 to U9). */
export interface UpdateProblem {
  readonly type: 'bad-update';
  readonly reason:
    'cut-off' | 'empty-section' | 'strand-twice' | 'not-an-entry' | 'wrong-array' | 'out-of-order' | 'size' | 'deletes' | 'left-over';
}

class Refused extends Error {
  readonly reason: UpdateProblem['reason'];
  constructor(reason: UpdateProblem['reason']) {
    super(reason);
    this.reason = reason;
  }
}

// The two shapes of Yjs's struct header for one push of bytes (Yjs 13.6, update format v1): ContentBinary (3),
// without an origin (then the parent is named) or with one (0x80).
const FIRST = 0x03;
const NEXT = 0x83;

const readSection = (d: decoding.Decoder, runs: Map<Strand, Run>): void => {
  const count = decoding.readVarUint(d);
  const strand = decoding.readVarUint(d);
  const from = decoding.readVarUint(d);
  // Each entry takes more than six bytes: a count beyond that is a lie, and no array is made for it.
  if (count < 1 || count > (d.arr.length - d.pos) / 6) throw new Refused('empty-section');
  if (runs.has(strand as Strand)) throw new Refused('strand-twice');
  const entries: Bytes[] = [];
  for (let seq = from; seq < from + count; seq++) {
    const info = decoding.readUint8(d);
    if (info !== (seq === 0 ? FIRST : NEXT)) throw new Refused('not-an-entry');
    if (seq === 0) {
      if (decoding.readVarUint(d) !== 1 || decoding.readVarString(d) !== String(strand)) throw new Refused('wrong-array');
    } else if (decoding.readVarUint(d) !== strand || decoding.readVarUint(d) !== seq - 1) throw new Refused('out-of-order');
    const size = decoding.readVarUint(d);
    if (size < 1 || size > MAX_ENTRY_BYTES || size > d.arr.length - d.pos) throw new Refused('size');
    entries.push(new Uint8Array(decoding.readUint8Array(d, size)));
  }
  runs.set(strand as Strand, { from, entries });
};

/**
 * Reads a Yjs update (v1) of the one shape that a ledger document has: pushes of bytes, a strand's own into the array of its name.
 * Stricter than Yjs, which takes two sections of one client, skips, garbage structs, deletions of the future and trailing bytes.
 */
export const readUpdate = (update: Uint8Array): Result<ReadonlyMap<Strand, Run>, UpdateProblem> => {
  const runs = new Map<Strand, Run>();
  try {
    const d = decoding.createDecoder(update);
    const sections = decoding.readVarUint(d);
    for (let i = 0; i < sections; i++) readSection(d, runs);
    if (decoding.readVarUint(d) !== 0) throw new Refused('deletes');
    if (d.pos !== update.length) throw new Refused('left-over');
  } catch (problem) {
    // lib0 throws plain errors at the end of the bytes and for numbers beyond 2^53.
    return err({ type: 'bad-update', reason: problem instanceof Refused ? problem.reason : 'cut-off' });
  }
  return ok(runs);
};

/** The one update that holds exactly these runs, as Yjs itself would write it (strands from the highest down). */
export const writeUpdate = (runs: ReadonlyMap<Strand, Run>): Bytes => {
  const e = encoding.createEncoder();
  const filled = [...runs].filter(([, run]) => run.entries.length > 0).sort(([a], [b]) => b - a);
  encoding.writeVarUint(e, filled.length);
  for (const [strand, { from, entries }] of filled) {
    encoding.writeVarUint(e, entries.length);
    encoding.writeVarUint(e, strand);
    encoding.writeVarUint(e, from);
    entries.forEach((bytes, i) => {
      const seq = from + i;
      encoding.writeUint8(e, seq === 0 ? FIRST : NEXT);
      if (seq === 0) {
        encoding.writeVarUint(e, 1);
        encoding.writeVarString(e, String(strand));
      } else {
        encoding.writeVarUint(e, strand);
        encoding.writeVarUint(e, seq - 1);
      }
      encoding.writeVarUint8Array(e, bytes);
    });
  }
  encoding.writeVarUint(e, 0);
  return new Uint8Array(encoding.toUint8Array(e));
};
