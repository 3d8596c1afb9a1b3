import { makeBoxes } from './make/boxes.ts';
import { createRecord } from './make/cast.ts';
import { makeChanges } from './make/changes.ts';
import { makeEntries, writeEntries } from './make/entries.ts';
import { makeHistories } from './make/histories.ts';
import { makeInvitations } from './make/invitations.ts';
import type { Json } from './make/json.ts';
import { makeKeys } from './make/keys.ts';
import { makeLinks } from './make/links.ts';
import { makePadding } from './make/padding.ts';
import { makeUpdates } from './make/updates.ts';

/**
 * The vectors, by file. Nothing is drawn: whoever makes them again gets the same bytes. They are written by
 * `WRITE_VECTORS=1 npx vitest run --project unit tests/unit/vectors/files.test.ts`, and only when the format has a new version.
 */
export const makeVectors = async (): Promise<ReadonlyMap<string, Json>> => {
  const made = await createRecord();
  const entries = await writeEntries(made);
  return new Map<string, Json>([
    ['keys', await makeKeys(made)],
    ['entries', makeEntries(made.record, entries)],
    ['padding', makePadding()],
    ['updates', makeUpdates(entries)],
    ['boxes', makeBoxes(made, entries)],
    ['histories', await makeHistories()],
    ['invitations', await makeInvitations(made, entries)],
    ['links', await makeLinks(made, entries)],
    ['changes', makeChanges()],
  ]);
};
