import type { LivePage } from '../session/session.svelte.ts';

/** What somebody opened on one item: it stays open while the item is scrolled out of sight and back. */
export class OpenForm {
  asking: 'answer' | 'say' | 'correct' | 'keep' | 'cover' | 'attach' | 'more' | null = $state(null);
  /** Words that were taken away are shown. */
  shown = $state(false);
  /** Words that lie under a cover are shown. */
  uncovered = $state(false);
}

const pages = new WeakMap<LivePage, Map<string, OpenForm>>();

export const openFormOf = (page: LivePage, item: string): OpenForm => {
  const forms = pages.get(page) ?? new Map<string, OpenForm>();
  pages.set(page, forms);
  const form = forms.get(item) ?? new OpenForm();
  forms.set(item, form);
  return form;
};
