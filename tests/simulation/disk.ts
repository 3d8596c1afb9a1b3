import * as Y from 'yjs';
import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { LedgerStore, StorageError } from '#device';
import { readEntry } from '#ledger';
import type { Entry, EntryHash } from '#ledger';
import type { Chance } from './chance.ts';

type Done = Promise<Result<void, StorageError>>;

/** What lies on a disk at some moment. */
export interface DiskCopy {
  readonly written: readonly Uint8Array[];
  readonly outbox: ReadonlyMap<number, Bytes>;
  readonly branched: readonly Bytes[];
}

/** The disk of one device. What is written goes through the store of the time that the device is on, which ends with its power. */
export class Disk {
  readonly chance: Chance;
  written: Uint8Array[] = [];
  outbox = new Map<number, Bytes>();
  branched: Bytes[] = [];
  /** Counts down with each write of any kind; at zero the power goes, just before the write or just after. */
  crashIn = Infinity;
  /** Own entries that the device was told are kept, as they were when they left the outbox; whoever looks takes them out. */
  acknowledged: Bytes[] = [];
  /** Own entries that the device began to put down, whether the power went or not; whoever looks takes them out. */
  begun: Entry[] = [];
  /** Every own entry that this device ever put down (with whichever signature it travels): what else stands under its name is forged. */
  readonly wrote = new Set<EntryHash>();

  constructor(chance: Chance) {
    this.chance = chance;
  }

  copy(): DiskCopy {
    return { written: [...this.written], outbox: new Map(this.outbox), branched: [...this.branched] };
  }

  /** An old copy is put back. */
  restore(copy: DiskCopy): void {
    this.written = [...copy.written];
    this.outbox = new Map(copy.outbox);
    this.branched = [...copy.branched];
  }
}

/**
 * A store as browsers have it: the ledger document is written lazily and may lose its tail in a crash, the outbox is strict, and a crash
 * can come before or after any write. Once the power is gone, whoever still holds this store writes nothing.
 */
export class FaultyStore implements LedgerStore {
  readonly #disk: Disk;
  #late: Uint8Array[] = [];
  #detach: () => void = () => undefined;
  #dead = false;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  get hasCrashed(): boolean {
    return this.#dead;
  }

  /** The power goes: what was not on the disk yet is gone, from some place on. */
  crash(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#detach();
    this.#disk.written.push(...this.#late.slice(0, this.#disk.chance.below(this.#late.length + 1)));
    this.#disk.crashIn = Infinity;
  }

  load(): ReturnType<LedgerStore['load']> {
    const { written, branched, outbox } = this.#disk;
    const stored = written.length > 0 ? Y.mergeUpdates([...written]) : null;
    return Promise.resolve(
      ok({ stored, branched: [...branched], outbox: [...outbox].sort(([a], [b]) => a - b).map(([, bytes]) => bytes) }),
    );
  }

  attach(doc: Y.Doc, { replace }: { readonly replace: boolean }): Done {
    const whole = Y.encodeStateAsUpdate(doc);
    const done = this.#write(() => {
      if (replace) this.#disk.written = [whole];
      else this.#late = [whole];
    });
    if (this.#dead) return done;
    const store = (update: Uint8Array) => void this.#write(() => this.#late.push(update));
    doc.on('update', store);
    this.#detach = () => {
      doc.off('update', store);
    };
    return done;
  }

  keepBranched(entries: readonly Bytes[]): Done {
    return this.#write(() => this.#disk.branched.push(...entries));
  }

  keepOwn(seq: number, entry: Bytes): Done {
    const read = readEntry(entry);
    if (read.ok) {
      this.#disk.begun.push(read.value);
      this.#disk.wrote.add(read.value.hash);
    }
    return this.#write(() => this.#disk.outbox.set(seq, entry));
  }

  settled(): Done {
    return this.#write(() => {
      this.#disk.written.push(...this.#late);
      this.#late = [];
    });
  }

  clearOutbox(upTo: number): Done {
    return this.#write(() => {
      for (const [seq, entry] of [...this.#disk.outbox]) {
        if (seq > upTo) continue;
        this.#disk.acknowledged.push(entry);
        this.#disk.outbox.delete(seq);
      }
    });
  }

  forget(): Promise<void> {
    this.#disk.restore({ written: [], outbox: new Map(), branched: [] });
    return this.close();
  }

  close(): Promise<void> {
    this.#detach();
    if (!this.#dead) this.#disk.written.push(...this.#late);
    this.#dead = true;
    return Promise.resolve();
  }

  #write(put: () => void): Done {
    if (this.#dead) return Promise.resolve(err({ type: 'gone' }));
    this.#disk.crashIn -= 1;
    if (this.#disk.crashIn > 0) {
      put();
      return Promise.resolve(ok(undefined));
    }
    if (this.#disk.chance.happens(0.5)) put();
    this.crash();
    return Promise.resolve(err({ type: 'gone' }));
  }
}
