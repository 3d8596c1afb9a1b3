import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';

const { text } = on('about-me');

export const ABOUT_ME: readonly MadeUpDeed[] = [
  text(211, 'sam', 'name-i-like', 'Sam. Not Samuel. He or they, I don’t mind which.'),
  text(211, 'sam', 'most-important', 'My dog Biscuit. Getting a place where she can live with me. Seeing my sister again.'),
  text(211, 'sam', 'how-to-talk', 'Say it straight. Don’t read from a form at me. If I go quiet, give me a minute. I am still listening.'),
  text(210, 'sam', 'please-do', 'Please do text first. Please don’t turn up with someone I have not met.'),
  text(210, 'sam', 'strengths', 'I can fix nearly any bike. I look out for the younger ones at the hostel. I don’t give up on people.'),
  text(
    204,
    'sam',
    'support',
    'Mornings are bad. Afternoons are fine. When I am low I need one person, not four. Come for a walk with the dog.',
  ),
  text(
    204,
    'sam',
    'reach-me',
    'Text in the afternoon. Not before 11. The hostel desk will pass on a message, but please no details to them.',
  ),
  text(188, 'sam', 'people', 'Biscuit. Big Col at the bike shed. My sister Dee, we have not talked for four years.'),
  text(170, 'sam', 'languages-and-access', 'English. Long letters swim about. Read it out or send it as a text.'),
  text(158, 'sam', 'also-know', 'I was in care from 9. I don’t do closed doors, so leave it open a bit.'),
  text(158, 'sam', 'who-helped', 'Jo typed while I talked. The words are mine.'),
  // Things change, and what was there before stays in the history.
  text(
    40,
    'sam',
    'people',
    'Biscuit. Big Col at the bike shed. My sister Dee: we talk on Sundays now. Her boy is called Finn and he is three.',
  ),
  text(
    12,
    'sam',
    'strengths',
    'I can fix nearly any bike, and now I teach it on Wednesdays. I look out for the younger ones at the hostel. I don’t give up on people.',
  ),
];
