import type * as Y from 'yjs';
import type { Device, StoredRecord } from '#device';

/** Puts a record of the client's, and its sealed ledger, into the very database that the app opens. Gives the row that names it. */
export const putOnDevice = async (
  device: Device,
  { record, seeds, label }: Pick<StoredRecord, 'record' | 'seeds' | 'label'>,
  ledger: Y.Doc,
): Promise<StoredRecord> => {
  const stored: StoredRecord = {
    id: device.records.createName(),
    record,
    role: 'client',
    label,
    space: device.records.createName(),
    state: 'open',
    seeds,
    network: { meetingPoints: [], iceServers: [], relayOnly: false },
    introduction: new Uint8Array(0),
    inviter: null,
    meet: null,
    takenOffAt: null,
    showMe: false,
    former: [],
  };
  const store = device.records.ledgerStoreOf(stored);
  await store.load();
  const attached = await store.attach(ledger, { replace: true });
  const settled = await store.settled();
  if (!attached.ok || !settled.ok) throw new Error('The disk takes what is seeded.');
  await store.close();
  await device.records.put(stored);
  return stored;
};
