import type { NoteType } from '../items/journal.ts';
import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';
import { DOG_IN_A_WHEEL } from './picture.ts';

const { add, named, change, say, answer, thanks, cover, takenAway, looked } = on('journal');

interface More {
  readonly name?: string;
  readonly together?: boolean;
  readonly people?: readonly string[];
  readonly missing?: readonly string[];
  readonly tags?: readonly string[];
}

const note = (daysAgo: number, hour: number, by: string, type: NoteType, words: string, more: More = {}): MadeUpDeed =>
  named(more.name ?? null, daysAgo, hour, by, ({ who, day }) => ({
    kind: 'note',
    type,
    words,
    day: day(daysAgo),
    together: more.together ?? false,
    ...(more.people ? { people: more.people.map(who) } : {}),
    ...(more.missing ? { missing: more.missing.map(who) } : {}),
    ...(more.tags ? { tags: [...more.tags] } : {}),
  }));

const FIRST_WEEKS: readonly MadeUpDeed[] = [
  note(212, 16, 'lead', 'visit', 'Sam showed me the bike shed. We did no forms today. Biscuit sat on my foot the whole time.', {
    people: ['sam'],
    tags: ['first meeting'],
  }),
  note(
    204,
    14,
    'lead',
    'meeting',
    'Sam, Tom and I met at the café by the hostel. Sam chose three things for the plan. Tom will speak to the clinic so that any change to the script is slow and agreed.',
    { name: 'first', together: true, people: ['sam', 'tom'] },
  ),
  say(204, 18, 'first', 'yes', 'First time people wrote down what I said.'),
  thanks(203, 9, 'tom', 'first'),
  note(
    195,
    13,
    'tom',
    'visit',
    'Sam and I went through the kit for an overdose together. Sam knew more than I did about where people keep theirs. He taught two others at the desk.',
    {
      people: ['sam'],
      tags: ['health'],
    },
  ),
  note(
    186,
    15,
    'probation',
    'meeting',
    'First meeting with Sam about the order: twelve months, one meeting a week. Sam asked what happens if he is ill. I said that he can text me before, and that I will answer.',
    {
      name: 'order',
      people: ['sam'],
      tags: ['order'],
    },
  ),
  say(186, 19, 'order', 'not-quite', 'You said ring, not text. I can’t ring, I freeze. Text is better.'),
  answer(185, 9, 'probation', 'order', 'Text it is. I have put my number in your phone list and asked the office to do the same.'),
  note(179, 12, 'sam', 'message', 'Slept six hours in a row with Biscuit on my feet.', { name: 'slept' }),
  thanks(179, 13, 'lead', 'slept'),
  note(172, 16, 'lead', 'call', 'Rang four landlords. One said maybe to a dog, if somebody he trusts says that she is quiet.', {
    tags: ['housing'],
  }),
];

const THE_VIEWING: readonly MadeUpDeed[] = [
  note(
    160,
    15,
    'peer',
    'visit',
    'Hello, I am Jo. I slept in the same hostel for two years, a while ago now. Sam and I walked Biscuit and did not talk about services at all.',
    {
      name: 'jo',
      people: ['sam'],
    },
  ),
  say(160, 20, 'jo', 'yes'),
  note(
    150,
    15,
    'housing',
    'visit',
    'We had a viewing booked at 9 in the morning. Sam was not there. The landlord has offered the flat to someone else.',
    {
      name: 'missed',
      missing: ['sam'],
      tags: ['housing', 'viewing'],
    },
  ),
  say(
    150,
    17,
    'missed',
    'disagree',
    'Nobody told me it was 9. It says on my page not before 11. I pick up my script at 9 on Tuesdays. I would have gone.',
  ),
  answer(
    149,
    11,
    'housing',
    'missed',
    'You are right, Sam, and I am sorry. I booked it without looking. I have asked to see your About me page, and viewings will be in the afternoon from now on.',
  ),
  answer(149, 14, 'lead', 'missed', 'I had the time in my diary and did not text Sam either. That part is mine.'),
  note(
    147,
    16,
    'sam',
    'event',
    'Ruth came to the café to say it to my face. She had read my page. We are all right. I gave her the slow puncture talk.',
    {
      name: 'mended',
      people: ['housing'],
    },
  ),
  thanks(147, 17, 'housing', 'mended'),
  note(142, 12, 'sam', 'message', 'Letter to Dee is in the box. I walked past it nine times.'),
  note(
    133,
    13,
    'tom',
    'good-news',
    'The chemist on Mill Lane does Sam’s script at noon now. It took three letters. Sam went in on the first day and thanked them himself.',
    {
      name: 'chemist-news',
      tags: ['health'],
    },
  ),
  thanks(133, 15, 'sam', 'chemist-news'),
  note(129, 17, 'peer', 'event', 'Sam mended eleven bikes at the street fair. A boy asked if Sam was a teacher.', { people: ['sam'] }),
];

const A_HARD_MONTH: readonly MadeUpDeed[] = [
  note(
    116,
    16,
    'peer',
    'worry',
    'Sam has not answered for three days. That is one of the signs on the page. I went by the shed, and Col saw him yesterday. I have left soup and a text.',
    {
      name: 'quiet',
      tags: ['keeping safe'],
    },
  ),
  note(
    114,
    15,
    'tom',
    'visit',
    'Sam told me that he has used on top since the weekend. He rang me himself. No change to the script. We will see each other every day this week, in the afternoon.',
    {
      name: 'relapse',
      people: ['sam'],
      tags: ['health'],
    },
  ),
  cover(114, 15.2, 'tom', 'relapse', 'a hard week, using on top'),
  say(113, 13, 'relapse', 'yes', 'I rang. Put that bit first.'),
  change(113, 14, 'tom', 'relapse', () => ({
    words:
      'Sam rang me himself and told me that he has used on top since the weekend. No change to the script. We will see each other every day this week, in the afternoon.',
  })),
  note(
    111,
    9,
    'sam',
    'event',
    'Was in A&E all night. My chest. They kept me on a trolley and let me go at six. Jo came with me and stayed.',
    {
      name: 'hospital',
      people: ['peer'],
    },
  ),
  cover(111, 9.1, 'sam', 'hospital', 'hospital'),
  thanks(111, 11, 'lead', 'hospital'),
  answer(
    111,
    11.2,
    'lead',
    'hospital',
    'I am glad that you wrote it, and that Jo was there. Biscuit had her breakfast at the desk. I will come by at two, on my own.',
  ),
  note(
    108,
    10,
    'probation',
    'meeting',
    'Sam did not come this week, and I had to send the order back to court. I learned after that Sam was in hospital that night. I did not look at the journal before I sent it.',
    {
      name: 'recall',
      missing: ['sam'],
      tags: ['order', 'court'],
    },
  ),
  say(108, 16, 'recall', 'disagree', 'I was on a trolley. Jo texted the office at 7. Nobody looked.'),
  answer(
    107,
    9,
    'probation',
    'recall',
    'I found the text: it came to an office phone that nobody reads at night. I have told the court so in writing, and I will say it there too.',
  ),
  add(107, 15, 'probation', ({ day }) => ({
    kind: 'against-wish',
    what: 'The court was told that Sam missed a meeting.',
    toWhom: 'The city court',
    why: 'The order says that a missed meeting without a reason by noon goes to court. I knew of no reason by then.',
    whoDecided: 'Dan Whitlock, with his manager',
    day: day(109),
    told: false,
    whyNotTold: 'It was sent before I spoke to Sam. It should have been the other way round.',
  })),
  note(
    101,
    16,
    'lead',
    'event',
    'Court today. Priya, Jo and Dan all came. The judge read the hospital letter and left the order as it is, with meetings at two in the afternoon.',
    {
      name: 'court',
      together: true,
      people: ['sam', 'peer', 'probation'],
      tags: ['court'],
    },
  ),
  say(101, 19, 'court', 'yes', 'Dan stood up and said it was their fault. I did not know that they can do that.'),
  note(99, 11, 'lead', 'message', 'Sam is still a bit chaotic this week.', { name: 'chaotic' }),
  say(99, 13, 'chaotic', 'take-away', 'I am not chaotic. I was in court and I am tired.'),
  answer(
    99,
    14,
    'lead',
    'chaotic',
    'You are right, and that is a lazy word. I take it away. Tired, after a hard three weeks, is what I saw.',
  ),
  takenAway(99, 14.1, 'lead', 'chaotic', 'Sam asked, and Sam is right'),
];

const A_CHANGE_OF_NURSE: readonly MadeUpDeed[] = [
  note(
    98,
    15,
    'tom',
    'meeting',
    'I told Sam that I start in another town next month. I said it first to Sam, before the team. Leah comes from tomorrow, and we overlap for a week.',
    {
      name: 'leaving',
      people: ['sam'],
      tags: ['handover'],
    },
  ),
  say(98, 20, 'leaving', 'not-quite', 'You told me, that is something. I still hate it.'),
  note(
    96,
    14,
    'nurse',
    'visit',
    'I am Leah. Tom and I walked with Sam and Biscuit. I had read About me before, so Sam did not have to tell it again. I keep the same days and the same times.',
    {
      name: 'leah',
      people: ['sam', 'tom'],
      tags: ['handover'],
    },
  ),
  say(96, 19, 'leah', 'yes', 'She did not ask me why I drink. She asked what tyres I like.'),
  note(92, 16, 'tom', 'visit', 'My last day. Sam gave me a bell for my bike. Thank you for trusting me, Sam. You did the hard part.', {
    name: 'last-day',
    people: ['sam'],
  }),
  note(87, 13, 'nurse', 'visit', 'Bloods taken, first try. Sam chose the arm and the song.', { people: ['sam'], tags: ['health'] }),
];

const SLOWLY_UP: readonly MadeUpDeed[] = [
  note(
    84,
    18,
    'lead',
    'event',
    'The landlord on Quay Street took somebody else. The letter about Biscuit had not come. It was promised for three weeks ago. Sam is angry, and has a right to be.',
    {
      name: 'lost',
      tags: ['housing', 'promise'],
    },
  ),
  thanks(84, 20, 'sam', 'lost'),
  note(
    76,
    15,
    'peer',
    'visit',
    'The man who was to look at Sam’s room for damp did not come. Sam waited in from one to five. I waited with him, and we rang twice.',
    {
      name: 'no-show',
      people: ['sam'],
      missing: ['housing'],
      tags: ['housing', 'did not come'],
    },
  ),
  answer(
    75,
    10,
    'housing',
    'no-show',
    'That visit was ours and it was in my name. I am sorry for the four hours. We come the day after tomorrow at two, and I am with him.',
  ),
  note(
    73,
    16,
    'housing',
    'visit',
    'We both came. There is damp behind the bed. The hostel moves Sam to the room above, with a window that opens.',
    { people: ['sam'], tags: ['housing'] },
  ),
  note(72, 12, 'sam', 'good-news', 'My sister wrote back. Only two lines but she wrote back.', { name: 'news' }),
  thanks(72, 14, 'lead', 'news'),
  thanks(72, 15, 'peer', 'news'),
  note(63, 20, 'sam', 'call', 'Rang Dee. Forty minutes. There is a Finn. I am an uncle.', { name: 'uncle' }),
  thanks(63, 21, 'peer', 'uncle'),
  note(58, 14, 'probation', 'meeting', 'Sam came early, and brought the plan for the bike evenings. We spent the hour on that.', {
    people: ['sam'],
    tags: ['order'],
  }),
  note(55, 21, 'sam', 'event', 'First bike evening. Five people came and nobody lost a finger.', { name: 'wednesday' }),
  thanks(54, 9, 'probation', 'wednesday'),
  note(
    47,
    15,
    'nurse',
    'visit',
    'Sam asked to lower the script by a little. I said that we ask in spring, as it says on the plan, and Sam said fair enough.',
    { people: ['sam'], tags: ['health'] },
  ),
  note(
    41,
    16,
    'lead',
    'worry',
    'The hostel says dogs only until the end of March. I have asked for it in writing, and put it on the agenda.',
    { name: 'march', tags: ['housing', 'Biscuit'] },
  ),
  say(41, 19, 'march', 'yes', 'If she goes, I go. Write that down.'),
  note(34, 13, 'peer', 'message', 'Weekend text sent. Sam sent back a drawing of a dog asleep in a wheel.', { name: 'drawing' }),
  {
    daysAgo: 34,
    hour: 15,
    by: 'sam',
    page: 'journal',
    what: {
      type: 'picture',
      to: 'drawing',
      base64: DOG_IN_A_WHEEL,
      mime: 'image/webp',
      width: 320,
      height: 240,
      words: 'Biscuit asleep inside a bike wheel. Drawn on the phone.',
    },
  },
  note(
    31,
    15,
    'housing',
    'call',
    'A landlord on the east side takes dogs. Viewing next week, at 2. I will meet Sam at the hostel and we go together.',
    { tags: ['housing', 'viewing'] },
  ),
  note(
    23,
    16,
    'housing',
    'visit',
    'We saw the flat. Sam asked about the boiler, the bins and the yard, better questions than mine. The landlord will think about it.',
    {
      name: 'flat-seen',
      people: ['sam'],
      tags: ['housing', 'viewing'],
    },
  ),
  say(23, 18, 'flat-seen', 'yes', 'It has a yard!'),
  note(
    16,
    15,
    'nurse',
    'visit',
    'Sam’s chest is clear. We talked about what helped when the week was rough: walking Biscuit at night instead of staying in.',
    { people: ['sam'], tags: ['health'] },
  ),
  note(12, 21, 'sam', 'good-news', 'Eleven came to the bike evening. A kid asked if I have a certificate. I said I have a dog.', {
    name: 'eleven',
  }),
  thanks(11, 9, 'lead', 'eleven'),
  note(
    6,
    14,
    'probation',
    'call',
    'Moved next week’s meeting to two o’clock, so that it does not meet the hospital date. Sam said yes by text.',
    { tags: ['order'] },
  ),
  note(
    3,
    15,
    'lead',
    'visit',
    'Sam is waiting for the landlord and finds it hard. We made a list of what we do if it is a no, so that a no is not the end.',
    {
      name: 'waiting',
      together: true,
      people: ['sam'],
      tags: ['housing'],
    },
  ),
  say(3, 19, 'waiting', 'yes'),
  note(1, 13, 'nurse', 'message', 'Texted Sam ahead of the hospital, as we agreed: half past two, and I come to the hostel at two.', {
    tags: ['health'],
  }),
];

const LOOKED: readonly MadeUpDeed[] = [
  looked(1, 16, 'lead'),
  looked(1, 13.2, 'nurse'),
  looked(2, 17, 'peer'),
  looked(5, 10, 'housing'),
  looked(6, 14.1, 'probation'),
];

export const JOURNAL: readonly MadeUpDeed[] = [
  ...FIRST_WEEKS,
  ...THE_VIEWING,
  ...A_HARD_MONTH,
  ...A_CHANGE_OF_NURSE,
  ...SLOWLY_UP,
  ...LOOKED,
];
