import * as Y from 'yjs';
import { ROOTS } from './page-kinds.ts';
import type { PageKind } from './page-kinds.ts';
import type { StructId } from './read.ts';

/** How far somebody has read a page: by writer (Yjs client), the clock up to which (not with which) everything was seen. */
export type ReadMark = Readonly<Record<string, number>>;

/** One thing that was written: the item or the text of a heading that it is in, and (of an item) the field; `null`: the item itself. */
export interface News {
  readonly in: { readonly item: string } | { readonly text: string };
  readonly field: string | null;
  readonly madeBy: StructId;
}

/** All that a page holds now. */
export const markOf = (doc: Y.Doc): ReadMark =>
  Object.fromEntries([...Y.decodeStateVector(Y.encodeStateVector(doc))].map(([client, clock]) => [String(client), clock]));

/** Whether a struct was written after somebody's mark. */
export const isAfterMark = ({ client, clock }: StructId, mark: ReadMark): boolean => clock >= (mark[String(client)] ?? 0);

/** The key (of the page's items) or the root under which a struct lies, and the field. */
const placeOf = (struct: Y.Item, roots: ReadonlyMap<unknown, string>): Pick<News, 'in' | 'field'> | null => {
  let field: string | null = null;
  for (let at = struct; ;) {
    const parent: unknown = at.parent;
    if (!(parent instanceof Y.AbstractType)) return null;
    const root = roots.get(parent);
    if (root === 'items') return at.parentSub === null ? null : { in: { item: at.parentSub }, field };
    if (root !== undefined) return { in: { text: root }, field: null };
    if (at.parentSub !== null) field = at.parentSub;
    if (!parent._item) return null;
    at = parent._item;
  }
};

/**
 * What was written on a page after somebody's mark and still stands, a writer's strand at a time, in the order of writing. One for each place
 * (item, field or text) and writer's run, not for each letter. It looks at nothing that is older than the mark.
 */
export const newsSince = (doc: Y.Doc, kind: PageKind, mark: ReadMark): readonly News[] => {
  const roots = new Map<unknown, string>(Object.entries(ROOTS[kind]).map(([name, root]) => [root(doc, name), name]));
  const news: News[] = [];
  for (const [client, structs] of doc.store.clients) {
    const from = mark[String(client)] ?? 0;
    if (from >= Y.getState(doc.store, client)) continue;
    let last = '';
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const struct = structs[i];
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      const place = placeOf(struct, roots);
      const named = place && JSON.stringify(place);
      if (!place || named === null || named === last) continue;
      last = named;
      news.push({ ...place, madeBy: { client, clock: Math.max(from, struct.id.clock) } });
    }
  }
  return news;
};
