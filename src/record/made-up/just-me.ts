import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change } = on('just-me');

const today = (daysAgo: number, value: number, words = ''): MadeUpDeed => add(daysAgo, 20, 'sam', () => ({ kind: 'today', value, words }));

const mine = (daysAgo: number, words: string): MadeUpDeed => add(daysAgo, 21, 'sam', () => ({ kind: 'private', words }));

export const JUST_ME: readonly MadeUpDeed[] = [
  named('for-tom', 206, 12, 'sam', ({ day }) => ({ kind: 'invitation', name: 'Tom', until: Date.parse(day(203)), state: 'out' })),
  change(205, 11, 'sam', 'for-tom', () => ({ state: 'joined' })),
  today(210, 4),
  mine(206, 'Priya seems all right. Don’t hope too much.'),
  today(190, 5),
  today(179, 7, 'Slept'),
  today(150, 2, 'Hill Road'),
  mine(150, 'Nearly did not write that I disagree. Glad I did.'),
  today(130, 6),
  today(113, 1),
  mine(112, 'I gave Col my tools. I think I scared him.'),
  today(103, 3),
  today(96, 5, 'Leah is all right'),
  today(84, 2),
  today(72, 8, 'Dee!!'),
  today(55, 8),
  today(41, 3, 'March'),
  today(22, 8),
  today(4, 7, 'Did not think I would write a 7 this year'),
  mine(2, 'Ask Priya what happens to Biscuit if I have to go into hospital. Not ready to say it in the meeting.'),
];
