import * as Y from 'yjs';
import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url, Redacted } from '#base';
import type { Bytes } from '#base';
import type { Device, StoredRecord } from '#device';
import { toRecordId } from '#ledger';
import type { Played } from '../../src/sync/made-up/play.ts';
import type { LifePlan } from './life.ts';
import { putOnDevice } from './put-on-device.ts';

/** What `npm run seed` writes: a made-up client's record with their own keys, which open nothing else. */
const SeededFile = z.object({
  format: z.literal('around-me/seeded-record'),
  version: z.literal(1),
  plan: z.object({ years: z.number(), members: z.number(), seed: z.number(), entriesPerYear: z.number() }),
  label: z.string(),
  record: z.string(),
  entries: z.number(),
  sign: z.string(),
  box: z.string(),
  receipts: z.string(),
  /** The sealed ledger as one update. */
  ledger: z.string(),
});

const hidden = (value: Redacted<Bytes>): string => bytesToBase64url(value.reveal());

export const writeSeeded = (played: Played, plan: LifePlan): string =>
  JSON.stringify({
    format: 'around-me/seeded-record',
    version: 1,
    plan,
    label: 'Sam',
    record: played.client.record,
    entries: played.client.ledger.index.entries.length,
    sign: hidden(played.seeds.sign),
    box: hidden(played.seeds.box),
    receipts: hidden(played.seeds.receipts),
    ledger: bytesToBase64url(Y.encodeStateAsUpdate(played.client.ledger.doc)),
  } satisfies z.infer<typeof SeededFile>);

/** Puts such a file on a device: its record is there the next time that the app opens. Gives the row that names it. */
export const putSeeded = async (device: Device, text: string): Promise<StoredRecord> => {
  const { record, sign, box, receipts, ledger, label } = SeededFile.parse(JSON.parse(text));
  const bytes = (value: string): Bytes => {
    const found = base64urlToBytes(value);
    if (!found) throw new RangeError('That is no seeded record.');
    return found;
  };
  const id = toRecordId(record);
  if (!id) throw new RangeError('That is no seeded record.');
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, bytes(ledger));
  const seeds = { sign: new Redacted(bytes(sign)), box: new Redacted(bytes(box)), receipts: new Redacted(bytes(receipts)) };
  return putOnDevice(device, { record: id, seeds, label }, doc);
};
