import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import { bytesToText, concatBytes, textToBytes } from '#base';
import type { Bytes, Random } from '#base';
import { createVaultKey, NONCE_BYTES, openAead, sealAead, toAeadKey } from '#crypto';
import type { AeadKey } from '#crypto';

/** A row as it lies on the disk: what it is about is in the box. Keys are random or tell nothing. */
interface SealedRow {
  readonly key: string;
  readonly box: Bytes;
}

/** Sealed tables: records this device has, its settings and drafts. */
export type TableName = 'records' | 'settings' | 'drafts';

/** How the vault key is kept. Later versions wrap it under a passphrase or a passkey. */
interface VaultRow {
  readonly id: 'vault';
  readonly version: 1;
  /** A key object that the browser keeps and gives nobody as bytes. It is on the disk: who copies the whole profile has it. */
  readonly key: unknown;
}

class AroundMeDatabase extends Dexie {
  declare readonly vault: Table<VaultRow, string>;
  declare readonly records: Table<SealedRow, string>;
  declare readonly settings: Table<SealedRow, string>;
  declare readonly drafts: Table<SealedRow, string>;
  declare readonly outbox: Table<SealedRow, string>;
  declare readonly snapshots: Table<SealedRow, string>;
  declare readonly blobs: Table<SealedRow, string>;
  declare readonly blobParts: Table<SealedRow, string>;

  constructor(name: string) {
    // Strict: a transaction that is done is on the disk, not in a cache of the system's.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ vault: 'id', records: 'key', settings: 'key', drafts: 'key', outbox: 'key' });
    this.version(2).stores({ snapshots: 'key' });
    this.version(3).stores({ blobs: 'key', blobParts: 'key' });
  }
}

const additionalData = (table: string, key: string): Bytes => textToBytes(`around-me/device/1\0${table}\0${key}`);

/** This device's database: everything in it lies under the vault key. */
export class SealedDatabase {
  readonly #db: AroundMeDatabase;
  readonly #vault: AeadKey;
  readonly #random: Random;

  private constructor(db: AroundMeDatabase, vault: AeadKey, random: Random) {
    this.#db = db;
    this.#vault = vault;
    this.#random = random;
  }

  /** Opens it, and makes the vault key at first use. Throws what IndexedDB throws: see `toStorageError`. */
  static async open(random: Random, name = 'around-me'): Promise<SealedDatabase> {
    const db = new AroundMeDatabase(name);
    const row = (await db.vault.get('vault')) ?? (await makeVault(db));
    const vault = toAeadKey(row.key);
    if (!vault) throw new Error('The vault key is not a key.');
    return new SealedDatabase(db, vault, random);
  }

  /** Deletes the whole of it, its vault key too: what was under that key can be opened by nobody. */
  static async erase(name: string): Promise<void> {
    await Dexie.delete(name);
  }

  async seal(table: string, key: string, plain: Bytes): Promise<Bytes> {
    const nonce = this.#random(NONCE_BYTES);
    return concatBytes(nonce, await sealAead(this.#vault, nonce, additionalData(table, key), plain));
  }

  /** `null` where the box is not one of this vault for this place. */
  open(table: string, key: string, box: Bytes): Promise<Bytes | null> {
    return openAead(this.#vault, box.slice(0, NONCE_BYTES), additionalData(table, key), box.slice(NONCE_BYTES));
  }

  /** A JSON value; `undefined` where there is none or it cannot be opened. What comes back is unknown: check it. */
  async get(table: TableName, key: string): Promise<unknown> {
    const row = await this.#db[table].get(key);
    const plain = row && (await this.open(table, key, row.box));
    return plain ? parse(plain) : undefined;
  }

  async all(table: TableName): Promise<readonly unknown[]> {
    const rows = await this.#db[table].toArray();
    const plains = await Promise.all(rows.map(({ key, box }) => this.open(table, key, box)));
    return plains.flatMap((plain) => (plain ? [parse(plain)] : []));
  }

  async put(table: TableName, key: string, value: unknown): Promise<void> {
    const box = await this.seal(table, key, textToBytes(JSON.stringify(value)));
    await this.#db[table].put({ key, box });
  }

  async delete(table: TableName, key: string): Promise<void> {
    await this.#db[table].delete(key);
  }

  async putOutbox(space: string, seq: number, bytes: Bytes): Promise<void> {
    const key = outboxKey(space, seq);
    const box = await this.seal('outbox', key, bytes);
    await this.#db.outbox.put({ key, box });
  }

  /** A space's outbox, in order. */
  async outboxOf(space: string): Promise<readonly Bytes[]> {
    const rows = await this.#db.outbox.where('key').startsWith(`${space}:`).sortBy('key');
    const plains = await Promise.all(rows.map(({ key, box }) => this.open('outbox', key, box)));
    return plains.flatMap((plain) => (plain ? [plain] : []));
  }

  async clearOutbox(space: string, upTo: number): Promise<void> {
    await this.#db.outbox.where('key').between(outboxKey(space, 0), outboxKey(space, upTo), true, true).delete();
  }

  /** The parts of a space's snapshot that can be opened, by name. */
  async snapshotOf(space: string): Promise<ReadonlyMap<string, Bytes>> {
    const rows = await this.#db.snapshots.where('key').startsWith(`${space}:`).toArray();
    const plains = await Promise.all(rows.map(async ({ key, box }) => [key, await this.open('snapshots', key, box)] as const));
    return new Map(plains.flatMap(([key, plain]) => (plain ? [[key.slice(space.length + 1), plain] as const] : [])));
  }

  /** Drops and puts parts of a space's snapshot, all or none. */
  async writeSnapshot(
    space: string,
    change: { readonly put: ReadonlyMap<string, Bytes>; readonly drop: readonly string[] },
  ): Promise<void> {
    const rows = [...change.put].map(async ([part, plain]): Promise<SealedRow> => {
      const key = `${space}:${part}`;
      return { key, box: await this.seal('snapshots', key, plain) };
    });
    const put = await Promise.all(rows);
    await this.#db.transaction('rw', this.#db.snapshots, async () => {
      await this.#db.snapshots.bulkDelete(change.drop.map((part) => `${space}:${part}`));
      await this.#db.snapshots.bulkPut(put);
    });
  }

  async clearSnapshot(space: string): Promise<void> {
    await this.#db.snapshots.where('key').startsWith(`${space}:`).delete();
  }

  /** What is said of each of a space's blobs: JSON values, unchecked. */
  async blobsOf(space: string): Promise<readonly unknown[]> {
    const rows = await this.#db.blobs.where('key').startsWith(`${space}:`).toArray();
    const plains = await Promise.all(rows.map(({ key, box }) => this.open('blobs', key, box)));
    return plains.flatMap((plain) => (plain ? [parse(plain)] : []));
  }

  /** Puts a blob's parts and what is said of it, all or none. */
  async putBlob(space: string, hash: string, said: unknown, parts: readonly Bytes[]): Promise<void> {
    const key = `${space}:${hash}`;
    const row: SealedRow = { key, box: await this.seal('blobs', key, textToBytes(JSON.stringify(said))) };
    const sealing = parts.map(async (plain, part): Promise<SealedRow> => {
      const partKey = blobPartKey(space, hash, part);
      return { key: partKey, box: await this.seal('blobParts', partKey, plain) };
    });
    const sealed = await Promise.all(sealing);
    await this.#db.transaction('rw', this.#db.blobs, this.#db.blobParts, async () => {
      await this.#db.blobParts.bulkPut(sealed);
      await this.#db.blobs.put(row);
    });
  }

  async blobPart(space: string, hash: string, part: number): Promise<Bytes | null> {
    const key = blobPartKey(space, hash, part);
    const row = await this.#db.blobParts.get(key);
    return row ? this.open('blobParts', key, row.box) : null;
  }

  /** Drops the blobs whose key begins so, with their parts, all or none. */
  async dropBlobs(prefix: string): Promise<void> {
    await this.#db.transaction('rw', this.#db.blobs, this.#db.blobParts, async () => {
      await this.#db.blobs.where('key').startsWith(prefix).delete();
      await this.#db.blobParts.where('key').startsWith(prefix).delete();
    });
  }

  close(): void {
    this.#db.close();
  }
}

/** Makes the vault key, unless another tab was faster. */
const makeVault = async (db: AroundMeDatabase): Promise<VaultRow> => {
  const made: VaultRow = { id: 'vault', version: 1, key: await createVaultKey() };
  return db.transaction('rw', db.vault, async () => {
    const known = await db.vault.get('vault');
    if (!known) await db.vault.add(made);
    return known ?? made;
  });
};

const outboxKey = (space: string, seq: number): string => `${space}:${seq.toString(16).padStart(8, '0')}`;

const blobPartKey = (space: string, hash: string, part: number): string => `${space}:${hash}:${part.toString(16).padStart(4, '0')}`;

const parse = (plain: Bytes): unknown => {
  const text = bytesToText(plain);
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};
