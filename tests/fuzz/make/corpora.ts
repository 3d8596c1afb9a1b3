import type { Bytes } from '#base';
import { createWorld } from '../../unit/ledger/malformed/world.ts';
import { makeInvitations } from './invitations.ts';
import { makeLedger } from './ledger.ts';
import { makeLinks } from './links.ts';
import { makeTexts } from './texts.ts';

/** Real bytes by name, for each decoder. */
export type Made = Readonly<Record<string, ReadonlyMap<string, Bytes>>>;

/** Makes every corpus, the same bytes each time. */
export const makeCorpora = async (): Promise<Made> => {
  const world = await createWorld();
  return { ...(await makeLedger(world)), ...(await makeLinks(world)), ...(await makeInvitations(world)), ...makeTexts(world) };
};
