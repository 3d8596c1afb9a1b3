import { err, ok } from '#base';
import type { Result } from '#base';
import { holdRecord } from '#device';
import type { LedgerStore, StorageError, StoredRecord } from '#device';
import type { PageId } from '#ledger';
import { formerOf } from './former.ts';
import type { World } from './open-record.ts';
import { Preview } from './preview/preview.ts';
import { toIdentity } from './replica/identity.ts';
import { Replica } from './replica/replica.ts';
import type { OpenPage, TeamView } from './replica/types.ts';

/** A record as this device knows it, looked at without opening it for use: nothing is written and nobody is met. */
export interface RecordToRead {
  readonly stored: StoredRecord;
  readonly view: TeamView;
  openPage(id: PageId): OpenPage | null;
  close(): Promise<void>;
}

export interface ReadError {
  readonly type: 'unknown-record' | 'taken-off' | 'open-elsewhere' | 'storage';
}

/** A store that gives what lies there and takes nothing. */
const readOnly = (store: LedgerStore): LedgerStore => {
  const refuse = (): Promise<Result<void, StorageError>> => Promise.resolve(err({ type: 'blocked' }));
  const nothing = (): Promise<Result<void, StorageError>> => Promise.resolve(ok(undefined));
  return {
    load: () => store.load(),
    attach: nothing,
    keepBranched: nothing,
    keepOwn: refuse,
    settled: nothing,
    clearOutbox: nothing,
    forget: () => Promise.resolve(),
    close: () => store.close(),
  };
};

/**
 * Reads a record of this device: what it wrote down when the record was last open, or else the sealed ledger itself, through the gate. No links,
 * no receipts, no marks; the keys are forgotten with `close`.
 */
export const readRecord = async ({ device, clock, random }: World, id: string): Promise<Result<RecordToRead, ReadError>> => {
  const stored = await device.records.get(id);
  if (!stored) return err({ type: 'unknown-record' });
  if (stored.state === 'taken-off') return err({ type: 'taken-off' });
  const identity = await toIdentity(stored.seeds);
  const preview = Preview.of(await device.records.snapshotsOf(stored).load(), { record: stored.record, own: identity.strand });
  if (preview)
    return ok({
      stored,
      view: preview.view,
      openPage: (page) => preview.openPage(page, () => undefined),
      close: () => {
        preview.close();
        return Promise.resolve();
      },
    });
  // Another tab may be writing what would be read here.
  const hold = await holdRecord(stored.space, { take: false, onLost: () => undefined });
  if (hold.state === 'elsewhere') return err({ type: 'open-elsewhere' });
  const replica = await Replica.open({
    record: stored.record,
    identity,
    store: readOnly(device.records.ledgerStoreOf(stored)),
    clock,
    random,
    receiptsKey: null,
    former: await formerOf(stored),
  });
  if (!replica.ok) {
    hold.release();
    return err({ type: 'storage' });
  }
  return ok({
    stored,
    view: replica.value.view(),
    openPage: (page) => replica.value.openPage(page),
    close: async () => {
      await replica.value.close();
      hold.release();
    },
  });
};
