import * as Y from 'yjs';
import type { Bytes } from '#base';
import { encodeCanonical } from './canonical.ts';

/** The origin of this person's own transactions: what carries it is sealed, what does not came from entries. */
export const LOCAL = Symbol('local');

/**
 * Whether a transaction is this person's own: its origin is `LOCAL`, or an object that bears it. (An editor's binding and its undo each are the
 * origin of what they do, and tell their own changes by that: `markLocal` says that they are this person's hands.)
 */
export const isLocalOrigin = (origin: unknown): boolean =>
  origin === LOCAL || (typeof origin === 'object' && origin !== null && LOCAL in origin);

/** Makes an object an origin of this person's own transactions. */
export const markLocal = <T extends object>(origin: T): T => Object.assign(origin, { [LOCAL]: true });

/** Several updates of this person's own typing as one canonical change. */
export const mergeLocal = (updates: readonly Uint8Array[]): Bytes => {
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]));
  return encodeCanonical(structs, ds);
};
