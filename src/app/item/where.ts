import { subjectOf } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

/** Deeper than anything on a page lies under anything else: nobody can make a screen go in a circle. */
const MOST_STEPS = 6;

/** An item, the one that it belongs to, and so on: where it is shown if it has no place of its own. */
export const chainOf = (page: LivePage, item: string): readonly string[] => {
  const chain: string[] = [];
  for (let id: string | null = item; id !== null && chain.length < MOST_STEPS && !chain.includes(id);) {
    chain.push(id);
    const row = page.items.get(id);
    id = row && subjectOf(row.item);
  }
  return chain;
};

/** The address of a page, or of an item on it. */
export const linkTo = ({ kind, id }: { readonly kind: string; readonly id: string }, item: string | null = null): string =>
  ['#/page', kind, id, ...(item === null ? [] : [item])].join('/');
