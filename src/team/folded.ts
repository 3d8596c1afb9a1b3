import type { MemberId, Strand } from '#ledger';
import { Branches } from './branches.ts';
import { ClientEntries } from './client-entries.ts';
import { Cuts } from './cuts.ts';
import { Grants } from './grants.ts';
import { readNames } from './names.ts';
import type { Naming } from './names.ts';
import { Root } from './root.ts';
import { Standing } from './standing.ts';
import type { Stored } from './stored.ts';
import { Words } from './words.ts';

/** *Does it count?* for all that is stored: the four steps, each settled before the next. */
export interface Folded {
  readonly stored: Stored;
  readonly root: Root;
  readonly client: ClientEntries;
  readonly cuts: Cuts;
  readonly standing: Standing;
  readonly names: ReadonlyMap<Strand, Naming>;
  readonly grants: Grants;
  readonly branches: Branches;
  readonly words: Words;
}

export const fold = (stored: Stored): Folded => {
  const root = new Root(stored);
  const client = new ClientEntries(stored, root);
  const cuts = new Cuts(stored, root, client);
  const standing = new Standing(stored, client, cuts);
  const names = readNames(stored, client, standing);
  const grants = new Grants(stored.index, client);
  const branches = new Branches(stored, client);
  const memberOf = (strand: Strand): MemberId | null => names.get(strand)?.member ?? null;
  const words = new Words({ stored, client, standing, grants, branches, memberOf });
  return { stored, root, client, cuts, standing, names, grants, branches, words };
};
