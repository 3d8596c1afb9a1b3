import * as Y from 'yjs';
import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { LedgerStore, StorageError } from '#device';
import type { Chance } from './chance.ts';

type Done = Promise<Result<void, StorageError>>;

/**
 * A disk as browsers have it: the ledger document is written lazily and may lose its tail in a crash, the outbox is strict, and a crash
 * can come before or after any write.
 */
export class FaultyStore implements LedgerStore {
  readonly #chance: Chance;
  #written: Uint8Array[] = [];
  #late: Uint8Array[] = [];
  #outbox = new Map<number, Bytes>();
  #branched: Bytes[] = [];
  #detach: () => void = () => undefined;
  /** Counts down with each own write; at zero the device loses its power, just before it or just after. */
  crashIn = Infinity;
  /** How many entries of this device were said to be kept. */
  acknowledged = 0;
  #dead = false;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  get hasCrashed(): boolean {
    return this.#dead;
  }

  /** The power goes: what was not on the disk yet is gone, from some place on. */
  crash(): void {
    this.#dead = true;
    this.#detach();
    this.#written.push(...this.#late.slice(0, this.#chance.below(this.#late.length + 1)));
    this.#late = [];
  }

  /** The power is back. */
  start(): void {
    this.#dead = false;
    this.crashIn = Infinity;
  }

  load(): ReturnType<LedgerStore['load']> {
    const stored = this.#written.length > 0 ? Y.mergeUpdates([...this.#written]) : null;
    return Promise.resolve(
      ok({ stored, branched: this.#branched, outbox: [...this.#outbox].sort(([a], [b]) => a - b).map(([, bytes]) => bytes) }),
    );
  }

  attach(doc: Y.Doc, { replace }: { readonly replace: boolean }): Done {
    if (replace) this.#written = [];
    this.#late = [Y.encodeStateAsUpdate(doc)];
    const store = (update: Uint8Array) => {
      if (!this.#dead) this.#late.push(update);
    };
    doc.on('update', store);
    this.#detach = () => {
      doc.off('update', store);
    };
    return Promise.resolve(ok(undefined));
  }

  keepBranched(entries: readonly Bytes[]): Done {
    if (this.#dead) return Promise.resolve(err({ type: 'gone' }));
    this.#branched.push(...entries);
    return Promise.resolve(ok(undefined));
  }

  keepOwn(seq: number, entry: Bytes): Done {
    if (this.#dead) return Promise.resolve(err({ type: 'gone' }));
    this.crashIn -= 1;
    const before = this.crashIn <= 0 && this.#chance.happens(0.5);
    if (!before) this.#outbox.set(seq, entry);
    if (this.crashIn > 0) return Promise.resolve(ok(undefined));
    this.crash();
    return Promise.resolve(err({ type: 'gone' }));
  }

  settled(): Done {
    if (this.#dead) return Promise.resolve(err({ type: 'gone' }));
    this.#written.push(...this.#late);
    this.#late = [];
    return Promise.resolve(ok(undefined));
  }

  clearOutbox(upTo: number): Done {
    if (this.#dead) return Promise.resolve(err({ type: 'gone' }));
    this.acknowledged = Math.max(this.acknowledged, upTo + 1);
    for (const seq of [...this.#outbox.keys()]) if (seq <= upTo) this.#outbox.delete(seq);
    return Promise.resolve(ok(undefined));
  }

  forget(): Promise<void> {
    this.#written = [];
    this.#outbox.clear();
    return this.close();
  }

  close(): Promise<void> {
    this.#detach();
    if (!this.#dead) this.#written.push(...this.#late);
    this.#late = [];
    return Promise.resolve();
  }
}
