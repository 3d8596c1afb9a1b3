import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import type { Player } from './cast.ts';

/** The sealed ledger as it lies on a browser's disk, as one update: entries never merge, so equal ledgers give equal bytes. */
const ledgerOf = async (page: Page): Promise<Uint8Array> => {
  const updates = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('ledger-') ? [name] : []));
    const read = (name: string) =>
      new Promise<readonly number[][]>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onerror = () => {
          reject(new Error('It does not open.'));
        };
        asked.onsuccess = () => {
          const db = asked.result;
          const all = db.transaction('updates').objectStore('updates').getAll();
          all.onsuccess = () => {
            db.close();
            resolve((all.result as Uint8Array[]).map((one) => [...one]));
          };
        };
      });
    return (await Promise.all(names.map(read))).flat();
  });
  const doc = new Y.Doc({ gc: false });
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(update));
  return Y.encodeStateAsUpdate(doc);
};

/** Waits until every browser has the very same sealed entries on its disk: receipts go to and fro for a moment. */
export const expectSameRecord = async (players: readonly Player[]): Promise<void> => {
  let bytes = 0;
  await expect
    .poll(
      async () => {
        const ledgers = await Promise.all(players.map(({ page }) => ledgerOf(page)));
        bytes = ledgers[0]?.length ?? 0;
        return new Set(ledgers.map((ledger) => Buffer.from(ledger).toString('base64'))).size;
      },
      { message: 'different records', timeout: 60_000, intervals: [1000] },
    )
    .toBe(1);
  expect(bytes, 'the record holds something').toBeGreaterThan(10_000);
};
