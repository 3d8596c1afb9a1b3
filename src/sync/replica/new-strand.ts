import type { Result } from '#base';
import type { EntryOf } from '#ledger';
import { addDevice, askToBeAdded } from './devices.ts';
import type { Identity } from './identity.ts';
import type { Replica } from './replica.ts';
import type { ReplicaError } from './types.ts';

/**
 * Whether this device must go on under another strand: its own is forked (its disk was copied, or put back from an old copy), or it may
 * write on a page where words of its own do not count, whose Yjs clocks would be used twice.
 */
export const needsNewStrand = (replica: Replica): boolean => {
  const { team, identity } = replica;
  if (!team.isOn(identity.strand)) return false;
  return team.isForked(identity.strand) || replica.hasWordsInTheWay();
};

/**
 * Names a fresh strand as one more device of this person, under the old one, and gives it the keys. What it gives is the fresh
 * strand's introduction; from then on the record is to be opened with `fresh`.
 */
export const takeNewStrand = async (
  replica: Replica,
  fresh: Identity,
): Promise<Result<EntryOf<'clink'> | EntryOf<'link'>, ReplicaError>> => {
  const { identity, record, isClient } = replica;
  await replica.flush();
  return addDevice(replica, await askToBeAdded(fresh, record, identity.strand, isClient));
};
