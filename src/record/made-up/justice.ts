import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, say, looked } = on('justice');

export const JUSTICE: readonly MadeUpDeed[] = [
  add(186, 15.5, 'probation', ({ day }) => ({
    kind: 'fact',
    label: 'The order',
    words: 'Twelve months. One meeting a week, less when it goes well.',
    day: day(190),
  })),
  add(186, 15.7, 'probation', () => ({
    kind: 'contact',
    name: 'Dan Whitlock',
    role: 'Probation officer',
    phone: '07700 900582',
    words: 'Text is fine, at any hour. I read it at eight.',
    order: 1,
  })),
  named('times', 186, 16, 'probation', () => ({ kind: 'fact', label: 'When we meet', words: 'Wednesdays at ten.', day: null })),
  say(185, 13, 'times', 'not-quite', 'I said afternoons are better.'),
  add(106, 11, 'probation', ({ day }) => ({
    kind: 'appointment',
    what: 'Court, about the missed meeting',
    day: day(101),
    time: '14:00',
    where: 'City court, room 2',
    words: 'Jo and Priya come along. I have sent the hospital letter ahead.',
  })),
  change(100, 10, 'probation', 'times', () => ({ words: 'Wednesdays at two in the afternoon. The court wrote it down.' })),
  named('court-letter', 100, 11, 'probation', ({ day }) => ({
    kind: 'letter',
    what: 'What the court decided, on paper',
    from: 'City court',
    askedOn: day(100),
    state: 'waiting',
    words: '',
  })),
  change(88, 11, 'probation', 'court-letter', () => ({ state: 'came', words: 'The order goes on as before. Sam has the paper.' })),
  add(59, 14.5, 'probation', () => ({ kind: 'fact', label: 'Meetings now', words: 'Every two weeks, because it goes well.', day: null })),
  add(6, 14.2, 'probation', ({ day }) => ({
    kind: 'appointment',
    what: 'Meeting with Dan',
    day: day(-6),
    time: '14:00',
    where: 'Northway office, or the café if Sam likes',
    words: '',
  })),
  looked(6, 14.3, 'probation'),
  looked(20, 10, 'lead'),
];
