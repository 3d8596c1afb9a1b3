import { concatBytes, err, isZero, ok, toInstant } from '#base';
import type { Bytes, Instant, Result } from '#base';
import { ByteReader, ByteWriter, OutOfBytes } from './binary.ts';

/** The version of what is inside a ciphertext. A newer one is stored and passed on all the same, and shown as newer. */
export const WORDS_VERSION = 1;

/** What an entry says under its key: its author's clock, and the bytes that its kind asks for. */
export interface Words {
  readonly time: Instant;
  readonly payload: Bytes;
}

export type WordsProblem = { readonly type: 'newer-version'; readonly version: number } | { readonly type: 'malformed' };

const HEAD_BYTES = 1 + 6 + 4;
const LATEST = 2 ** 48 - 1;
const LEAST_STEP = 64;

/**
 * The size step that a plaintext of `length` bytes is padded up to: multiples of 64 bytes, and above 512 eight steps to each
 * doubling (after Padmé, Nikitin et al. 2019), so that a size tells little and costs at most an eighth.
 */
export const paddedLength = (length: number): number => {
  const step = Math.max(LEAST_STEP, 2 ** (Math.floor(Math.log2(Math.max(length, 1))) - 3));
  return Math.ceil(length / step) * step;
};

/** Version, time, length, payload, then zeros to the next size step. */
export const writeWords = (words: Words): Bytes => {
  const time = Math.min(Math.max(Math.trunc(words.time), 0), LATEST);
  const head = new ByteWriter().number(WORDS_VERSION, 1).number(time, 6).number(words.payload.length, 4).done();
  const length = HEAD_BYTES + words.payload.length;
  return concatBytes(head, words.payload, new Uint8Array(paddedLength(length) - length));
};

/** Reads a plaintext back. The padding must be the one that `writeWords` makes. */
export const readWords = (plaintext: Uint8Array): Result<Words, WordsProblem> => {
  try {
    const reader = new ByteReader(plaintext);
    const version = reader.number(1);
    if (version > WORDS_VERSION) return err({ type: 'newer-version', version });
    if (version !== WORDS_VERSION) return err({ type: 'malformed' });
    const time = toInstant(reader.number(6));
    const payload = reader.bytes(reader.number(4));
    if (plaintext.length !== paddedLength(HEAD_BYTES + payload.length) || !isZero(reader.view(reader.left)))
      return err({ type: 'malformed' });
    return ok({ time, payload });
  } catch (problem) {
    if (problem instanceof OutOfBytes) return err({ type: 'malformed' });
    throw problem;
  }
};
