import { MY_TEAM, TEAM_REVIEW } from '../statements.ts';
import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, say, answer, thanks, looked } = on('learning');

const barrierStep = (
  daysAgo: number,
  by: string,
  barrier: string,
  step: 'tried' | 'told' | 'changed' | 'not-changed' | 'over',
  words: string,
): MadeUpDeed => add(daysAgo, 12, by, ({ id, day }) => ({ kind: 'barrier-step', to: id(barrier), step, words, day: day(daysAgo) }));

const thankYou = (daysAgo: number, by: string, to: string, words: string): MadeUpDeed =>
  add(daysAgo, 17, by, ({ who }) => ({ kind: 'thank-you', who: who(to), words }));

/** Answers in the order of the statements; `null`: would rather not say. */
const review = (
  daysAgo: number,
  by: string,
  answers: readonly (number | null)[],
  examples: Readonly<Record<string, string>> = {},
): MadeUpDeed =>
  add(daysAgo, 15, by, () => ({
    kind: 'review',
    version: TEAM_REVIEW.version,
    answers: Object.fromEntries(TEAM_REVIEW.statements.map(({ id }, i) => [id, answers[i] ?? null])),
    examples: { ...examples },
  }));

const myTeam = (daysAgo: number, answers: readonly (number | null)[], words = ''): MadeUpDeed =>
  add(daysAgo, 19, 'sam', () => ({
    kind: 'my-team',
    version: MY_TEAM.version,
    answers: Object.fromEntries(MY_TEAM.statements.map(({ id }, i) => [id, answers[i] ?? null])),
    words,
  }));

const BARRIERS: readonly MadeUpDeed[] = [
  named('chemist-hours', 177, 13, 'tom', ({ day }) => ({
    kind: 'barrier',
    organisation: 'Corner chemist',
    what: 'The script is only handed out between 8 and 10 in the morning.',
    why: 'They say that one person does it, and she goes home at 10.',
    since: day(190),
  })),
  barrierStep(166, 'tom', 'chemist-hours', 'tried', 'Asked for noon. They said no, and that all their people come at 9.'),
  barrierStep(157, 'tom', 'chemist-hours', 'told', 'Wrote to the clinic, with Sam’s words: at 9 I meet the people I bought from.'),
  barrierStep(136, 'tom', 'chemist-hours', 'changed', 'The clinic asked Mill Lane, who do it all day.'),
  barrierStep(134, 'tom', 'chemist-hours', 'over', 'Sam goes at noon. Two others from the hostel have moved there too.'),
  named('bond-scheme', 103, 10.5, 'housing', ({ day }) => ({
    kind: 'barrier',
    organisation: 'City bond scheme',
    what: 'No help with a deposit for anybody who owes rent from before.',
    why: 'It is in their rules, and nobody there could say why.',
    since: day(104),
  })),
  barrierStep(
    95,
    'housing',
    'bond-scheme',
    'tried',
    'Sent them proof that Sam pays the old rent off every week. They sent back the same page of rules.',
  ),
  barrierStep(77, 'lead', 'bond-scheme', 'told', 'Told the housing board. Four other teams have met the same rule.'),
  barrierStep(51, 'housing', 'bond-scheme', 'not-changed', 'The board says that they will look at it “in the new year”.'),
  barrierStep(
    19,
    'lead',
    'bond-scheme',
    'told',
    'Sam and I wrote one page for the board: what it cost in weeks, and what it would have cost in money.',
  ),
  named('dog-rule', 40, 12.5, 'lead', ({ day }) => ({
    kind: 'barrier',
    organisation: 'The hostel',
    what: 'No dogs after March.',
    why: 'A new insurance.',
    since: day(41),
  })),
  barrierStep(28, 'peer', 'dog-rule', 'tried', 'Asked to see what the insurance says about dogs. Nobody has it to hand.'),
];

const REFLECTIONS: readonly MadeUpDeed[] = [
  named('on-viewing', 146, 15, 'lead', ({ id }) => ({
    kind: 'reflection',
    layer: 'team',
    seen: 'views-differ',
    about: id('missed'),
    tried: 'Three of us booked things for Sam, each in our own diary.',
    wentWell: 'Sam said that it was wrong, in writing, and Ruth answered the next day.',
    inTheWay: 'We each thought that one of the others had told Sam.',
    learned: 'A booking is not made until Sam has said yes to it.',
    change: 'Whoever books also texts, and looks at About me first.',
  })),
  say(146, 18, 'on-viewing', 'yes'),
  named('on-hospital', 104, 14, 'peer', ({ id }) => ({
    kind: 'reflection',
    layer: 'may-leave',
    seen: 'rating-fell',
    about: id('script'),
    tried: 'When Sam went quiet, one of us went, and the others waited.',
    wentWell: 'Sam rang Tom himself on the third day. He was not met with a lecture.',
    inTheWay: 'There was nobody from Friday to Monday. The office phone at probation is read by nobody at night.',
    learned: 'Weekends are when it happens. A text is enough, if it comes.',
    change: 'Jo texts on Sundays. Dan gave out a phone that somebody reads.',
  })),
  answer(103, 16, 'probation', 'on-hospital', 'The night phone is read now, for everybody on an order. It took one email.'),
  named('on-promise', 81, 16, 'housing', ({ id }) => ({
    kind: 'reflection',
    layer: 'team',
    seen: 'promise-not-kept',
    about: id('reference'),
    tried: 'I said yes to the letter because I wanted to help.',
    wentWell: 'Sam told me what it did.',
    inTheWay: 'I had 41 people on my list, and no time set aside.',
    learned: 'A kind yes without a day is worse than an honest no.',
    change: 'I say yes only with a day in my diary. Priya asks me on the day.',
  })),
  thanks(80, 12, 'sam', 'on-promise'),
  named('on-good-day', 53, 15, 'peer', ({ id }) => ({
    kind: 'reflection',
    layer: 'team',
    seen: 'good-day',
    about: id('wednesday'),
    tried: 'We kept out of the way.',
    wentWell: 'Sam ran the whole evening. Two people from the hostel came who come to nothing else.',
    inTheWay: 'Tools. There are three spanners for five people.',
    learned: 'Sam is at his best when he is the one who helps.',
    change: 'Ask for tools, not for another group for Sam to go to.',
  })),
];

const PRACTICE: readonly MadeUpDeed[] = [
  named('one-text', 144, 15, 'lead', ({ id, day }) => ({
    kind: 'practice',
    seen: 'views-differ',
    about: id('missed'),
    goingOn: 'We see missed dates. Sam sees dates that nobody told him of.',
    before: '4 of 9 dates missed in two months',
    willTry: 'Nothing before 11. Whoever books texts the day before. For anything new, one of us goes along.',
    askOn: day(86),
    meeting: id('meeting-2'),
  })),
  add(85, 15, 'lead', ({ id }) => ({
    kind: 'outcome',
    to: id('one-text'),
    helped: 'yes',
    learned: '1 of 11 dates missed since, and that was the night in hospital. Sam says the text is what does it.',
    then: 'keep',
  })),
  named('sundays', 93, 15, 'peer', ({ id, day }) => ({
    kind: 'practice',
    seen: 'gap',
    about: id('quiet'),
    goingOn: 'Nobody is in touch from Friday to Monday, and that is when it went wrong.',
    before: 'Three days in each week without anybody',
    willTry: 'Jo texts on Sunday. No need to answer. Leah rings on Monday first thing if there was nothing.',
    askOn: day(58),
    meeting: id('handover'),
  })),
  add(57, 15, 'peer', ({ id }) => ({
    kind: 'outcome',
    to: id('sundays'),
    helped: 'some',
    learned: 'Sam answers two of three. A photo does better than words.',
    then: 'change',
  })),
  named('photos', 56, 15, 'peer', ({ id, day }) => ({
    kind: 'practice',
    seen: 'gap',
    about: id('sundays'),
    goingOn: 'A question on a Sunday feels like a check. A dog picture does not.',
    before: 'Two of three Sundays answered',
    willTry: 'Send a picture, and ask for one back.',
    askOn: day(-5),
    meeting: null,
  })),
  change(4, 13.2, 'peer', 'photos', ({ id }) => ({ meeting: id('next') })),
];

const LIFE: readonly MadeUpDeed[] = [
  add(188, 12, 'lead', ({ day }) => ({
    kind: 'life-event',
    what: 'prison',
    words: 'Eleven weeks, before this team',
    from: day(330),
    to: day(253),
  })),
  add(110, 13, 'peer', ({ day }) => ({
    kind: 'life-event',
    what: 'hospital',
    words: 'A night in A&E, with Jo',
    from: day(112),
    to: day(111),
  })),
  add(91, 12, 'lead', ({ day }) => ({
    kind: 'life-event',
    what: 'handover',
    words: 'From Tom to Leah, with a week together',
    from: day(98),
    to: day(91),
  })),
  add(73, 17, 'housing', ({ day }) => ({ kind: 'life-event', what: 'move', words: 'To the dry room upstairs', from: day(73), to: null })),
  thankYou(178, 'sam', 'lead', 'For not doing forms on the first day.'),
  thankYou(133, 'sam', 'tom', 'Three letters for one chemist.'),
  thankYou(110, 'lead', 'peer', 'For a whole night on a plastic chair.'),
  thankYou(101, 'sam', 'probation', 'You said it was your fault, in front of a judge.'),
  thankYou(54, 'peer', 'sam', 'For the first bike evening. Two of mine came.'),
  thankYou(23, 'sam', 'housing', 'For being early.'),
  thankYou(11, 'nurse', 'sam', 'You asked how my day was, and waited for the answer.'),
];

// In the order of the statements: continuity, shared accountability, led by the client, new ways; three each.
const REVIEWS: readonly MadeUpDeed[] = [
  review(137, 'sam', [3, 2, 1, 1, 2, 1, 3, 2, 3, 2, 1, null], { 'tell-it-once': 'Told the clinic all of it again in June' }),
  review(137, 'lead', [3, 3, 2, 3, 3, 2, 4, 3, 3, 3, 2, 1]),
  review(136, 'tom', [3, 2, 3, 2, 3, 2, 3, 3, 4, 2, 1, 1], { 'bend-rules': 'Three letters to move a script by three hours' }),
  review(136, 'housing', [2, 2, 3, 2, 2, 3, 3, 2, 2, 1, 1, 1]),
  review(135, 'probation', [3, 2, 2, 1, 1, 1, 2, 2, 3, 1, 1, 0]),
  review(29, 'sam', [3, 4, 3, 3, 3, 3, 4, 3, 4, 3, 2, 2], { 'through-change': 'Tom walked me over to Leah' }),
  review(29, 'lead', [3, 4, 3, 3, 3, 4, 4, 3, 4, 3, 2, 3]),
  review(28, 'nurse', [3, 4, 4, 3, 3, 3, 4, 3, 4, 3, 3, 2]),
  review(28, 'housing', [3, 3, 3, 3, 3, 3, 4, 3, 3, 2, 2, 3], { 'own-it-together': 'The letter that I did not write' }),
  review(27, 'probation', [3, 3, 3, 3, 2, 4, 3, 3, 3, 3, 2, 2]),
  review(27, 'peer', [4, 4, 3, 2, 3, 3, 4, 4, 4, 4, 2, 2], { 'talk-often': 'Weekends, still' }),
];

const MY_TEAM_OVER_TIME: readonly MadeUpDeed[] = [
  myTeam(201, [2, 1, 3, 1, 2, 2, 3, null], 'Early days'),
  myTeam(150, [2, 0, 2, 0, 1, 2, 2, 2], 'Hill Road'),
  myTeam(131, [3, 2, 3, 2, 3, 3, 3, 3]),
  myTeam(106, [3, 1, 3, 1, 1, 2, 3, 4], 'They came to A&E. They also sent me to court.'),
  myTeam(70, [2, 3, 3, 3, 3, 3, 4, 3], 'Four hours waiting for a man with a damp meter'),
  myTeam(33, [4, 3, 4, 3, 3, 4, 4, 4]),
  myTeam(5, [4, 4, 4, 3, 4, 4, 4, 4], 'I still don’t always know what is going on. But I ask now.'),
];

export const LEARNING: readonly MadeUpDeed[] = [
  ...BARRIERS,
  ...REFLECTIONS,
  ...PRACTICE,
  ...LIFE,
  ...REVIEWS,
  ...MY_TEAM_OVER_TIME,
  looked(1, 16.4, 'lead'),
  looked(2, 17.2, 'peer'),
];
