import type { PageView } from '#sync';
import { words } from '../words/index.ts';

/** What a page is called: by its own name where the client gave it one, else by its kind in the language in use. */
export const pageName = ({ kind, title }: Pick<PageView, 'kind' | 'title'>): string =>
  title === '' ? (words.pages[kind] ?? words.page.unnamed) : title;
