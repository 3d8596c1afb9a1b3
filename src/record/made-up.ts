import type { Heading } from './headings.ts';
import type { Item } from './items.ts';
import type { PageKind } from './page-kinds.ts';

/** Somebody in the made-up record. Nobody here is real, nor are the organisations. */
export interface MadeUpPerson {
  readonly id: 'sam' | 'lead' | 'nurse' | 'housing';
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  /** What the client lets them do. */
  readonly rights: Partial<Record<PageKind, 'see' | 'write'>>;
}

/** Something that somebody did, as an operation on a page: played through the real ledger, like everything. */
export interface MadeUpDeed {
  /** Days before the day on which the record is looked at, and the hour. */
  readonly daysAgo: number;
  readonly hour: number;
  readonly by: MadeUpPerson['id'];
  readonly page: PageKind;
  readonly what:
    | { readonly heading: Heading; readonly words: string }
    | { readonly name?: string; readonly item: (named: (name: string) => string) => Item };
}

export const MADE_UP_PEOPLE: readonly MadeUpPerson[] = [
  { id: 'sam', name: 'Sam', role: '', organisation: '', rights: {} },
  {
    id: 'lead',
    name: 'Priya Nair',
    role: 'Lead worker',
    organisation: 'Harbour Bridge Support',
    rights: { 'about-me': 'write', plan: 'write', journal: 'write' },
  },
  {
    id: 'nurse',
    name: 'Tom Osei',
    role: 'Outreach nurse',
    organisation: 'Open Door Health Outreach',
    rights: { 'about-me': 'see', plan: 'write', journal: 'write' },
  },
  {
    id: 'housing',
    name: 'Ruth Ellery',
    role: 'Housing officer',
    organisation: 'City Homes Team',
    rights: { plan: 'see', journal: 'write' },
  },
];

const heading = (daysAgo: number, of: Heading, words: string, by: MadeUpPerson['id'] = 'sam'): MadeUpDeed => ({
  daysAgo,
  hour: 11,
  by,
  page: 'about-me',
  what: { heading: of, words },
});

const goal = (name: string, daysAgo: number, title: string, why: string): MadeUpDeed => ({
  daysAgo,
  hour: 11,
  by: 'sam',
  page: 'plan',
  what: { name, item: () => ({ kind: 'goal', title, why }) },
});

/** About 25 items over four pages: seven weeks in which not everything goes well. */
export const MADE_UP_DEEDS: readonly MadeUpDeed[] = [
  heading(48, 'name-i-like', 'Sam. Not Samuel. He or they, I don’t mind which.'),
  heading(48, 'most-important', 'My dog Biscuit. Getting a place where she can live with me. Seeing my sister again.'),
  heading(48, 'how-to-talk', 'Say it straight. Don’t read from a form at me. If I go quiet, give me a minute. I am still listening.'),
  heading(47, 'please-do', 'Please do text first. Please don’t turn up with someone I have not met.'),
  heading(47, 'strengths', 'I can fix nearly any bike. I look out for the younger ones at the hostel. I don’t give up on people.'),
  heading(30, 'reach-me', 'Text in the afternoon. Not before 11. The hostel desk will pass on a message, but please no details to them.'),
  goal('flat', 46, 'A place of my own where Biscuit can stay', 'I sleep better when she is there. The hostel only lets her in till March.'),
  goal('sister', 40, 'Be back in touch with my sister', 'She is the only family I have left. It was four years in October.'),
  goal('script', 44, 'Stay on my script and feel well on it', 'Last time they changed it too fast and I ended up using on top.'),
  {
    daysAgo: 45,
    hour: 14,
    by: 'lead',
    page: 'journal',
    what: {
      name: 'first',
      item: () => ({
        kind: 'note',
        type: 'meeting',
        words:
          'Sam, Tom and I met at the café by the hostel. Sam chose three things for the plan. Tom will speak to the clinic so that any change to the script is slow and agreed.',
        day: '',
        together: true,
      }),
    },
  },
  {
    daysAgo: 45,
    hour: 18,
    by: 'sam',
    page: 'journal',
    what: { item: (named) => ({ kind: 'say', to: named('first'), say: 'yes', words: 'First time people wrote down what I said.' }) },
  },
  {
    daysAgo: 44,
    hour: 12,
    by: 'nurse',
    page: 'plan',
    what: {
      name: 'slow',
      item: (named) => ({
        kind: 'step',
        goal: named('script'),
        what: 'Agree with the clinic that changes are small, and only with Sam in the room',
        who: 'nurse',
        by: null,
        state: 'done',
        why: '',
      }),
    },
  },
  {
    daysAgo: 43,
    hour: 10,
    by: 'lead',
    page: 'plan',
    what: {
      item: (named) => ({
        kind: 'step',
        goal: named('flat'),
        what: 'Ask three landlords if they take a dog',
        who: 'lead',
        by: null,
        state: 'doing',
        why: '',
      }),
    },
  },
  {
    daysAgo: 42,
    hour: 13,
    by: 'sam',
    page: 'plan',
    what: { item: (named) => ({ kind: 'rating', goal: named('flat'), value: 2, words: '' }) },
  },
  {
    daysAgo: 42,
    hour: 13,
    by: 'sam',
    page: 'plan',
    what: { item: (named) => ({ kind: 'rating', goal: named('script'), value: 4, words: 'Better than last month' }) },
  },
  {
    daysAgo: 33,
    hour: 15,
    by: 'housing',
    page: 'journal',
    what: {
      name: 'missed',
      item: () => ({
        kind: 'note',
        type: 'visit',
        words: 'We had a viewing booked at 9 in the morning. Sam was not there. The landlord has offered the flat to someone else.',
        day: '',
        together: false,
      }),
    },
  },
  {
    daysAgo: 33,
    hour: 17,
    by: 'sam',
    page: 'journal',
    what: {
      item: (named) => ({
        kind: 'say',
        to: named('missed'),
        say: 'disagree',
        words: 'Nobody told me it was 9. It says on my page not before 11. I pick up my script at 9 on Tuesdays. I would have gone.',
      }),
    },
  },
  {
    daysAgo: 32,
    hour: 11,
    by: 'housing',
    page: 'journal',
    what: {
      item: (named) => ({
        kind: 'answer',
        to: named('missed'),
        words:
          'You are right, Sam, and I am sorry. I booked it without looking. I have asked to see your About me page, and viewings will be in the afternoon from now on.',
      }),
    },
  },
  {
    daysAgo: 31,
    hour: 13,
    by: 'sam',
    page: 'plan',
    what: { item: (named) => ({ kind: 'rating', goal: named('flat'), value: 1, words: 'Felt like giving up' }) },
  },
  {
    daysAgo: 24,
    hour: 16,
    by: 'nurse',
    page: 'journal',
    what: {
      item: () => ({
        kind: 'note',
        type: 'visit',
        words:
          'Sam had a rough week and told me so. We talked about what helped before: walking Biscuit at night instead of staying in. No change to the script. I will text on Friday.',
        day: '',
        together: false,
      }),
    },
  },
  {
    daysAgo: 17,
    hour: 12,
    by: 'sam',
    page: 'journal',
    what: {
      name: 'news',
      item: () => ({
        kind: 'note',
        type: 'good-news',
        words: 'My sister wrote back. Only two lines but she wrote back.',
        day: '',
        together: false,
      }),
    },
  },
  { daysAgo: 17, hour: 14, by: 'lead', page: 'journal', what: { item: (named) => ({ kind: 'thanks', to: named('news') }) } },
  {
    daysAgo: 16,
    hour: 12,
    by: 'sam',
    page: 'plan',
    what: { item: (named) => ({ kind: 'rating', goal: named('sister'), value: 5, words: '' }) },
  },
  {
    daysAgo: 9,
    hour: 15,
    by: 'housing',
    page: 'journal',
    what: {
      item: () => ({
        kind: 'note',
        type: 'call',
        words: 'A landlord on the east side takes dogs. Viewing on Thursday at 2. I will meet Sam at the hostel and we go together.',
        day: '',
        together: false,
      }),
    },
  },
  {
    daysAgo: 5,
    hour: 18,
    by: 'sam',
    page: 'plan',
    what: { item: (named) => ({ kind: 'rating', goal: named('flat'), value: 5, words: 'It has a yard!' }) },
  },
  {
    daysAgo: 4,
    hour: 20,
    by: 'sam',
    page: 'just-me',
    what: { item: () => ({ kind: 'today', value: 7, words: 'Did not think I would write a 7 this year' }) },
  },
  {
    daysAgo: 2,
    hour: 21,
    by: 'sam',
    page: 'just-me',
    what: {
      item: () => ({
        kind: 'private',
        words: 'Ask Priya what happens to Biscuit if I have to go into hospital. Not ready to say it in the meeting.',
      }),
    },
  },
  {
    daysAgo: 1,
    hour: 14,
    by: 'lead',
    page: 'plan',
    what: {
      item: (named) => ({
        kind: 'step',
        goal: named('flat'),
        what: 'Fill in the deposit form with Sam',
        who: 'lead',
        by: null,
        state: 'todo',
        why: '',
      }),
    },
  },
];
