import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { add, named, change, say, looked } = on('health');

export const HEALTH: readonly MadeUpDeed[] = [
  add(202, 15, 'tom', ({ day }) => ({
    kind: 'fact',
    label: 'My doctor',
    words: 'Mill Lane Surgery. Ask for Dr Amadi, who knows me.',
    day: day(202),
  })),
  named('dose', 202, 15.2, 'tom', () => ({
    kind: 'fact',
    label: 'My script',
    words: 'Picked up every day but Sunday. Changes are small, and only with me in the room.',
    day: null,
  })),
  say(202, 18, 'dose', 'yes'),
  add(201, 14, 'sam', () => ({ kind: 'fact', label: 'Allergies', words: 'Penicillin. I come up in lumps.', day: null })),
  add(201, 15, 'tom', () => ({
    kind: 'contact',
    name: 'Mill Lane Surgery',
    role: 'Doctor',
    phone: '0117 496 0210',
    words: 'Say that you are with the outreach team, and they find a time.',
    order: 1,
  })),
  named('xray', 150, 12, 'tom', ({ day }) => ({
    kind: 'letter',
    what: 'Results of the chest picture',
    from: 'City hospital',
    askedOn: day(150),
    state: 'waiting',
    words: '',
  })),
  change(129, 14, 'tom', 'xray', () => ({ state: 'came', words: 'Nothing to worry about. Sam has a copy.' })),
  add(110, 12, 'tom', ({ day }) => ({
    kind: 'fact',
    label: 'Night in A&E',
    words: 'Chest pain. Tests were fine. Home at six with Jo.',
    day: day(111),
  })),
  named('lungs', 86, 12, 'nurse', ({ day }) => ({
    kind: 'letter',
    what: 'A date at the lung clinic',
    from: 'City hospital',
    askedOn: day(86),
    state: 'waiting',
    words: 'Asked by letter and by phone.',
  })),
  change(25, 11, 'nurse', 'lungs', () => ({ state: 'came', words: 'It took two months. The date is below.' })),
  add(25, 11.3, 'nurse', ({ day }) => ({
    kind: 'appointment',
    what: 'Lung clinic',
    day: day(-1),
    time: '14:30',
    where: 'City hospital, level 3',
    words: 'Leah comes to the hostel at two. Col has Biscuit.',
  })),
  add(60, 14, 'sam', () => ({
    kind: 'fact',
    label: 'Glasses',
    words: 'Reading ones, from the day centre. They help with letters.',
    day: null,
  })),
  looked(1, 13.3, 'nurse'),
  looked(9, 10, 'lead'),
];
