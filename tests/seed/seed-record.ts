import type * as Y from 'yjs';
import type { Device, StoredRecord } from '#device';
import { Ledger } from '#ledger';
import type { PageId, Right } from '#ledger';
import { addItem } from '#record';
import { Notebook } from '../bench/ledger/notes.ts';
import { createCast, join, meet, pageOf } from '../unit/replica/cast.ts';
import { putOnDevice } from './put-on-device.ts';

/** What a seeded record holds. */
export interface SeedPlan {
  readonly notes: number;
  /** Workers beside the client; all of them write, four notes in a turn. */
  readonly members: number;
  readonly years: number;
  readonly seed?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const END = Date.UTC(2026, 0, 5);
const AT_ONCE = 2000;

const WORDS = 'She came to the drop-in and we rang the landlord together; he will look at the boiler on Thursday.';

/** The words of the last note: what a journal shows first. */
export const lastWords = (notes: number): string => `Note ${String(notes - 1)}.`;

/**
 * Puts a large record onto a device without a network: every entry sealed, signed and chained by the real code and taken through the gate, in
 * the very database that the app opens. Gives the row that names it, and the journal as a plain Yjs document.
 */
export const seedRecord = async (device: Device, plan: SeedPlan): Promise<{ readonly stored: StoredRecord; readonly plain: Y.Doc }> => {
  const cast = await createCast(plan.seed ?? 5);
  const { client } = cast;
  const journal = pageOf(client, 'journal');
  const workers = [];
  for (let n = 1; n <= plan.members; n++)
    workers.push(await join(cast, n, `Worker ${String(n)}`, new Map<PageId, Right>([[journal, 'write']])));
  const people = [client, ...workers];
  await meet(...people);
  const before = [...client.ledger.index.entries];
  const key = client.currentKey(journal);
  if (!key) throw new Error('The client has the key of the journal.');
  const dayOf = (n: number) => new Date(END - (1 - n / plan.notes) * plan.years * 365 * DAY_MS).toISOString().slice(0, 10);
  const notebook = new Notebook(
    { record: cast.record, page: journal, key },
    people.map(({ identity }) => identity),
    before,
    cast.random,
    (doc, random, n) => {
      addItem(doc, random, { kind: 'note', type: 'visit', words: `Note ${String(n)}. ${WORDS}`, day: dayOf(n), together: false });
    },
  );
  const notes = await notebook.write(plan.notes, 4);
  const ledger = new Ledger(cast.record);
  const all = [...before, ...notes.map(({ entry }) => entry)];
  for (let i = 0; i < all.length; i += AT_ONCE) {
    const { refusals } = await ledger.append(all.slice(i, i + AT_ONCE), 'seed');
    if (refusals.length > 0 || ledger.waiting > 0) throw new Error('The gate takes what is seeded.');
  }
  for (const one of people) await one.close();
  const stored = await putOnDevice(device, { record: cast.record, seeds: cast.seeds, label: 'Sam' }, ledger.doc);
  ledger.close();
  return { stored, plain: notebook.plain };
};
