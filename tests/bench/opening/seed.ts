import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { systemRandom } from '#base';
import { Device } from '#device';
import { seedRecord } from '../../seed/seed-record.ts';
import type { SeedPlan } from '../../seed/seed-record.ts';
import { putSeeded } from '../../seed/seeded-file.ts';
import { PLAIN } from './names.ts';

/** Makes the record, and the same journal once more as y-indexeddb keeps a plain document. Gives the record's id on this device. */
const seed = async (plan: SeedPlan): Promise<string> => {
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  const { stored, plain } = await seedRecord(device.value, plan);
  device.value.close();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(plain));
  const kept = new IndexeddbPersistence(PLAIN, doc);
  await kept.whenSynced;
  await kept.destroy();
  // It tells nobody when it is on the disk: what is there is looked at once more.
  const again = new Y.Doc();
  const there = new IndexeddbPersistence(PLAIN, again);
  await there.whenSynced;
  if (again.getMap('items').size !== plan.notes) throw new Error('The plain journal is not on the disk.');
  await there.destroy();
  return stored.id;
};

/** Puts what `npm run seed` wrote on this device. Gives the record's id on it. */
const put = async (text: string): Promise<string> => {
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  const stored = await putSeeded(device.value, text);
  device.value.close();
  return stored.id;
};

declare global {
  var putSeededFile: ((text: string) => Promise<string>) | undefined;
  var seed: ((plan: SeedPlan) => Promise<string>) | undefined;
}
globalThis.seed = seed;
globalThis.putSeededFile = put;
