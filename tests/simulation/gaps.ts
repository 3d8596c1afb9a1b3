import type { Entry, PageId } from '#ledger';
import type { Replica } from '../../src/sync/replica/replica.ts';

// What a recovery does not mend yet. Each is a fault that is known, and is to be taken out of here when it is mended.

const wasRecovered = ({ team }: Replica): boolean => team.recoveries() > 0;

/** Held words that the client is not shown: no key of theirs opens them, or the admission of who wrote them was undone. */
export const isLostToRecovery = (client: Replica, entry: Entry): boolean =>
  wasRecovered(client) && (!client.keyring.get(entry.keyId) || client.team.whoOf(entry.strand) === null);

/** Whether words that count lie under a key that was undone, and that this device was never given. */
export const lacksUndoneKey = (replica: Replica, page: PageId): boolean =>
  wasRecovered(replica) &&
  replica.ledger.index.entries.some(
    (entry) =>
      entry.facts.kind === 'change' &&
      entry.page === page &&
      replica.team.stateOf(entry.hash) === 'counts' &&
      !replica.keyring.get(entry.keyId),
  );
