import * as Y from 'yjs';
import type { Bytes } from '#base';
import { encodeCanonical } from './canonical.ts';

/** The origin of this person's own transactions: what carries it is sealed, what does not came from entries. */
export const LOCAL = Symbol('local');

export const isLocalOrigin = (origin: unknown): boolean => origin === LOCAL;

/** Several updates of this person's own typing as one canonical change. */
export const mergeLocal = (updates: readonly Uint8Array[]): Bytes => {
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  return encodeCanonical(structs, ds);
};
