import * as encoding from 'lib0/encoding';
import { err, ok, textToBytes } from '#base';
import type { Bytes, Result } from '#base';
import { MAX_SEQ, toStrand } from './fields.ts';
import type { Strand } from './ids.ts';
import { MAX_ENTRY_BYTES } from './read-entry.ts';

/** Entries of one strand that follow each other, as they lie in the ledger document. */
export interface Run {
  readonly from: number;
  readonly entries: readonly Bytes[];
}

/** Why bytes are not an update of a ledger document. docs/protocol.md lists them (section 3). */
export interface UpdateProblem {
  readonly type: 'bad-update';
  readonly reason:
    | 'cut-off'
    | 'number'
    | 'empty-section'
    | 'strand-twice'
    | 'not-an-entry'
    | 'wrong-array'
    | 'out-of-order'
    | 'size'
    | 'deletes'
    | 'left-over';
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

/** 53 bits are eight groups of seven. */
const MOST_NUMBER_BYTES = 8;

/** Reads what `writeUpdate` writes, and believes no length or number before it is checked. */
class UpdateReader {
  #at = 0;
  readonly #from: Uint8Array;

  constructor(from: Uint8Array) {
    this.#from = from;
  }

  get left(): number {
    return this.#from.length - this.#at;
  }

  byte(): number {
    const byte = this.#from[this.#at++];
    if (byte === undefined) throw new Refused('cut-off');
    return byte;
  }

  /** lib0's variable-length number of at most 53 bits. lib0 itself gives larger ones, and NaN for very many zeros, which no comparison stops. */
  number(): number {
    let value = 0;
    for (let i = 0; i < MOST_NUMBER_BYTES; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 128 ** i;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
    }
    throw new Refused('number');
  }

  /** A copy; the caller has checked the length. */
  bytes(length: number): Bytes {
    return new Uint8Array(this.#from.subarray(this.#at, (this.#at += length)));
  }
}

const readSection = (reader: UpdateReader, runs: Map<Strand, Run>): void => {
  const count = reader.number();
  const strand = toStrand(reader.number());
  const from = reader.number();
  // Each entry takes more than six bytes: a count beyond that is a lie, and no array is made for it.
  if (count < 1 || count > reader.left / 6) throw new Refused('empty-section');
  if (strand === null || from + count - 1 > MAX_SEQ) throw new Refused('number');
  if (runs.has(strand)) throw new Refused('strand-twice');
  const name = textToBytes(String(strand));
  const entries: Bytes[] = [];
  for (let seq = from; seq < from + count; seq++) {
    if (reader.byte() !== (seq === 0 ? FIRST : NEXT)) throw new Refused('not-an-entry');
    if (seq === 0) {
      if (reader.number() !== 1 || reader.number() !== name.length || !name.every((letter) => letter === reader.byte()))
        throw new Refused('wrong-array');
    } else if (reader.number() !== strand || reader.number() !== seq - 1) throw new Refused('out-of-order');
    const size = reader.number();
    if (size < 1 || size > MAX_ENTRY_BYTES || size > reader.left) throw new Refused('size');
    entries.push(reader.bytes(size));
  }
  runs.set(strand, { from, entries });
};

/**
 * Reads a Yjs update (v1) of the one shape that a ledger document has: pushes of bytes, a strand's own into the array of its name.
 * Stricter than Yjs, which takes two sections of one client, skips, garbage structs, deletions of the future and trailing bytes.
 * A number that is written longer than it need be is taken: nobody is handed the bytes that came.
 */
export const readUpdate = (update: Uint8Array): Result<ReadonlyMap<Strand, Run>, UpdateProblem> => {
  const runs = new Map<Strand, Run>();
  try {
    const reader = new UpdateReader(update);
    const sections = reader.number();
    for (let i = 0; i < sections; i++) readSection(reader, runs);
    if (reader.number() !== 0) throw new Refused('deletes');
    if (reader.left > 0) throw new Refused('left-over');
  } catch (problem) {
    if (problem instanceof Refused) return err({ type: 'bad-update', reason: problem.reason });
    throw problem;
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
