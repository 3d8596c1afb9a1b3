import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url, bytesToHex, Redacted, toInstant } from '#base';
import type { Bytes, Instant, Random } from '#base';
import { toRecordId } from '#ledger';
import type { RecordId } from '#ledger';
import type { BlobStore } from './blob-store.ts';
import type { SealedDatabase } from './database.ts';
import { IndexedDbLedgerStore } from './indexeddb-ledger-store.ts';
import type { LedgerStore } from './ledger-store.ts';
import { SealedBlobs } from './sealed-blobs.ts';
import { SealedSnapshots } from './snapshots.ts';
import type { SnapshotStore } from './snapshots.ts';

const bytes = z.string().check(z.maxLength(100));

/** An ICE server as a setting (RFC 8829): the relay or reflector that a record or an installation names. */
export const IceServerSchema = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});

/** How this device reaches the others. */
export const NetworkSchema = z.object({ meetingPoints: z.array(z.string()), iceServers: z.array(IceServerSchema), relayOnly: z.boolean() });
export type Network = Readonly<z.infer<typeof NetworkSchema>>;

const RowSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  record: z.string(),
  role: z.enum(['client', 'member']),
  label: z.string(),
  space: z.string(),
  state: z.enum(['joining', 'open', 'taken-off']),
  sign: bytes,
  box: bytes,
  receipts: z.nullable(bytes),
  network: NetworkSchema,
  /** The entry that admitted this device: shown to those who have not heard of it. */
  introduction: z.string(),
  /** Of a device that joins: the device of the client's that let it in, and the meeting key that it was handed. */
  inviter: z.nullable(z.object({ strand: z.number(), key: z.string() })),
  meet: z.nullable(bytes),
  takenOffAt: z.nullable(z.number()),
  showMe: z.boolean(),
  /** Strands under which this device wrote before, and what opens what is sealed to them. */
  former: z.optional(z.array(z.object({ strand: z.number(), box: bytes }))),
});
type Row = z.infer<typeof RowSchema>;

/** One record that this device has. */
export interface StoredRecord {
  readonly id: string;
  readonly record: RecordId;
  readonly role: 'client' | 'member';
  /** What this device calls it. */
  readonly label: string;
  /** Random: names its database and outbox. */
  readonly space: string;
  readonly state: 'joining' | 'open' | 'taken-off';
  readonly seeds: { readonly sign: Redacted<Bytes>; readonly box: Redacted<Bytes>; readonly receipts: Redacted<Bytes> | null };
  readonly network: Network;
  readonly introduction: Bytes;
  readonly inviter: { readonly strand: number; readonly key: string } | null;
  readonly meet: Redacted<Bytes> | null;
  readonly takenOffAt: Instant | null;
  /** Whether the client shows that they are here now. */
  readonly showMe: boolean;
  /** Strands under which this device wrote before (its own was forked, or stood in its way), with what opens what was sealed to them. */
  readonly former: readonly { readonly strand: number; readonly box: Redacted<Bytes> }[];
}

const TABLE = 'records';

const secret = (text: string): Redacted<Bytes> | null => {
  const value = base64urlToBytes(text);
  return value && new Redacted(value);
};
const open = (value: Redacted<Bytes>): string => bytesToBase64url(value.reveal());

const toRow = (record: StoredRecord): Row => ({
  version: 1,
  id: record.id,
  record: record.record,
  role: record.role,
  label: record.label,
  space: record.space,
  state: record.state,
  sign: open(record.seeds.sign),
  box: open(record.seeds.box),
  receipts: record.seeds.receipts && open(record.seeds.receipts),
  network: { ...record.network, meetingPoints: [...record.network.meetingPoints], iceServers: [...record.network.iceServers] },
  introduction: bytesToBase64url(record.introduction),
  inviter: record.inviter,
  meet: record.meet && open(record.meet),
  takenOffAt: record.takenOffAt,
  showMe: record.showMe,
  former: record.former.map(({ strand, box }) => ({ strand, box: open(box) })),
});

const fromRow = (value: unknown): StoredRecord | null => {
  const parsed = z.safeParse(RowSchema, value);
  if (!parsed.success) return null;
  const row = parsed.data;
  const [record, sign, box, introduction] = [toRecordId(row.record), secret(row.sign), secret(row.box), base64urlToBytes(row.introduction)];
  if (!record || !sign || !box || !introduction) return null;
  return {
    ...row,
    record,
    seeds: { sign, box, receipts: row.receipts === null ? null : secret(row.receipts) },
    introduction,
    meet: row.meet === null ? null : secret(row.meet),
    takenOffAt: row.takenOffAt === null ? null : toInstant(row.takenOffAt),
    former: (row.former ?? []).flatMap(({ strand, box }) => {
      const key = secret(box);
      return key ? [{ strand, box: key }] : [];
    }),
  };
};

/** The records of this device. */
export class Records {
  readonly #database: SealedDatabase;
  readonly #random: Random;

  constructor(database: SealedDatabase, random: Random) {
    this.#database = database;
    this.#random = random;
  }

  /** A fresh random name: for a row, a database, an outbox. */
  createName(): string {
    return bytesToHex(this.#random(16));
  }

  async list(): Promise<readonly StoredRecord[]> {
    return (await this.#database.all(TABLE)).flatMap((value) => fromRow(value) ?? []);
  }

  async get(id: string): Promise<StoredRecord | null> {
    return fromRow(await this.#database.get(TABLE, id));
  }

  async put(record: StoredRecord): Promise<void> {
    await this.#database.put(TABLE, record.id, toRow(record));
  }

  ledgerStoreOf(record: Pick<StoredRecord, 'space'>): LedgerStore {
    return new IndexedDbLedgerStore(this.#database, `ledger-${record.space}`, record.space);
  }

  /** What the record last looked like, to be shown while it is opened. */
  snapshotsOf(record: Pick<StoredRecord, 'space'>): SnapshotStore {
    return new SealedSnapshots(this.#database, record.space);
  }

  /** The record's pictures and letters, sealed. */
  blobsOf(record: Pick<StoredRecord, 'space'>): BlobStore {
    return new SealedBlobs(this.#database, record.space);
  }

  /** Deletes keys, snapshot, attachments and sealed ledger: this device has the record no more. */
  async forget(record: StoredRecord): Promise<void> {
    await this.#database.delete(TABLE, record.id);
    await this.snapshotsOf(record).forget();
    await this.blobsOf(record).forget();
    await this.ledgerStoreOf(record).forget();
  }
}
