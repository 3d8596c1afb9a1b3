import type { StepState } from '../items/plan.ts';
import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, say, answer, thanks } = on('plan');

const goal = (name: string, daysAgo: number, title: string, why: string): MadeUpDeed =>
  named(name, daysAgo, 11, 'sam', () => ({ kind: 'goal', title, why }));

const rating = (daysAgo: number, goalName: string, value: number, words = ''): MadeUpDeed =>
  add(daysAgo, 18, 'sam', ({ id }) => ({ kind: 'rating', goal: id(goalName), value, words }));

/** `due`: days ago on which it was to be done; less than 0 is still to come. */
const step = (
  name: string,
  at: readonly [daysAgo: number, hour: number],
  by: string,
  goalName: string | null,
  who: string,
  what: string,
  due: number | null = null,
  from: string | null = null,
): MadeUpDeed =>
  named(name, ...at, by, (names) => ({
    kind: 'step',
    goal: goalName === null ? null : names.id(goalName),
    what,
    who: names.who(who),
    by: due === null ? null : names.day(due),
    state: 'todo',
    why: '',
    ...(from === null ? {} : { from: names.id(from) }),
  }));

const reply = (daysAgo: number, hour: number, by: string, to: string, yes: boolean, words = ''): MadeUpDeed =>
  add(daysAgo, hour, by, ({ id }) => ({ kind: 'step-reply', to: id(to), reply: yes ? 'yes' : 'no', words }));

const now = (daysAgo: number, hour: number, by: string, name: string, state: StepState, why = ''): MadeUpDeed =>
  change(daysAgo, hour, by, name, () => ({ state, why }));

const lookedBack = (daysAgo: number, by: string, goalName: string, words: string, next: string): MadeUpDeed =>
  add(daysAgo, 16, by, ({ id }) => ({ kind: 'goal-review', goal: id(goalName), words, next }));

const FLAT: readonly MadeUpDeed[] = [
  goal(
    'flat',
    209,
    'A place of my own where Biscuit can stay',
    'I sleep better when she is there. The hostel lets her in for now, and nobody knows for how long.',
  ),
  rating(203, 'flat', 2),
  step('landlords', [203, 10], 'lead', 'flat', 'lead', 'Ask three landlords if they take a dog', 182),
  now(184, 15, 'lead', 'landlords', 'done'),
  rating(176, 'flat', 4, 'One said maybe'),
  step('papers', [171, 11], 'sam', 'flat', 'sam', 'Find my birth certificate', 150),
  now(151, 14, 'sam', 'papers', 'done', 'It was in Col’s shed all along'),
  rating(149, 'flat', 1, 'Felt like giving up'),
  step(
    'afternoons',
    [145, 14.8],
    'housing',
    'flat',
    'housing',
    'Book every viewing for the afternoon, and text Sam the day before',
    140,
    'missed',
  ),
  now(141, 12, 'housing', 'afternoons', 'done', 'It is on the booking form now, for all of us'),
  rating(131, 'flat', 3),
  step('reference', [126, 15], 'lead', 'flat', 'housing', 'Write a letter that says Biscuit is a good tenant', 105),
  reply(126, 16, 'housing', 'reference', true, 'I will. She is a very good tenant.'),
  lookedBack(120, 'sam', 'flat', 'Two no, one maybe. Ruth books things right now. Still in the hostel.', 'Ask about the bond scheme.'),
  step('bond', [119, 11], 'lead', 'flat', 'housing', 'Ask the bond scheme to pay Sam’s deposit', 104),
  reply(119, 13, 'housing', 'bond', true),
  now(103, 10, 'housing', 'bond', 'blocked', 'They say no to anybody with rent owing from before. I am asking why.'),
  rating(102, 'flat', 2, 'Always something from years ago'),
  now(84, 17, 'housing', 'reference', 'dropped', 'I left it too long, and the landlord chose somebody else. I am sorry, Sam.'),
  say(84, 19, 'reference', 'not-quite', 'I know that you are busy. But you said you would.'),
  answer(
    83,
    10,
    'housing',
    'reference',
    'I did say so. I have told my manager what it cost you. I will not say yes again without a day in my diary.',
  ),
  rating(82, 'flat', 1, 'Lost it over a letter'),
  step('deposit', [79, 14], 'lead', 'flat', 'lead', 'Find another way to pay a deposit', 60),
  reply(79, 14.2, 'lead', 'deposit', true),
  add(64, 11, 'lead', ({ id, day }) => ({ kind: 'step-day', to: id('deposit'), by: day(58), why: 'The fund meets only once a month' })),
  now(53, 16, 'lead', 'deposit', 'done', 'Five days late. The Lantern Fund gives 400 pounds and does not ask about the old rent.'),
  thanks(52, 12, 'sam', 'deposit'),
  rating(52, 'flat', 5),
  step('viewing', [30, 15], 'housing', 'flat', 'housing', 'Go with Sam to see the flat on the east side', 23),
  now(23, 16, 'housing', 'viewing', 'done', 'We were both early. The landlord gave Biscuit a biscuit.'),
  rating(22, 'flat', 7, 'It has a yard!'),
  step('form', [20, 14], 'lead', 'flat', 'lead', 'Fill in the deposit form with Sam', 10),
  now(11, 15, 'lead', 'form', 'done'),
  step('answer', [9, 12], 'lead', 'flat', 'housing', 'Ring the landlord for his answer', -3),
  reply(9, 14, 'housing', 'answer', true, 'It is in my diary.'),
  now(6, 10, 'housing', 'answer', 'doing', 'Rang twice. He is away this week.'),
  rating(5, 'flat', 6, 'Waiting is the worst bit'),
];

const SCRIPT: readonly MadeUpDeed[] = [
  goal('script', 208, 'Stay on my script and feel well on it', 'Last time they changed it too fast and I ended up using on top.'),
  rating(203, 'script', 4),
  step('slow', [202, 12], 'tom', 'script', 'tom', 'Agree with the clinic that changes are small, and only with Sam in the room', 190),
  now(192, 12, 'tom', 'slow', 'done'),
  rating(178, 'script', 6, 'Better than last month'),
  step('chemist', [165, 13], 'tom', 'script', 'tom', 'Ask for a chemist that opens after 11', 150),
  now(134, 11, 'tom', 'chemist', 'done', 'Later than I said. They had to be asked three times.'),
  thanks(133, 12, 'sam', 'chemist'),
  rating(113, 'script', 2, 'Used on top. Four days.'),
  rating(100, 'script', 4, 'Back on it. Nobody shouted.'),
  step('hand-on', [97, 12], 'tom', 'script', 'nurse', 'Take on what was agreed with the clinic, word for word'),
  reply(97, 14, 'nurse', 'hand-on', true, 'I have read it all. I will not ask Sam to say it again.'),
  now(90, 13, 'nurse', 'hand-on', 'done'),
  rating(71, 'script', 6),
  lookedBack(62, 'sam', 'script', 'Seven weeks without using on top.', 'Keep the dose. Ask again in spring.'),
  rating(44, 'script', 7),
  rating(8, 'script', 8, 'Nearly forgot to rate it. That is good, isn’t it'),
];

const SISTER: readonly MadeUpDeed[] = [
  goal('sister', 200, 'Be back in touch with my sister', 'She is the only family I have left. It was four years in October.'),
  rating(196, 'sister', 1),
  step('letter', [159, 16], 'peer', 'sister', 'sam', 'Write to Dee, with Jo sitting next to me'),
  now(143, 18, 'sam', 'letter', 'done', 'Took nine goes'),
  rating(141, 'sister', 3, 'Posted it. Now wait.'),
  rating(110, 'sister', 2, 'Nothing'),
  rating(72, 'sister', 6, 'She wrote back!'),
  step('call', [70, 11], 'sam', 'sister', 'sam', 'Ring her on a Sunday', 60),
  now(63, 19, 'sam', 'call', 'done'),
  rating(62, 'sister', 8),
  rating(26, 'sister', 7, 'She was short with me. We are all right though.'),
  step('visit', [18, 13], 'peer', 'sister', 'peer', 'Find out about train fare and a dog on the train', 4),
  reply(18, 13.5, 'peer', 'visit', true),
  now(3, 12, 'peer', 'visit', 'done', 'Dogs go free'),
];

const WORK: readonly MadeUpDeed[] = [
  goal('bikes', 128, 'Teach bike repair', 'It is the one thing where people come to me.'),
  rating(127, 'bikes', 3),
  step('shed', [127, 15], 'peer', 'bikes', 'peer', 'Ask the bike shed if Sam can run an evening', 112),
  reply(127, 16, 'peer', 'shed', true),
  now(115, 11, 'peer', 'shed', 'done', 'They said yes before I had finished asking'),
  step('insurance', [80, 12], 'peer', 'bikes', 'probation', 'Find out if the order lets Sam be on the shed’s insurance', 66),
  reply(80, 15, 'probation', 'insurance', true),
  now(67, 10, 'probation', 'insurance', 'done', 'It does. I wrote to them.'),
  rating(55, 'bikes', 6, 'Five came'),
  rating(12, 'bikes', 9, 'Eleven came and one was Finn’s age'),
  step('tools', [14, 12], 'sam', 'bikes', 'lead', 'Ask for a box of tools of our own', -12),
  reply(14, 15, 'lead', 'tools', true),
  step('forms', [14, 12.5], 'sam', 'bikes', 'probation', 'Come and see a Wednesday'),
  reply(13, 10, 'probation', 'forms', false, 'I would like to, but I work late on Wednesdays. Could it be a photo?'),
];

const PUT_AWAY: readonly MadeUpDeed[] = [
  goal('stop-smoking', 207, 'Stop smoking', 'Tom asked. I said all right.'),
  rating(203, 'stop-smoking', 1, 'Not really mine, this one'),
  change(170, 12, 'sam', 'stop-smoking', () => ({ away: true })),
];

export const PLAN: readonly MadeUpDeed[] = [...FLAT, ...SCRIPT, ...SISTER, ...WORK, ...PUT_AWAY];
