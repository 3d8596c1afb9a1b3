import type { PageId } from '#ledger';
import { HistoryReader } from '#record';
import type { HistoryOf, KnownVersion } from '#record';
import type { Team } from '#team';
import { pauseIfDue } from '../slices.ts';
import type { Shelf } from './shelf.ts';

export interface HistoryOptions {
  /** How many of the page's changes were played again so far. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Ends the reading: what was found so far is not given. */
  readonly signal?: AbortSignal;
}

/** So many changes are opened together. */
const OPENED_AT_ONCE = 128;

/**
 * Every version of an item or a text, who made it and when: the page's changes are played again, in the order in which they came here, into a
 * document that is thrown away. `null` where it was stopped. It gives way to whatever else is to be done.
 */
export const readHistory = async (
  { shelf, team }: { readonly shelf: Shelf; readonly team: Team },
  page: PageId,
  of: HistoryOf,
  { onProgress, signal }: HistoryOptions,
): Promise<readonly KnownVersion[] | null> => {
  const changes = shelf.playedOn(page);
  const reader = new HistoryReader(of);
  const stamps: { readonly who: string | null; readonly time: number }[] = [];
  try {
    for (let from = 0; from < changes.length; from += OPENED_AT_ONCE) {
      for (const { entry, words } of await shelf.openWords(changes.slice(from, from + OPENED_AT_ONCE))) {
        if (signal?.aborted) return null;
        if (!words) continue;
        reader.play(words.payload, entry.strand);
        stamps.push({ who: team.whoOf(entry.strand), time: words.time });
        await pauseIfDue();
      }
      onProgress?.(Math.min(from + OPENED_AT_ONCE, changes.length), changes.length);
    }
    return reader.versions.map(({ field, value, change, overtaken }) => ({
      field,
      value,
      who: stamps[change]?.who ?? null,
      time: stamps[change]?.time ?? 0,
      overtaken,
    }));
  } finally {
    reader.close();
  }
};
