import { textToBytes } from '#base';
import type { Random } from '#base';
import { createBoxKey, createSigningKey } from '#crypto';
import { beginProofBytes, createPageKey, MEET_PAGE, recordIdOf, SALT_BYTES, TEAM_PAGE, toPageId } from '#ledger';
import type { FactsOf, PageId, PageKey, RecordId } from '#ledger';
import { writePageCard } from '#record';
import type { PageKind } from '#record';
import { sealRound } from './key-rounds.ts';
import type { Identity } from './identity.ts';
import type { Draft } from './own-log.ts';
import type { RootSeeds } from './record-seeds.ts';

/** A page that a new record starts with. */
export interface FirstPage {
  readonly kind: PageKind;
  readonly title: string;
}

export interface Founding {
  readonly record: RecordId;
  readonly begin: FactsOf<'begin'>;
}

/** The first facts of a new record: they make its id. */
export const foundRecord = async (identity: Identity, seeds: RootSeeds, random: Random): Promise<Founding> => {
  const [root, rootBox, receipts] = await Promise.all([
    createSigningKey(seeds.rootSign.reveal()),
    createBoxKey(seeds.rootBox.reveal()),
    createBoxKey(seeds.receipts.reveal()),
  ]);
  const facts = {
    kind: 'begin' as const,
    rootSign: root.publicKey,
    rootBox: rootBox.publicKey,
    device: identity.keys,
    receipts: receipts.publicKey,
    salt: random(SALT_BYTES),
  };
  const begin = { ...facts, rootProof: await root.sign(beginProofBytes(facts)) };
  return { record: recordIdOf(begin), begin };
};

/** A fresh random page number. */
export const createPageId = (random: Random): PageId => {
  const bytes = random(8);
  bytes[0] = (bytes[0] ?? 0) | 0x80; // never one of the two fixed numbers
  const page = toPageId(bytes);
  if (!page) throw new RangeError('A page number is 8 bytes.');
  return page;
};

/** A page's first entries: its key, sealed to who may read it, then what it is. */
export const pageDrafts = async (
  where: { readonly record: RecordId; readonly identity: Identity; readonly random: Random; readonly rootBox: FactsOf<'begin'>['rootBox'] },
  page: PageId,
  card: { readonly kind: PageKind; readonly title: string; readonly order: number },
): Promise<{ drafts: readonly Draft[]; key: PageKey }> => {
  const key = await createPageKey(where.record, page, where.random);
  const rotate = sealRound({
    record: where.record,
    key,
    readers: [{ strand: where.identity.strand, box: where.identity.keys.box }],
    root: where.rootBox,
    earlier: [],
  });
  const says = {
    facts: { kind: 'page' as const },
    page,
    words: { key, payload: textToBytes(writePageCard({ ...card, archived: false })) },
  };
  return { drafts: [rotate, says], key };
};

/** Everything that a new record begins with, in the order that it is written. */
export const foundingDrafts = async (
  where: { readonly record: RecordId; readonly identity: Identity; readonly random: Random },
  begin: FactsOf<'begin'>,
  name: string,
  pages: readonly FirstPage[],
): Promise<{ drafts: readonly Draft[]; keys: readonly PageKey[] }> => {
  const at = { ...where, rootBox: begin.rootBox };
  const meet = await createPageKey(where.record, MEET_PAGE, where.random);
  const meetRound = sealRound({
    record: where.record,
    key: meet,
    readers: [{ strand: where.identity.strand, box: where.identity.keys.box }],
    root: begin.rootBox,
    earlier: [],
  });
  const made = [
    await pageDrafts(at, TEAM_PAGE, { kind: 'team', title: name, order: 0 }),
    ...(await Promise.all(pages.map((page, i) => pageDrafts(at, createPageId(where.random), { ...page, order: i + 1 })))),
  ];
  return {
    drafts: [{ facts: begin, page: null, words: null }, meetRound, ...made.flatMap(({ drafts }) => drafts)],
    keys: [meet, ...made.map(({ key }) => key)],
  };
};
