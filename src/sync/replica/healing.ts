import { createPageKey } from '#ledger';
import { ailmentsOf, keysToCarry, readersWithKeys, withKeys } from '#team';
import { sealRound, shareRound } from './key-rounds.ts';
import type { Draft } from './own-log.ts';
import type { Replica } from './replica.ts';

/**
 * What a device of the client's writes to put the pages' keys right: new keys where somebody without the right holds the present one,
 * boxes for devices that should have it and do not. Empty when all is well. Every decision of the client's is followed by this, and a
 * device that was cut off between the two does it when it starts again.
 */
export const healingDrafts = async (replica: Replica): Promise<readonly Draft[]> => {
  const { team, record, keyring, random } = replica;
  const root = team.rootKeys();
  if (!root) return [];
  const { rotate, share } = ailmentsOf(team);
  const drafts: Draft[] = [];
  for (const page of rotate) {
    const key = await createPageKey(record, page, random);
    keyring.add(key);
    const earlier = keysToCarry(team, page, (id) => keyring.get(id) !== null).flatMap((id) => keyring.get(id) ?? []);
    drafts.push(sealRound({ record, key, readers: readersWithKeys(team, page), root: root.box, earlier }));
  }
  for (const { key: id, strands } of share) {
    const key = keyring.get(id);
    const readers = withKeys(team, strands);
    if (key && readers.length > 0) drafts.push(shareRound(record, key, readers));
  }
  return drafts;
};
