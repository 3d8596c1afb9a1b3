import type { StorageError } from './ledger-store.ts';

const nameOf = (problem: unknown): string => {
  if (typeof problem !== 'object' || problem === null) return '';
  const { name, inner } = problem as { name?: unknown; inner?: unknown };
  const own = typeof name === 'string' ? name : '';
  // Dexie wraps what the browser threw.
  return own === 'AbortError' || own === 'OpenFailedError' ? nameOf(inner) || own : own;
};

/** What IndexedDB threw, as one of the four things that a person can be told. */
export const toStorageError = (problem: unknown): StorageError => {
  const name = nameOf(problem);
  if (name === 'QuotaExceededError') return { type: 'full' };
  if (name === 'InvalidStateError' || name === 'DatabaseClosedError' || name === 'NotFoundError') return { type: 'gone' };
  if (name === 'SecurityError' || name === 'MissingAPIError' || name === 'OpenFailedError' || name === 'UnknownError')
    return { type: 'blocked' };
  return { type: 'failed' };
};
