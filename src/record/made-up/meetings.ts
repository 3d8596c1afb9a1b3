import type { ClientWay } from '../items/meetings.ts';
import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, write, thanks, looked } = on('meetings');

interface Meeting {
  readonly name: string;
  readonly title: string;
  /** When it was written down, and the day of the meeting; less than 0 is still to come. */
  readonly set: number;
  readonly on: number;
  readonly by?: string;
  readonly coming: readonly string[];
  readonly clientWay?: ClientWay;
  readonly speaker?: string;
  readonly where?: string;
}

const meeting = ({
  name,
  title,
  set,
  on: day,
  by = 'lead',
  coming,
  clientWay = 'joins',
  speaker,
  where = 'Back room of the café',
}: Meeting): MadeUpDeed =>
  named(name, set, 12, by, (names) => ({
    kind: 'meeting',
    title,
    day: names.day(day),
    time: '14:00',
    minutes: 60,
    where,
    coming: ['sam', ...coming].map(names.who),
    clientWay,
    speaker: speaker === undefined ? null : names.who(speaker),
    notes: '',
    state: 'planned',
  }));

const held = (daysAgo: number, of: string): MadeUpDeed => change(daysAgo, 16, 'lead', of, () => ({ state: 'held' }));

const agenda = (daysAgo: number, by: string, of: string, words: string, from?: string): MadeUpDeed =>
  add(daysAgo, 13, by, ({ id }) => ({
    kind: 'agenda',
    meeting: id(of),
    words,
    done: daysAgo > 0,
    ...(from === undefined ? {} : { from: id(from) }),
  }));

const came = (daysAgo: number, of: string, who: string, there = true): MadeUpDeed =>
  add(daysAgo, 14, there ? who : 'lead', (names) => ({ kind: 'arrival', meeting: names.id(of), who: names.who(who), came: there }));

const strength = (daysAgo: number, by: string, of: string, words: string): MadeUpDeed =>
  add(daysAgo, 14.1, by, ({ id }) => ({ kind: 'strength', meeting: id(of), words }));

const decision = (daysAgo: number, by: string, of: string, words: string, step: string | null = null): MadeUpDeed =>
  add(daysAgo, 15, by, ({ id }) => ({ kind: 'decision', meeting: id(of), words, step: step === null ? null : id(step) }));

const word = (daysAgo: number, by: string, of: string, words: string): MadeUpDeed =>
  add(daysAgo, 15.4, by, ({ id }) => ({ kind: 'check-out', meeting: id(of), words }));

const SECOND: readonly MadeUpDeed[] = [
  meeting({ name: 'meeting-2', title: 'After Hill Road', set: 149, on: 145, coming: ['lead', 'tom', 'housing', 'probation', 'peer'] }),
  agenda(148, 'sam', 'meeting-2', 'How did nobody tell me?', 'missed'),
  agenda(147, 'housing', 'meeting-2', 'How we book things'),
  came(145, 'meeting-2', 'sam'),
  came(145, 'meeting-2', 'lead'),
  came(145, 'meeting-2', 'tom'),
  came(145, 'meeting-2', 'housing'),
  came(145, 'meeting-2', 'probation', false),
  came(145, 'meeting-2', 'peer'),
  strength(145, 'tom', 'meeting-2', 'Sam said no in writing, and stayed in the room.'),
  strength(145, 'peer', 'meeting-2', 'Ruth said sorry without a “but”.'),
  write(
    145,
    14.5,
    'lead',
    'meeting-2',
    'notes',
    'Sam asked why nobody told him. Three of us had the time in a diary. Dan sent word that he was in court.',
  ),
  decision(145, 'lead', 'meeting-2', 'Nothing before 11, and a text the day before', 'afternoons'),
  word(145, 'sam', 'meeting-2', 'Lighter'),
  word(145, 'housing', 'meeting-2', 'Humbled'),
  word(145, 'peer', 'meeting-2', 'Proud'),
  held(145, 'meeting-2'),
];

const HANDOVER: readonly MadeUpDeed[] = [
  meeting({ name: 'handover', title: 'From Tom to Leah', set: 98, on: 94, by: 'tom', coming: ['lead', 'tom', 'nurse', 'peer'] }),
  agenda(97, 'sam', 'handover', 'What stays the same'),
  agenda(96, 'peer', 'handover', 'Weekends', 'on-hospital'),
  add(95, 18, 'sam', ({ id }) => ({
    kind: 'view-ahead',
    meeting: id('handover'),
    words: 'I will come, but I may not talk. What I want: same days, same time, no telling it all again. And Tom keeps the bell.',
  })),
  came(94, 'handover', 'sam'),
  came(94, 'handover', 'lead'),
  came(94, 'handover', 'tom'),
  came(94, 'handover', 'nurse'),
  came(94, 'handover', 'peer'),
  strength(94, 'tom', 'handover', 'Sam rang me in the worst week. That is why he is here.'),
  decision(94, 'tom', 'handover', 'Leah takes on the agreement with the clinic, word for word', 'hand-on'),
  decision(94, 'peer', 'handover', 'A text on Sundays'),
  word(94, 'sam', 'handover', 'Sad, but all right'),
  word(94, 'nurse', 'handover', 'Welcome'),
  word(94, 'tom', 'handover', 'Grateful'),
  held(94, 'handover'),
];

const SINCE: readonly MadeUpDeed[] = [
  meeting({ name: 'called-off', title: 'Plan for the winter', set: 82, on: 78, coming: ['lead', 'housing'], where: 'City Homes office' }),
  change(79, 12, 'lead', 'called-off', () => ({ state: 'called-off' })),
  meeting({
    name: 'deposit-meeting',
    title: 'A deposit, and the letter',
    set: 66,
    on: 61,
    coming: ['lead', 'nurse', 'housing', 'probation', 'peer'],
    clientWay: 'spoken-for',
    speaker: 'peer',
  }),
  agenda(65, 'lead', 'deposit-meeting', 'The bond scheme says no', 'bond-scheme'),
  agenda(64, 'housing', 'deposit-meeting', 'The promise that I did not keep', 'on-promise'),
  came(61, 'deposit-meeting', 'lead'),
  came(61, 'deposit-meeting', 'nurse'),
  came(61, 'deposit-meeting', 'housing'),
  came(61, 'deposit-meeting', 'probation'),
  came(61, 'deposit-meeting', 'peer'),
  strength(61, 'peer', 'deposit-meeting', 'Sam pays five pounds off every week, even in the bad ones.'),
  add(61, 14.4, 'housing', ({ id }) => ({ kind: 'barrier-met', meeting: id('deposit-meeting'), barrier: id('bond-scheme') })),
  write(
    61,
    14.6,
    'lead',
    'deposit-meeting',
    'notes',
    'Jo spoke for Sam: no more waiting for people who do not ring back. Ruth said sorry to Sam through Jo, and will say it again in person. The Lantern Fund asks for one page.',
  ),
  decision(61, 'lead', 'deposit-meeting', 'Ask the Lantern Fund', 'deposit'),
  decision(61, 'housing', 'deposit-meeting', 'No yes without a day in the diary'),
  word(61, 'housing', 'deposit-meeting', 'Determined'),
  word(61, 'nurse', 'deposit-meeting', 'Hopeful'),
  word(61, 'probation', 'deposit-meeting', 'Useful'),
  held(61, 'deposit-meeting'),
  meeting({
    name: 'review',
    title: 'How are we doing as a team?',
    set: 33,
    on: 26,
    coming: ['lead', 'nurse', 'housing', 'probation', 'peer'],
  }),
  agenda(31, 'peer', 'review', 'Our team review, side by side'),
  came(26, 'review', 'sam'),
  came(26, 'review', 'lead'),
  came(26, 'review', 'nurse'),
  came(26, 'review', 'housing'),
  came(26, 'review', 'peer'),
  came(26, 'review', 'probation'),
  strength(26, 'sam', 'review', 'You all turned up. Write that down.'),
  strength(26, 'probation', 'review', 'Sam runs a better evening than I do.'),
  write(26, 14.5, 'lead', 'review', 'notes', 'We see continuity alike now. Where we differ: whether services make room. Sam gave a 2.'),
  write(
    26,
    14.7,
    'peer',
    'review',
    'notes',
    'We see continuity alike now. Where we differ: whether services make room. Sam gave a 2. Weekends are still thin, so we try pictures.',
  ),
  decision(26, 'housing', 'review', 'Go and see the flat together', 'viewing'),
  word(26, 'sam', 'review', 'Good'),
  word(26, 'lead', 'review', 'Thankful'),
  word(26, 'peer', 'review', 'Awake'),
  held(26, 'review'),
];

const TO_COME: readonly MadeUpDeed[] = [
  meeting({
    name: 'next',
    title: 'The flat, and Biscuit after March',
    set: 7,
    on: -4,
    coming: ['lead', 'nurse', 'housing', 'probation', 'peer'],
  }),
  add(6, 13, 'sam', ({ id }) => ({ kind: 'agenda', meeting: id('next'), words: 'If it is a no', done: false })),
  add(5, 13, 'lead', ({ id }) => ({
    kind: 'agenda',
    meeting: id('next'),
    words: 'No dogs after March',
    from: id('dog-rule'),
    done: false,
  })),
  add(4, 13, 'peer', ({ id }) => ({ kind: 'agenda', meeting: id('next'), words: 'Did the photos help?', from: id('photos'), done: false })),
  thanks(4, 15, 'sam', 'next'),
  looked(1, 16.5, 'lead'),
  looked(2, 17.3, 'peer'),
  looked(4, 9, 'nurse'),
];

export const MEETINGS: readonly MadeUpDeed[] = [...SECOND, ...HANDOVER, ...SINCE, ...TO_COME];
