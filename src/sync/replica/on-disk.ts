import { ok } from '#base';
import type { Bytes, Result } from '#base';
import type { LedgerStore, StorageError } from '#device';
import { readEntry } from '#ledger';
import type { Entry, EntryHash, Ledger, Strand } from '#ledger';

interface Tools {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly own: Strand;
  /** The disk refused something. */
  readonly onFailed: (error: StorageError) => void;
}

/** What of an open record lies on this device's disk, and what of this device's own is known to be durable. */
export class OnDisk {
  readonly #tools: Tools;
  readonly #durable = new Set<EntryHash>();

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  isDurable({ strand, hash }: Entry): boolean {
    return strand !== this.#tools.own || this.#durable.has(hash);
  }

  /** Puts what is stored through the gate, and from now on stores what is added. `settled`: resolves when the ledger's listeners are done. */
  async open({ settled }: { readonly settled: () => Promise<void>; readonly inSlices: boolean }): Promise<Result<void, StorageError>> {
    const { ledger, store } = this.#tools;
    const loaded = await store.load();
    if (!loaded.ok) return loaded;
    const { stored, branched, outbox } = loaded.value;
    const refused = stored ? (await ledger.restore(stored, 'disk')).refusals.length > 0 : false;
    await ledger.append(read(branched), 'disk');
    // Not before: the document may build on what lies beside it.
    const sound = !refused && ledger.waiting === 0;
    const attached = await store.attach(ledger.doc, { replace: !sound });
    if (!attached.ok) return attached;
    if (!sound) await this.keepBranched(ledger.branched());
    await ledger.append(read(outbox), 'outbox');
    await settled();
    return this.#emptyOutbox(read(outbox));
  }

  /** Keeps entries that the document has no place for. */
  async keepBranched(entries: readonly Entry[]): Promise<void> {
    const kept = await this.#tools.store.keepBranched(entries.map(({ bytes }) => bytes));
    if (!kept.ok) this.#tools.onFailed(kept.error);
  }

  /** Once what an own entry builds on is on the disk too, it is kept, and leaves the outbox. Gives whether something new is. */
  async markDurable(entries: readonly Entry[]): Promise<boolean> {
    const { store, own, onFailed } = this.#tools;
    const settled = await store.settled();
    if (!settled.ok) {
      onFailed(settled.error);
      return false;
    }
    const mine = entries.filter((entry) => entry.strand === own);
    for (const entry of mine) this.#durable.add(entry.hash);
    const last = mine.at(-1);
    if (last) await store.clearOutbox(last.seq);
    return last !== undefined;
  }

  /**
   * An outbox holds one strand by its places. What lies there of another (this device took a new one) has to be on the disk with
   * the rest before the first entry of this strand takes its place.
   */
  async #emptyOutbox(entries: readonly Entry[]): Promise<Result<void, StorageError>> {
    const { store, own } = this.#tools;
    if (entries.every(({ strand }) => strand === own)) return ok(undefined);
    const settled = await store.settled();
    return settled.ok ? store.clearOutbox(Math.max(...entries.map(({ seq }) => seq))) : settled;
  }
}

const read = (stored: readonly Bytes[]): readonly Entry[] =>
  stored.flatMap((bytes) => {
    const entry = readEntry(bytes);
    return entry.ok ? [entry.value] : [];
  });
