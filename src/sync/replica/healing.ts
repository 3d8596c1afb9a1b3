import { createPageKey } from '#ledger';
import { ailmentsOf, keysToCarry, readersWithKeys } from '#team';
import { sharingDrafts } from './devices.ts';
import { endingDrafts } from './endings.ts';
import { sealRound } from './key-rounds.ts';
import type { Draft } from './own-log.ts';
import type { Replica } from './replica.ts';

/**
 * What a device writes to put the pages' keys right. The client's: rights that have come to their end are taken back, new keys where
 * somebody without the right holds the present one, boxes for devices that should have it and do not. A member's: boxes for their own other
 * devices. Empty when all is well. Every decision of the client's is followed by this, and a device that was cut off between the two does
 * it when it starts again.
 */
export const healingDrafts = async (replica: Replica): Promise<readonly Draft[]> => {
  const { team, record, keyring, random } = replica;
  const root = team.rootKeys();
  if (!root || !team.isOn(replica.identity.strand)) return [];
  const { rotate, share } = ailmentsOf(team, (id) => keyring.reachedFrom(id));
  if (!replica.isClient) return sharingDrafts(replica, share);
  // Rights first: what is taken back decides who holds a key without the right.
  const ended = endingDrafts(replica);
  if (ended.length > 0) return ended;
  const drafts: Draft[] = [];
  for (const page of rotate) {
    const key = await createPageKey(record, page, random);
    keyring.add(key);
    const earlier = keysToCarry(team, page, (id) => keyring.get(id) !== null).flatMap((id) => keyring.get(id) ?? []);
    drafts.push(sealRound({ record, key, readers: readersWithKeys(team, page), root: root.box, earlier }));
  }
  return [...drafts, ...sharingDrafts(replica, share)];
};
