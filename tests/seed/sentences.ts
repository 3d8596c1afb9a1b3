import type { Chance } from '../simulation/chance.ts';

// Words for a made-up life of any length: parts that go together in any combination.

const WHERE = [
  'at the café',
  'at the hostel',
  'by the water',
  'at the day centre',
  'on the phone',
  'at the bike shed',
  'in the office',
  'on the bus',
];
const WHAT = [
  'We rang the landlord together, and he will look at the boiler on Thursday.',
  'Sam read the letter out, and we wrote the answer there and then.',
  'We went through the dates for the next two weeks.',
  'Biscuit came too. We walked more than we talked.',
  'Sam had a bad night, and said so. We left the form for another day.',
  'The chemist had the wrong day down. It is put right.',
  'Sam asked how long the list is. I did not know, and will find out by Friday.',
  'The money is three weeks late. We asked again, in writing this time.',
  'Sam showed two others how to true a wheel.',
  'Nobody from the repair firm came. We waited until four.',
  'We looked at the plan. Sam moved one goal up and put one away.',
  'Sam wants to think about it, and will text.',
  'The forms are in. We kept a copy.',
  'A short visit. Sam was on the way out, which is good news.',
];
const THEN = [
  'I will text on Friday.',
  'Next time at two, same place.',
  'Nothing to do until then.',
  'I will tell the team.',
  'Sam will ring if it changes.',
  'I said that I would ask, and by when.',
  '',
];
const SAID = [
  'That is how it was.',
  'It was Tuesday, not Monday.',
  'I asked for that, nobody offered it.',
  'You left out that I was early.',
  '',
  '',
  '',
];
const ANSWERS = [
  'You are right, I have put it straight.',
  'Thank you for saying so.',
  'I will do it differently next time.',
  'Can we talk about it on Thursday?',
];
const STEPS = [
  'Ask about the list',
  'Ring the surgery',
  'Write to the benefits office',
  'Find the tenancy papers',
  'Ask for a later time',
  'Go along to the viewing',
  'Get a price for the train',
];
const GOALS = [
  'A place of my own',
  'Feel well on my script',
  'See my sister',
  'Teach bike repair',
  'Get the old debts sorted',
  'Read without help',
  'A week away with Biscuit',
];
const WHYS = ['It is time.', 'I sleep better then.', 'I said I would.', 'It is the thing I am good at.', 'Nobody else will do it for me.'];
const BARRIERS = [
  'No help for anybody with old debts',
  'Only by phone, and only before ten',
  'No dogs',
  'Six months until the first date',
  'A letter with a photo card is wanted',
];
const MINE = [
  'Slept badly. Walked it off.',
  'Not ready to tell anybody yet.',
  'It was all right, really.',
  'Ask about the dog.',
  'I was proud today.',
];

const one = (chance: Chance, from: readonly string[]): string => chance.pick(from) ?? '';

export const sentences = (chance: Chance) => ({
  note: () => `Saw Sam ${one(chance, WHERE)}. ${one(chance, WHAT)} ${one(chance, THEN)}`.trim(),
  byClient: () => `${one(chance, WHAT).replaceAll('Sam ', 'I ')} ${one(chance, THEN)}`.trim(),
  said: () => one(chance, SAID),
  answer: () => one(chance, ANSWERS),
  step: () => one(chance, STEPS),
  goal: () => one(chance, GOALS),
  why: () => one(chance, WHYS),
  barrier: () => one(chance, BARRIERS),
  mine: () => one(chance, MINE),
  short: () => one(chance, THEN),
});
