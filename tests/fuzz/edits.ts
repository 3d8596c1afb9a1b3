import { concatBytes } from '#base';
import type { Bytes } from '#base';

/** One change to bytes. `at` is any whole number: it is taken modulo the length. */
export type Edit =
  | { readonly type: 'flip'; readonly at: number; readonly bit: number }
  | { readonly type: 'set'; readonly at: number; readonly byte: number }
  | { readonly type: 'cut'; readonly at: number }
  | { readonly type: 'drop'; readonly at: number; readonly length: number }
  | { readonly type: 'insert'; readonly at: number; readonly bytes: Bytes }
  | { readonly type: 'double'; readonly at: number; readonly length: number }
  /** Goes on from here with what stands at `from` in other real bytes. */
  | { readonly type: 'splice'; readonly at: number; readonly from: number; readonly other: Bytes }
  /** A variable-length number in the place of a byte: the largest of so many bytes, or zeros of so many bytes. */
  | { readonly type: 'swell'; readonly at: number; readonly length: number; readonly zeros: boolean }
  /** A number of fixed size, most significant byte first: the largest, or a length that is off by a little. */
  | { readonly type: 'number'; readonly at: number; readonly size: number; readonly value: number };

/** No input grows beyond this: what a meeting point or a link carries in one piece is larger, and no field of it is. */
export const MOST_BYTES = 64 * 1024;

const swollen = (length: number, zeros: boolean): Bytes => {
  const bytes = new Uint8Array(length).fill(zeros ? 0x80 : 0xff);
  bytes[length - 1] = zeros ? 0 : 0x7f;
  return bytes;
};

const numberBytes = (value: number, size: number): Bytes =>
  Uint8Array.from({ length: size }, (_, i) => Number((BigInt(value) >> BigInt(8 * (size - 1 - i))) & 255n));

const replace = (bytes: Bytes, at: number, length: number, by: Uint8Array): Bytes =>
  concatBytes(bytes.subarray(0, at), by, bytes.subarray(at + length));

const apply = (bytes: Bytes, edit: Edit): Bytes => {
  const at = bytes.length === 0 ? 0 : edit.at % bytes.length;
  switch (edit.type) {
    case 'flip':
      return replace(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << edit.bit)));
    case 'set':
      return replace(bytes, at, 1, Uint8Array.of(edit.byte));
    case 'cut':
      return bytes.slice(0, at);
    case 'drop':
      return replace(bytes, at, edit.length, new Uint8Array(0));
    case 'insert':
      return replace(bytes, at, 0, edit.bytes);
    case 'double':
      return replace(bytes, at, 0, bytes.subarray(at, at + edit.length));
    case 'splice':
      return concatBytes(bytes.subarray(0, at), edit.other.subarray(edit.other.length === 0 ? 0 : edit.from % edit.other.length));
    case 'swell':
      return replace(bytes, at, 1, swollen(edit.length, edit.zeros));
    case 'number':
      return replace(bytes, at, edit.size, numberBytes(edit.value, edit.size));
  }
};

export const applyEdits = (bytes: Bytes, edits: readonly Edit[]): Bytes => edits.reduce(apply, bytes).slice(0, MOST_BYTES);
