import * as Y from 'yjs';
import type { OpeningKey } from '#crypto';
import { MemoryLedgerStore } from '#device';
import { Ledger, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { Replica } from '#sync';

/** A store in memory with these entries in it, as one update: what y-indexeddb gives back. */
export const storeOf = async (entries: readonly Entry[]): Promise<MemoryLedgerStore> => {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, writeUpdate(runsOf(entries)));
  const store = new MemoryLedgerStore();
  await store.attach(doc);
  await store.close();
  return store;
};

/** The same device once more, with what a store holds. */
export const reopen = async (as: Replica, store: MemoryLedgerStore, receiptsKey: OpeningKey | null = null): Promise<Replica> => {
  const { record, identity, clock, random } = as;
  const opened = await Replica.open({ record, identity, store, clock, random, receiptsKey });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
};

/** Entries as a link would send them to somebody who has `before`: slices of at most 1 MiB. */
export const slicesOf = async (before: readonly Entry[], entries: readonly Entry[]): Promise<readonly Uint8Array[]> => {
  const [first] = entries;
  if (!first) return [];
  const ledger = new Ledger(first.record);
  await ledger.append([...before, ...entries]);
  const have = new Map<number, number>();
  for (const { strand, seq } of before) have.set(strand, Math.max(have.get(strand) ?? 0, seq + 1));
  const slices = [...ledger.missing(have)];
  ledger.close();
  return slices;
};
