export type { LedgerStore, StorageError } from './ledger-store.ts';
export { MemoryLedgerStore } from './memory-ledger-store.ts';
