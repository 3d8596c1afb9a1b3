import { sha256 } from '#crypto';
import { packKey, readPack, SHIPPED_PACKS } from '#record';
import type { Hash, ItemOf, Pack, PackRefusal, Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

export const hash: Hash = (bytes) => sha256(bytes);

/** A measure that can be answered here; `row`: the item by which the team loaded it, `null` where it came with the app. */
export interface KnownPack {
  readonly key: string;
  readonly pack: Pack;
  readonly row: Row<ItemOf<'measure-pack'>> | null;
}

/** One that is in the record and does not read as a measure. */
export interface BrokenPack {
  readonly row: Row<ItemOf<'measure-pack'>>;
  readonly refusal: PackRefusal;
}

const SHIPPED: readonly KnownPack[] = SHIPPED_PACKS.filter(({ on }) => on === 'progress').map(({ pack }) => ({
  key: packKey(pack),
  pack,
  row: null,
}));

/** The measures of this page: those that came with the app first, each once. */
export const packsOf = (page: LivePage): { readonly known: readonly KnownPack[]; readonly broken: readonly BrokenPack[] } => {
  const known = [...SHIPPED];
  const broken: BrokenPack[] = [];
  for (const row of page.items.of('measure-pack')) {
    const read = readPack(row.item.json, hash);
    if (!read.ok) broken.push({ row, refusal: read.error });
    else if (!known.some(({ key }) => key === packKey(read.value))) known.push({ key: packKey(read.value), pack: read.value, row });
  }
  return { known, broken };
};
