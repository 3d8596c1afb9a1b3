import { count } from './count.ts';

export const pages = {
  pages: {
    'about-me': 'About me',
    plan: 'My plan',
    journal: 'Journal',
    'just-me': 'Just me',
    'keeping-safe': 'Keeping safe',
    health: 'Health',
    'home-money': 'Home and money',
    justice: 'Justice',
    progress: 'How it is going',
    learning: 'Team learning',
    meetings: 'Meetings',
    team: 'Team',
  } as Record<string, string>,
  page: {
    notShared: 'This page is not shared with you.',
    onlySee: 'You can read this page. You cannot write on it.',
    wordsHeld: 'Some of your words here wait for a yes. Until then you can read.',
    wordsLocked: 'Some words here cannot be opened on this device yet. Until then you can read.',
    unreadable: (n: number) => `${count(n, 'thing', 'things')} here cannot be shown by this version. Nothing is lost.`,
    readers: (names: string) => `Who will read this: ${names}.`,
    onlyMe: 'Only you will read this.',
    by: (name: string, when: string) => `${name}, ${when}`,
    doubtful: 'The clock of that device may be wrong.',
    you: 'you',
    youName: 'You',
    somebody: 'somebody',
    unnamed: 'A page',
  },
  ticks: {
    draft: 'Not kept yet',
    kept: 'Kept here',
    reached: (n: number, all: number) => `Kept here, reached ${n} of ${all}`,
    opened: (names: string) => `opened by ${names}`,
  },
} as const;
