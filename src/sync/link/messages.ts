import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { compareHeads, HEAD_BYTES, headFromBytes, headToBytes } from '#ledger';
import type { Head } from '#ledger';

/** The messages of y-protocols that may pass a link, one at a time. */
export type Message =
  | { readonly type: 'ask'; readonly have: ReadonlyMap<number, number> }
  /** `last`: the answer to an ask is complete with this one. */
  | { readonly type: 'give'; readonly update: Bytes; readonly last: boolean }
  | { readonly type: 'awareness'; readonly client: number; readonly clock: number; readonly state: string };

const [SYNC, AWARENESS] = [0, 1];
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2];
/** What somebody shows of themselves (that they are here) is short. */
const MOST_STATE = 1024;
/** No record has more devices than this. */
const MOST_STRANDS = 4096;

/** The update that holds nothing. */
export const EMPTY_UPDATE: Bytes = Uint8Array.of(0, 0);

/** lib0 gives numbers beyond 2^53 too, and NaN for very many zeros. */
const readNumber = (d: decoding.Decoder): number => {
  const number = decoding.readVarUint(d);
  if (!Number.isSafeInteger(number)) throw new RangeError('A number on a link has at most 53 bits.');
  return number;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const readStateVector = (bytes: Uint8Array): Map<number, number> | null => {
  const d = decoding.createDecoder(bytes);
  const have = new Map<number, number>();
  const count = readNumber(d);
  if (count > MOST_STRANDS) return null;
  for (let i = 0; i < count; i++) {
    const strand = readNumber(d);
    if (have.has(strand)) return null;
    have.set(strand, readNumber(d));
  }
  return d.pos === bytes.length ? have : null;
};

const readAwareness = (bytes: Uint8Array): Message | null => {
  const d = decoding.createDecoder(bytes);
  // One device speaks for itself alone.
  if (readNumber(d) !== 1) return null;
  const client = readNumber(d);
  const clock = readNumber(d);
  const state = decoding.readVarString(d);
  // y-protocols takes the state for JSON, and throws where it is none.
  return d.pos === bytes.length && state.length <= MOST_STATE && isJson(state) ? { type: 'awareness', client, clock, state } : null;
};

/** Reads a message; `null` where it is none of those that may pass. */
export const readMessage = (bytes: Uint8Array): Message | null => {
  try {
    const d = decoding.createDecoder(bytes);
    const kind = readNumber(d);
    const step = kind === SYNC ? readNumber(d) : 0;
    const body = new Uint8Array(decoding.readVarUint8Array(d));
    if (d.pos !== bytes.length) return null;
    if (kind === AWARENESS) return readAwareness(body);
    if (kind !== SYNC) return null;
    if (step === STEP_1) {
      const have = readStateVector(body);
      return have && { type: 'ask', have };
    }
    return step === STEP_2 || step === UPDATE ? { type: 'give', update: body, last: step === STEP_2 } : null;
  } catch {
    return null; // lib0 throws plain errors where the bytes end early or are no text
  }
};

/** An update as y-protocols carries it. */
export const writeGive = (update: Uint8Array, last: boolean): Bytes => {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, SYNC);
  encoding.writeVarUint(e, last ? STEP_2 : UPDATE);
  encoding.writeVarUint8Array(e, update);
  return new Uint8Array(encoding.toUint8Array(e));
};

/** Asks for what is missing beyond `have`. */
export const writeAsk = (have: ReadonlyMap<number, number>): Bytes => {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, have.size);
  for (const [strand, length] of have) {
    encoding.writeVarUint(e, strand);
    encoding.writeVarUint(e, length);
  }
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, SYNC);
  encoding.writeVarUint(outer, STEP_1);
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(e));
  return new Uint8Array(encoding.toUint8Array(outer));
};

/** Every head that a device has: strand (7), sequence (4), entry hash (32) of each, sorted. */
export const writeHeads = (heads: readonly Head[]): Bytes => concatBytes(...heads.toSorted(compareHeads).map(headToBytes));

/** Reads heads; `null` where they are cut off, or more than any record has. */
export const readHeads = (bytes: Uint8Array): readonly Head[] | null => {
  if (bytes.length % HEAD_BYTES !== 0 || bytes.length > MOST_STRANDS * HEAD_BYTES) return null;
  const heads: Head[] = [];
  for (let at = 0; at < bytes.length; at += HEAD_BYTES) {
    const head = headFromBytes(bytes.slice(at, at + HEAD_BYTES));
    if (!head) return null;
    heads.push(head);
  }
  return heads;
};
