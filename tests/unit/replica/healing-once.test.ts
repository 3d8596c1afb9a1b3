import { expect, it } from 'vitest';
import { isKind } from '#ledger';
import type { Entry, Kind, PageId, Right } from '#ledger';
import { remove } from '#sync';
import type { Replica } from '#sync';
import { createCast, join, meet, pageOf } from './cast.ts';

/** What a device wrote since `before`, when it has come to rest. */
const writtenSince = async (replica: Replica, before: number): Promise<readonly Entry[]> => {
  let known = -1;
  while (known !== replica.ledger.index.entries.length) {
    known = replica.ledger.index.entries.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await replica.flush();
  }
  return replica.ledger.index.entries.slice(before);
};

const pagesOf = (entries: readonly Entry[], kind: Kind): PageId[] =>
  entries.filter((entry) => isKind(entry, kind)).flatMap(({ page }) => page ?? []);

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const pages = ['plan', 'journal', 'about-me'].map((kind) => pageOf(cast.client, kind));
  const rights = new Map<PageId, Right>(pages.map((page) => [page, 'write']));
  const begun = cast.client.ledger.index.entries.length;
  const ana = await join(cast, 1, 'Ana', rights);
  return { ...cast, ana, begun };
};

// Each entry that is stored asks for a healing, also while one is being written: they go one after the other.
it('whoever is let in is given each key once', async () => {
  const { client, begun } = await team(81);
  const shared = pagesOf(await writtenSince(client, begun), 'share');
  expect(shared).toHaveLength(new Set(shared).size);
});

it('when somebody is taken off, each key is changed once', async () => {
  const { client, ana } = await team(82);
  await meet(client, ana);
  await writtenSince(client, 0);
  const before = client.ledger.index.entries.length;
  await remove(client, ana.member);
  const changed = pagesOf(await writtenSince(client, before), 'rotate');
  expect(changed).toHaveLength(new Set(changed).size);
});
