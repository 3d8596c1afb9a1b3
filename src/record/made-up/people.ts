import type { MadeUpPerson, MadeUpTurn } from './life.ts';

export const SAM: MadeUpPerson = { id: 'sam', name: 'Sam', role: '', organisation: '', rights: {} };

/** What the whole team has, as a new record asks it. */
const ALL = { plan: 'write', journal: 'write', learning: 'write', meetings: 'write' } as const;

export const PEOPLE: readonly MadeUpPerson[] = [
  {
    id: 'lead',
    name: 'Priya Nair',
    role: 'Lead worker',
    organisation: 'Harbour Bridge Support',
    rights: {
      ...ALL,
      'about-me': 'write',
      'keeping-safe': 'write',
      'home-money': 'write',
      health: 'see',
      justice: 'see',
      progress: 'write',
    },
  },
  {
    id: 'tom',
    name: 'Tom Osei',
    role: 'Outreach nurse',
    organisation: 'Open Door Health Outreach',
    rights: { ...ALL, 'about-me': 'see', 'keeping-safe': 'write', health: 'write' },
  },
  {
    id: 'housing',
    name: 'Ruth Ellery',
    role: 'Housing officer',
    organisation: 'City Homes Team',
    // Not *About me* at first: what that led to is in the journal.
    rights: { ...ALL, 'keeping-safe': 'see', 'home-money': 'write' },
  },
  {
    id: 'probation',
    name: 'Dan Whitlock',
    role: 'Probation officer',
    organisation: 'Northway Probation',
    rights: { ...ALL, 'about-me': 'see', 'keeping-safe': 'see', justice: 'write' },
  },
  {
    id: 'peer',
    name: 'Jo Farrell',
    role: 'Peer supporter',
    organisation: 'Kindling Peer Network',
    rights: { ...ALL, 'about-me': 'see', 'keeping-safe': 'write' },
  },
  {
    id: 'nurse',
    name: 'Leah Brandt',
    role: 'Outreach nurse',
    organisation: 'Open Door Health Outreach',
    rights: { ...ALL, 'about-me': 'see', 'keeping-safe': 'write', health: 'write' },
  },
];

/** Tom leaves for another post after three months and a half; Leah takes over while he is still there. */
export const TURNS: readonly MadeUpTurn[] = [
  { daysAgo: 212, hour: 14, who: 'lead', turn: { type: 'joins' } },
  { daysAgo: 205, hour: 10, who: 'tom', turn: { type: 'joins' } },
  { daysAgo: 205, hour: 10, who: 'housing', turn: { type: 'joins' } },
  { daysAgo: 186, hour: 10, who: 'probation', turn: { type: 'joins' } },
  { daysAgo: 161, hour: 13, who: 'peer', turn: { type: 'joins' } },
  { daysAgo: 148, hour: 12, who: 'housing', turn: { type: 'may', page: 'about-me', right: 'see' } },
  { daysAgo: 98, hour: 12, who: 'nurse', turn: { type: 'joins' } },
  { daysAgo: 91, hour: 17, who: 'tom', turn: { type: 'leaves' } },
];
