import type { Row } from '#record';
import type { LivePage, Session } from './session.svelte.ts';

/** Where an item lies, among the pages of these kinds that this device sees; `null` where on none of them. */
export const pageWith = (session: Session, kinds: readonly string[], id: string): { readonly page: LivePage; readonly row: Row } | null => {
  void session.pages;
  for (const view of session.team.pages) {
    const page = kinds.includes(view.kind) ? session.page(view.id) : null;
    const row = page?.items.get(id);
    if (page && row) return { page, row };
  }
  return null;
};
