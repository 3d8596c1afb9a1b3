import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, answer, thanks, looked } = on('home-money');

export const HOME_MONEY: readonly MadeUpDeed[] = [
  add(203, 12, 'housing', ({ day }) => ({
    kind: 'fact',
    label: 'On the housing list',
    words: 'Since last spring. One bedroom, ground floor, a dog.',
    day: day(330),
  })),
  add(203, 12.2, 'housing', () => ({
    kind: 'fact',
    label: 'Rent owing from before',
    words: '640 pounds, from 2021. Five pounds a week are paid off.',
    day: null,
  })),
  add(200, 14, 'lead', () => ({
    kind: 'contact',
    name: 'Mr Bell',
    role: 'Hostel manager',
    phone: '0117 496 0131',
    words: 'Afternoons. Fair, if you ask him straight.',
    order: 1,
  })),
  named('benefit', 190, 11, 'lead', ({ day }) => ({
    kind: 'letter',
    what: 'Why the money was cut in May',
    from: 'Benefits office',
    askedOn: day(190),
    state: 'waiting',
    words: 'Rang twice, wrote once.',
  })),
  change(156, 15, 'lead', 'benefit', () => ({ state: 'came', words: 'Their mistake. 212 pounds came back.' })),
  thanks(156, 18, 'sam', 'benefit'),
  add(150, 16, 'housing', ({ day }) => ({
    kind: 'appointment',
    what: 'Viewing on Hill Road',
    day: day(150),
    time: '09:00',
    where: 'Hill Road',
    words: 'The time that nobody told Sam.',
  })),
  named('no-dogs', 40, 12, 'lead', ({ day }) => ({
    kind: 'letter',
    what: 'The rule about dogs after March, in writing',
    from: 'The hostel',
    askedOn: day(40),
    state: 'waiting',
    words: 'Asked again on the phone.',
  })),
  add(53, 16.3, 'lead', () => ({
    kind: 'fact',
    label: 'Deposit',
    words: 'The Lantern Fund gives 400 pounds when there is a signed offer.',
    day: null,
  })),
  named('old-bank', 120, 13, 'lead', ({ day }) => ({
    kind: 'letter',
    what: 'Old account papers',
    from: 'The bank',
    askedOn: day(120),
    state: 'waiting',
    words: '',
  })),
  change(68, 13, 'lead', 'old-bank', () => ({ state: 'given-up', words: 'The branch has closed. We do not need them any more.' })),
  add(30, 15.2, 'housing', ({ day }) => ({
    kind: 'appointment',
    what: 'Viewing on the east side',
    day: day(23),
    time: '14:00',
    where: 'Meet at the hostel at half past one',
    words: 'Bring Biscuit. The landlord wants to meet her.',
  })),
  named('offer', 9, 12, 'housing', ({ day }) => ({
    kind: 'letter',
    what: 'The landlord’s answer',
    from: 'Landlord, east side',
    askedOn: day(22),
    state: 'waiting',
    words: 'Away this week.',
  })),
  answer(8, 15, 'lead', 'offer', 'If it is a no we ask him why, and Ruth has two more to try.'),
  looked(5, 10.2, 'housing'),
  looked(1, 16.2, 'lead'),
];
