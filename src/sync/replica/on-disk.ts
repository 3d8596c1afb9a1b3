import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { LedgerStore, StorageError } from '#device';
import { readEntry, readUpdate } from '#ledger';
import type { Entry, EntryHash, Ledger, Strand } from '#ledger';
import { pauseIfDue } from '../slices.ts';
import { inCausalOrder } from './causal-order.ts';

/** Entries that go through the gate in one go while somebody looks at the screen. */
const AT_ONCE = 100;

interface Tools {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly own: Strand;
  /** The disk refused something. */
  readonly onFailed: (error: StorageError) => void;
}

interface Opening {
  /** Resolves when the ledger's listeners are done. */
  readonly settled: () => Promise<void>;
  /** Somebody looks at the screen meanwhile. */
  readonly inSlices: boolean;
  /** Whether the record was closed before it was open. */
  readonly isGivenUp: () => boolean;
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

  /** Puts what is stored through the gate, and from now on stores what is added. */
  async open({ settled, inSlices, isGivenUp }: Opening): Promise<Result<void, StorageError>> {
    const { ledger, store } = this.#tools;
    const loaded = await store.load();
    if (!loaded.ok) return loaded;
    const { stored, branched, outbox } = loaded.value;
    const refused = stored ? !(await this.#restore(stored, inSlices, isGivenUp)) : false;
    // Part of it may be here by now: what lies on the disk is left as it is.
    if (isGivenUp()) return err({ type: 'gone' });
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

  /** Whether nothing of what is stored was refused. */
  async #restore(stored: Uint8Array, inSlices: boolean, isGivenUp: () => boolean): Promise<boolean> {
    const { ledger } = this.#tools;
    const entries = inSlices ? await readInSlices(stored) : null;
    // What is not sound is for the gate to judge as a whole.
    if (!entries) return (await ledger.restore(stored, 'disk')).refusals.length === 0;
    let sound = true;
    for (const some of slicesOf(entries)) {
      if (isGivenUp()) break;
      sound = (await ledger.append(some, 'disk')).refusals.length === 0 && sound;
      await pauseIfDue();
    }
    return sound;
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

/** The entries of a stored document in causal order; `null` where something in it is not an entry in its place. */
const readInSlices = async (stored: Uint8Array): Promise<readonly Entry[] | null> => {
  const runs = readUpdate(stored);
  if (!runs.ok) return null;
  const strands: Entry[][] = [];
  for (const [strand, { from, entries }] of runs.value) {
    const read: Entry[] = [];
    for (const [i, bytes] of entries.entries()) {
      const entry = readEntry(bytes);
      if (!entry.ok || entry.value.strand !== strand || entry.value.seq !== from + i) return null;
      read.push(entry.value);
      await pauseIfDue();
    }
    strands.push(read);
  }
  return inCausalOrder(strands);
};

const slicesOf = function* (entries: readonly Entry[]): Generator<readonly Entry[]> {
  for (let i = 0; i < entries.length; i += AT_ONCE) yield entries.slice(i, i + AT_ONCE);
};
