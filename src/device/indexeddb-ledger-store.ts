import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { bytesToHex, equalBytes, err, ok } from '#base';

import type { Bytes, Result } from '#base';
import { sha256 } from '#crypto';
import type { SealedDatabase } from './database.ts';
import type { LedgerStore, StorageError } from './ledger-store.ts';
import { toStorageError } from './storage-error.ts';

const UPDATES = 'updates';
/** In y-indexeddb's store for whatever else: entries that its document has no place for. */
const BRANCHED = 'branched:';

const attempt = async <T>(work: () => Promise<T>): Promise<Result<T, StorageError>> => {
  try {
    return ok(await work());
  } catch (problem) {
    return err(toStorageError(problem));
  }
};

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      resolve();
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The database could not be deleted.'));
    };
    request.onblocked = () => {
      resolve(); // another tab closes it in its own time
    };
  });

/**
 * A record's ledger on the disk: y-indexeddb keeps the document, the outbox beside it what this device wrote.
 * y-indexeddb tells nobody when a write is done or has failed, so both are watched from outside.
 */
export class IndexedDbLedgerStore implements LedgerStore {
  readonly #database: SealedDatabase;
  readonly #name: string;
  readonly #outbox: string;
  #persistence: IndexeddbPersistence | null = null;
  #failure: StorageError | null = null;
  /** Some of what lies there is no update at all. */
  #damaged = false;

  /** `name`: the random name of y-indexeddb's database. `outbox`: the random prefix of this record's outbox rows. */
  constructor(database: SealedDatabase, name: string, outbox: string) {
    this.#database = database;
    this.#name = name;
    this.#outbox = outbox;
  }

  load(): ReturnType<LedgerStore['load']> {
    return attempt(async () => {
      const scratch = new Y.Doc({ gc: false });
      this.#persistence = new IndexeddbPersistence(this.#name, scratch);
      const sound = await opened(this.#persistence);
      const doc = sound ? scratch : await salvage(this.#persistence);
      const stored = doc.store.clients.size > 0 ? Y.encodeStateAsUpdate(doc) : null;
      this.#damaged = !sound;
      return { stored, branched: await branchedIn(this.#persistence), outbox: await this.#database.outboxOf(this.#outbox) };
    });
  }

  attach(doc: Y.Doc, { replace }: { readonly replace: boolean }): Promise<Result<void, StorageError>> {
    return attempt(async () => {
      if (this.#persistence) {
        const replaced = replace || this.#damaged;
        // All at once: a crash between taking out and putting in would lose what nobody else has.
        if (replaced) await this.#replaceBy(Y.encodeStateAsUpdate(doc));
        this.#damaged = false;
        handOver(this.#persistence, doc, replaced);
      } else {
        this.#persistence = new IndexeddbPersistence(this.#name, doc);
        await opened(this.#persistence);
      }
      const { db } = this.#persistence;
      const failed = (event: Event) => {
        const { target } = event;
        this.#failure ??= toStorageError(target instanceof IDBTransaction || target instanceof IDBRequest ? target.error : null);
      };
      db?.addEventListener('abort', failed);
      db?.addEventListener('error', failed);
      db?.addEventListener('close', () => (this.#failure ??= { type: 'gone' }));
    });
  }

  keepBranched(entries: readonly Bytes[]): Promise<Result<void, StorageError>> {
    return attempt(() =>
      this.#write(({ custom }) => entries.forEach((entry) => custom.put(entry, `${BRANCHED}${bytesToHex(sha256(entry))}`))),
    );
  }

  async keepOwn(seq: number, entry: Bytes): Promise<Result<void, StorageError>> {
    if (this.#failure) return err(this.#failure);
    return attempt(() => this.#database.putOutbox(this.#outbox, seq, entry));
  }

  async settled(): Promise<Result<void, StorageError>> {
    const written = await attempt(() => this.#behindWrites());
    if (this.#failure) return err(this.#failure);
    return written;
  }

  clearOutbox(upTo: number): Promise<Result<void, StorageError>> {
    return attempt(() => this.#database.clearOutbox(this.#outbox, upTo));
  }

  async forget(): Promise<void> {
    await this.close();
    await attempt(() => this.#database.clearOutbox(this.#outbox, 0xff_ff_ff_ff));
    await attempt(() => deleteDatabase(this.#name));
  }

  async close(): Promise<void> {
    const persistence = this.#persistence;
    this.#persistence = null;
    await persistence?.destroy();
  }

  /** A strict transaction of ours on y-indexeddb's own store: the browser runs it after the writes that were begun before it. */
  #behindWrites(): Promise<void> {
    // A strict transaction that wrote nothing would prove nothing.
    return this.#write(({ custom }) => custom.put(0, 'settled'));
  }

  #replaceBy(update: Uint8Array): Promise<void> {
    return this.#write(({ updates }) => {
      updates.clear();
      updates.add(update);
    });
  }

  #write(put: (stores: { readonly updates: IDBObjectStore; readonly custom: IDBObjectStore }) => void): Promise<void> {
    const db = this.#persistence?.db;
    if (!db) return Promise.reject(new DOMException('The ledger is not open.', 'InvalidStateError'));
    return new Promise((resolve, reject) => {
      const transaction = db.transaction([UPDATES, 'custom'], 'readwrite', { durability: 'strict' });
      put({ updates: transaction.objectStore(UPDATES), custom: transaction.objectStore('custom') });
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('The transaction was ended.'));
      };
    });
  }
}

/* eslint-disable @typescript-eslint/unbound-method, @typescript-eslint/no-misused-promises -- y-indexeddb binds both in its constructor */
/**
 * Gives the persistence, which loaded what is stored into a document of its own, the checked document with the same content.
 * Made on the checked one, it would write all of it once more at every start.
 */
const handOver = (persistence: IndexeddbPersistence, doc: Y.Doc, replaced: boolean): void => {
  const scratch = persistence.doc;
  scratch.off('update', persistence._storeUpdate);
  scratch.off('destroy', persistence.destroy);
  doc.on('update', persistence._storeUpdate);
  doc.on('destroy', persistence.destroy);
  persistence.doc = doc;
  const stored = Y.encodeStateVector(scratch);
  if (!replaced && !equalBytes(stored, Y.encodeStateVector(doc))) persistence._storeUpdate(Y.encodeStateAsUpdate(doc, stored), null);
  scratch.destroy();
};

/**
 * y-indexeddb waits for ever where its database cannot be opened, or holds bytes that are no update; its own promise of the database
 * tells of the first. Of the second: its load holds a write lock, so what asks after it is answered when it is over.
 * Gives whether all could be read.
 */
const opened = async (persistence: IndexeddbPersistence): Promise<boolean> => {
  const inner = persistence as unknown as { readonly _db: Promise<IDBDatabase> };
  const db = await inner._db;
  await ask(db.transaction(UPDATES).objectStore(UPDATES).count());
  return persistence.synced;
};

/** Of a store that was damaged, what can still be read. It goes through the gate like everything, and the rest comes from the team. */
const salvage = async (persistence: IndexeddbPersistence): Promise<Y.Doc> => {
  const inner = persistence as unknown as { readonly _db: Promise<IDBDatabase> };
  const db = await inner._db;
  const updates: unknown[] = await ask(db.transaction(UPDATES).objectStore(UPDATES).getAll());
  const readable = updates.filter((update): update is Uint8Array => {
    try {
      if (!(update instanceof Uint8Array)) return false;
      Y.decodeUpdate(update);
      return true;
    } catch {
      return false;
    }
  });
  const doc = new Y.Doc({ gc: false });
  for (const update of readable) Y.applyUpdate(doc, update);
  return doc;
};

/** Entries that were kept beside the document. */
const branchedIn = async (persistence: IndexeddbPersistence): Promise<readonly Bytes[]> => {
  const inner = persistence as unknown as { readonly _db: Promise<IDBDatabase> };
  const db = await inner._db;
  const range = IDBKeyRange.bound(BRANCHED, `${BRANCHED}\uffff`);
  const found: unknown[] = await ask(db.transaction('custom').objectStore('custom').getAll(range));
  return found.flatMap((entry) => (entry instanceof Uint8Array ? [new Uint8Array(entry)] : []));
};

const ask = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The database did not answer.'));
    };
  });
