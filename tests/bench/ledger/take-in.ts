import * as Y from 'yjs';
import { runsOf, writeUpdate } from '#ledger';
import type { Replica } from '#sync';
import { middle, timed, timedAtOnce } from '../timing.ts';
import type { Note } from './notes.ts';

/** Gives a device updates as a peer would. Resolves when all that follows from them is there to be shown. */
export const offerAll = async (replica: Replica, updates: readonly Uint8Array[]): Promise<void> => {
  for (const update of updates) {
    const verdict = await replica.offer(update);
    if (verdict.refusals.length > 0) throw new Error(verdict.refusals[0]?.type);
  }
  await replica.settled();
};

/**
 * Gives a device notes one by one, each when the one before it is there to be shown, and `doc` the same ones as plain Yjs updates.
 * Gives the middle of what each took.
 */
export const takeInLive = async (
  replica: Replica,
  doc: Y.Doc,
  notes: readonly Note[],
): Promise<{ readonly ours: number; readonly plain: number }> => {
  const ours: number[] = [];
  const plain: number[] = [];
  for (const { entry, update } of notes) {
    const sealed = writeUpdate(runsOf([entry]));
    ours.push((await timed(() => offerAll(replica, [sealed]))).clock);
    plain.push(
      timedAtOnce(() => {
        Y.applyUpdate(doc, update);
      }),
    );
  }
  return { ours: middle(ours), plain: middle(plain) };
};
