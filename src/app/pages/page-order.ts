import type { PageView } from '#sync';

/** The cards to be written where a page changes places with its neighbour: of those alone that get another number. */
export const movedPages = (
  pages: readonly PageView[],
  id: PageView['id'],
  by: -1 | 1,
): readonly { readonly page: PageView; readonly order: number }[] => {
  const from = pages.findIndex((page) => page.id === id);
  const one = pages[from];
  const to = from + by;
  if (!one || to < 0 || to >= pages.length) return [];
  // From 1 on: 0 is the team page's.
  return pages
    .toSpliced(from, 1)
    .toSpliced(to, 0, one)
    .flatMap((page, i) => (page.order === i + 1 ? [] : [{ page, order: i + 1 }]));
};
