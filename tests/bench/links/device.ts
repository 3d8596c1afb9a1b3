import { base64urlToBytes, bytesToBase64url } from '#base';
import { addItem } from '#record';
import type { Replica } from '#sync';
import { openRoom } from '../../../src/sync/link/room.ts';
import type { Room } from '../../../src/sync/link/room.ts';
import { createTwo, hostOf, until } from '../../browser/link/two-devices.ts';
import { pageOf } from '../../unit/replica/cast.ts';
import { bareConnection, bareTransfer } from './bare.ts';

/**
 * One device of the benchmark, in a page of its own. Both pages make the same two people from one seed: the keys are the same there
 * and here, and what the client wrote is in one of them only.
 */
const SEED = 8;

const entriesOf = (replica: Replica): number => replica.ledger.index.entries.length;

/** The client's device: writes notes until the ledger has `bytes` bytes, and waits in the room. */
const startClient = async (meetingPoint: string, bytes: number) => {
  const { cast, client, worker } = await createTwo(SEED);
  const journal = pageOf(client, 'journal');
  const open = client.openPage(journal);
  if (!open) throw new Error('the journal is not open');
  const size = () => client.ledger.index.entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
  let written = 0;
  const words = 'She came to the drop-in and we rang the landlord together. '.repeat(9);
  while (size() < bytes)
    for (let i = 0; i < 200; i++) {
      addItem(open.doc, cast.random, {
        kind: 'note',
        type: 'visit',
        words: `${String(written++)} ${words}`,
        day: '2026-01-05',
        together: false,
      });
      await client.flush();
    }
  const [introduction = new Uint8Array(0)] = hostOf(cast, worker).host.introductions();
  openRoom({ host: hostOf(cast, client).host, doc: client.ledger.doc, meetingPoints: [meetingPoint], showMe: true });
  return { introduction: bytesToBase64url(introduction), entries: entriesOf(client), bytes: size() };
};

let worker: { readonly open: () => { readonly room: Room | null; readonly synced: () => boolean }; readonly replica: Replica } | null =
  null;

/** The worker's device: has nothing yet but the entry that let it in. */
const startWorker = async (meetingPoint: string, introduction: string) => {
  const { cast, worker: replica } = await createTwo(SEED);
  const bytes = base64urlToBytes(introduction);
  if (!bytes) throw new Error('not an introduction');
  const open = () => {
    const { host, told } = hostOf(cast, replica, { introductions: () => [bytes] });
    const room = openRoom({ host, doc: replica.ledger.doc, meetingPoints: [meetingPoint], showMe: true });
    return { room, synced: () => told.some(({ state }) => state === 'synced') };
  };
  worker = { replica, open };
};

/** Comes into the room, until synced with `entries` entries; leaves it. Gives how long that took, in milliseconds. */
const connect = async (entries: number): Promise<number> => {
  if (!worker) throw new Error('no worker here');
  const { replica, open } = worker;
  const from = performance.now();
  const { room, synced } = open();
  await until(() => synced() && entriesOf(replica) >= entries, 120_000);
  const took = performance.now() - from;
  room?.close();
  return took;
};

const bench = { startClient, startWorker, connect, bareConnection, bareTransfer };
export type Bench = typeof bench;
declare global {
  var bench: Bench | undefined;
}
globalThis.bench = bench;
