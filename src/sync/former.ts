import type { StoredRecord } from '#device';
import { createBoxKey } from '#crypto';
import { toStrand } from '#ledger';
import type { FormerIdentity } from './replica/identity.ts';

/** Under which strands a device wrote a record before, with the keys that open what was sealed to them. */
export const formerOf = async ({ former }: StoredRecord): Promise<readonly FormerIdentity[]> => {
  const all = former.map(async ({ strand, box }) => ({ strand: toStrand(strand), box: await createBoxKey(box.reveal()) }));
  return (await Promise.all(all)).flatMap(({ strand, box }) => (strand === null ? [] : [{ strand, box }]));
};
