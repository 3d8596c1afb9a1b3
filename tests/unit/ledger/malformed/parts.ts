import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { sha256 } from '#crypto';
import type { SigningKey } from '#crypto';
import { signedBytes } from '#ledger';
import { ByteWriter } from '../../../../src/ledger/binary.ts';

/** A number in `size` bytes. Up to 7 bytes; larger numbers than a strand can be are what some tests are about. */
export const number = (value: number | bigint, size: number): Bytes =>
  Uint8Array.from({ length: size }, (_, i) => Number((BigInt(value) >> BigInt(8 * (size - 1 - i))) & 255n));

export const zeros = (length: number): Bytes => new Uint8Array(length);

/** An entry taken apart: every field as the bytes that it has in the header, so that each can be wrong by itself. */
export interface Parts {
  readonly version: number;
  readonly record: Bytes;
  /** 7 bytes. */
  readonly strand: Bytes;
  readonly seq: number;
  readonly prev: Bytes;
  /** 43 bytes each. */
  readonly parents: readonly Bytes[];
  /** As stated; `null`: as many as there are. */
  readonly parentCount: number | null;
  readonly kind: number;
  readonly facts: Bytes;
  /** As stated; `null`: as long as they are. */
  readonly factsLength: number | null;
  readonly page: Bytes;
  readonly keyId: Bytes;
  readonly nonce: Bytes;
  readonly ciphertext: Bytes;
  /** As stated; `null`: that of the ciphertext. */
  readonly bodyHash: Bytes | null;
  /** What follows the last field of the header. */
  readonly more: Bytes;
}

/** The fields of a header one by one, named as in docs/protocol.md. */
export const fieldsOf = (parts: Parts): readonly (readonly [name: string, bytes: Bytes])[] => [
  ['version', number(parts.version, 1)],
  ['record id', parts.record],
  ['strand', parts.strand],
  ['sequence', number(parts.seq, 4)],
  ['hash of the previous entry', parts.prev],
  ['number of parents', number(parts.parentCount ?? parts.parents.length, 2)],
  ['parents', concatBytes(...parts.parents)],
  ['kind', number(parts.kind, 1)],
  ['length of the facts', number(parts.factsLength ?? parts.facts.length, 4)],
  ['facts', parts.facts],
  ['page', parts.page],
  ['key id', parts.keyId],
  ['nonce', parts.nonce],
  ['hash of the ciphertext', parts.bodyHash ?? sha256(parts.ciphertext)],
];

export const headerOf = (parts: Parts): Bytes => concatBytes(...fieldsOf(parts).map(([, bytes]) => bytes), parts.more);

export const join = (header: Uint8Array, signature: Uint8Array, ciphertext: Uint8Array, headerLength = header.length): Bytes =>
  new ByteWriter().number(headerLength, 4).bytes(header).bytes(signature).bytes(ciphertext).done();

/** Signs whatever the header is, so that the signature is not what is wrong. */
export const signHeader = (header: Uint8Array, signer: SigningKey): Promise<Bytes> => signer.sign(signedBytes(header));

export const seal = async (parts: Parts, signer: SigningKey): Promise<Bytes> => {
  const header = headerOf(parts);
  return join(header, await signHeader(header, signer), parts.ciphertext);
};
