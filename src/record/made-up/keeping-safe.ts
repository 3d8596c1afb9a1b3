import { on } from './deeds.ts';
import type { MadeUpDeed, Names } from './life.ts';
import type { Item } from '../items.ts';

const { add, text, answer, named } = on('keeping-safe');

const contact =
  (order: number, name: string, role: string, phone: string, words: string): ((names: Names) => Item) =>
  () => ({ kind: 'contact', name, role, phone, words, order });

export const KEEPING_SAFE: readonly MadeUpDeed[] = [
  text(199, 'sam', 'signs', 'I stop answering texts. I sleep in my clothes. I say “I’m fine” very quick.'),
  text(
    199,
    'sam',
    'what-i-can-do',
    'Walk Biscuit by the water, even at night. Fix something. The breathing thing that Tom showed me. Ring Jo.',
  ),
  text(199, 'sam', 'places-and-people', 'The bike shed. The café by the hostel, the back table. Big Col, if it is before ten.'),
  text(
    198,
    'sam',
    'making-it-safer',
    'Never use alone. Keep the naloxone kit in the side pocket, and tell whoever is on the desk that it is there.',
  ),
  text(
    198,
    'lead',
    'what-the-team-does',
    'One of us texts Sam the same day, and says who is coming. We do not all turn up. We ask Sam before we ring anyone else. If we think that Sam’s life is in danger we ring 999, and we tell Sam that we did.',
  ),
  add(198, 12, 'sam', contact(1, 'Jo', 'Peer supporter', '07700 900461', 'Up late. Has been there.')),
  add(198, 12.2, 'sam', contact(2, 'Priya', 'Lead worker', '07700 900118', 'Nine to five. Leave a text after that.')),
  add(198, 12.4, 'sam', contact(3, 'Night desk', 'Hostel', '0117 496 0122', 'All night. No details, just say you need company.')),
  named('signs-title', 197, 15, 'sam', () => ({ kind: 'safe-title', heading: 'signs', title: 'How you can tell that I am going under' })),
  answer(197, 16, 'tom', 'signs-title', 'Thank you for this one, Sam. I would have believed “I’m fine”.'),
  // After the night in hospital the plan was looked at again, by Sam and two of the team.
  text(
    106,
    'sam',
    'signs',
    'I stop answering texts. I sleep in my clothes. I say “I’m fine” very quick. I give my bike tools away: that one is serious.',
  ),
  text(
    105,
    'sam',
    'what-i-can-do',
    'Walk Biscuit by the water, even at night. Fix something. The breathing thing that Tom showed me. Ring Jo, and ring before, not after.',
  ),
  add(104, 15, 'sam', contact(4, 'Dee', 'My sister', '07700 900734', 'Only if it is very bad. She says it is all right to ring.')),
];
