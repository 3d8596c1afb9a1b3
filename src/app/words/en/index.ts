import { againstWish } from './against-wish.ts';
import { aboutMe } from './about-me.ts';
import { areas } from './areas.ts';
import { attachments } from './attachments.ts';
import { cover } from './cover.ts';
import { device } from './device.ts';
import { doors } from './doors.ts';
import { invite } from './invite.ts';
import { join } from './join.ts';
import { journal } from './journal.ts';
import { justMe } from './just-me.ts';
import { learning } from './learning.ts';
import { meetings } from './meetings.ts';
import { pages } from './pages.ts';
import { people } from './people.ts';
import { plan } from './plan.ts';
import { progress } from './progress.ts';
import { managing } from './managing.ts';
import { safe } from './safe.ts';
import { reading } from './reading.ts';
import { safety } from './safety.ts';
import { shell } from './shell.ts';
import { steps } from './steps.ts';
import { writing } from './writing.ts';

/** As many names as are read at one look. */
const MOST_NAMES = 8;

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** English: the language in which the screens are written. Reading age 9 to 11: short words, one idea a sentence, verbs on buttons. */
export const en = {
  /** The language's own short name, and the locale that its days and numbers are written in. */
  language: 'en',
  locale: 'en-GB',
  /** What the language calls itself. */
  languageName: 'English',
  dir: 'ltr' as 'ltr' | 'rtl',
  /** Whether pictures stand beside the words. */
  pictured: false as boolean,
  list: (names: readonly string[]) => list.format(names),
  /** The first few of many names, and how many more there are. */
  namesOfMany: (names: readonly string[]) =>
    list.format(names.length <= MOST_NAMES ? names : [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`]),
  ...shell,
  ...writing,
  ...doors,
  ...people,
  ...pages,
  ...aboutMe,
  ...plan,
  ...steps,
  ...cover,
  ...attachments,
  ...againstWish,
  ...meetings,
  ...learning,
  ...journal,
  ...progress,
  ...justMe,
  ...invite,
  ...join,
  ...device,
  ...safe,
  ...managing,
  ...safety,
  ...areas,
  ...reading,
} as const;
