import type { PageKind } from '#record';
import type { Session } from '../session/session.svelte.ts';
import { words } from '../words/index.ts';

/** The screens of one's own: nobody else's eyes see them. */
export const OWN_PLACES: readonly string[] = ['as', 'device', 'invite', 'sees', 'looked'];

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

interface Tool {
  readonly place: string;
  readonly title: () => string;
  readonly hint: () => string;
  /** For whom: everybody, if not said. */
  readonly for?: (session: Pick<Session, 'isClient' | 'eyes'>) => boolean;
}

/** The screens that *More* leads to, beside the pages. */
export const TOOLS: readonly Tool[] = [
  { place: 'news', title: () => words.news.title, hint: () => words.news.hint },
  { place: 'timeline', title: () => words.timeline.title, hint: () => words.timeline.hint },
  { place: 'find', title: () => words.find.title, hint: () => words.find.hint },
  { place: 'steps', title: () => words.steps.title, hint: () => words.steps.hint },
  {
    place: 'looked',
    title: () => words.looked.title,
    hint: () => words.looked.hint,
    for: ({ isClient }) => isClient,
  },
  {
    place: 'as/client',
    title: () => words.eyes.ofClient,
    hint: () => words.eyes.ofClientHint,
    for: ({ isClient, eyes }) => !isClient && eyes === null,
  },
  {
    place: 'pages',
    title: () => words.managing.title,
    hint: () => words.managing.hint,
    for: ({ isClient, eyes }) => isClient && eyes === null,
  },
  { place: 'device', title: () => words.settings.short, hint: () => words.settings.hint, for: ({ eyes }) => eyes === null },
];

/** Those of them that this person has a use for. */
export const toolsFor = (session: Pick<Session, 'isClient' | 'eyes'>): readonly Tool[] =>
  TOOLS.filter((tool) => tool.for?.(session) ?? true);
