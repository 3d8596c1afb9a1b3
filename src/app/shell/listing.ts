import type { PageKind } from '#record';
import { words } from '../words/index.ts';

/** The kinds of pages that this version shows, in the order in which a new record has them. `places.ts` has the screen of each. */
export const SHOWN_KINDS = [
  'about-me',
  'plan',
  'journal',
  'keeping-safe',
  'health',
  'home-money',
  'justice',
  'progress',
  'learning',
  'meetings',
  'just-me',
] as const satisfies readonly PageKind[];

/** What stands in the bar of a phone beside the people and *More*: what is looked for in a hurry. */
export const IN_THE_BAR: readonly PageKind[] = ['plan', 'journal', 'keeping-safe'];

/** The screens that *More* leads to, beside the pages. */
export const TOOLS: readonly {
  readonly place: string;
  readonly title: () => string;
  readonly hint: () => string;
  readonly forClient?: true;
}[] = [
  { place: 'news', title: () => words.news.title, hint: () => words.news.hint },
  { place: 'timeline', title: () => words.timeline.title, hint: () => words.timeline.hint },
  { place: 'find', title: () => words.find.title, hint: () => words.find.hint },
  { place: 'steps', title: () => words.steps.title, hint: () => words.steps.hint },
  { place: 'pages', title: () => words.managing.title, hint: () => words.managing.hint, forClient: true },
  { place: 'device', title: () => words.settings.short, hint: () => words.settings.hint },
];

/** Those of them that this person has a use for. */
export const toolsFor = (isClient: boolean): typeof TOOLS => TOOLS.filter(({ forClient }) => isClient || forClient === undefined);
