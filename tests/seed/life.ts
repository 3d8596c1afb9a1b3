import type { MadeUpDeed, MadeUpLife, MadeUpPerson, MadeUpTurn } from '#record';
import { Chance } from '../simulation/chance.ts';
import { Days } from './days.ts';

/** How large a life is to be. The same plan gives the same life. */
export interface LifePlan {
  readonly years: number;
  /** Members at any time; over the years some go and others take over. */
  readonly members: number;
  readonly seed: number;
  /** 20,000 in five years is about eleven a day, of everybody together. */
  readonly entriesPerYear: number;
}

export const ENTRIES_PER_YEAR = 4000;

const YEAR_DAYS = 365;
/** Somebody stays for 14 to 26 months. */
const SHORTEST_STAY_DAYS = 425;
const STAY_SPREAD_DAYS = 365;
/** Whoever takes over comes a week before the other one goes. */
const OVERLAP_DAYS = 7;

const FIRST = ['Priya', 'Tom', 'Ruth', 'Dan', 'Jo', 'Leah', 'Amir', 'Bea', 'Callum', 'Dilys', 'Esi', 'Frank', 'Gwen', 'Hana', 'Ivo', 'Kit'];
const LAST = [
  'Nair',
  'Osei',
  'Ellery',
  'Whitlock',
  'Farrell',
  'Brandt',
  'Sadiq',
  'Lowe',
  'Marsh',
  'Pugh',
  'Quist',
  'Rudge',
  'Tamm',
  'Vale',
];
const SEATS = [
  [
    'Lead worker',
    'Harbour Bridge Support',
    { 'about-me': 'write', health: 'see', justice: 'see', progress: 'write', 'home-money': 'write' },
  ],
  ['Outreach nurse', 'Open Door Health Outreach', { 'about-me': 'see', health: 'write' }],
  ['Housing officer', 'City Homes Team', { 'about-me': 'see', 'home-money': 'write' }],
  ['Probation officer', 'Northway Probation', { 'about-me': 'see', justice: 'write' }],
  ['Peer supporter', 'Kindling Peer Network', { 'about-me': 'see' }],
  ['Navigator', 'Quayside Navigators', { 'about-me': 'see', 'home-money': 'see' }],
] as const;
const ALL = { plan: 'write', journal: 'write', 'keeping-safe': 'write', learning: 'write', meetings: 'write' } as const;

/** Who is on the team between which days; days are counted from the first. */
export interface Stay {
  readonly person: MadeUpPerson;
  readonly seat: number;
  readonly from: number;
  readonly to: number;
}

const staysOf = ({ members }: LifePlan, days: number, chance: Chance): readonly Stay[] => {
  const stays: Stay[] = [];
  for (let seat = 0; seat < members; seat++) {
    const [role, organisation, rights] = SEATS[seat % SEATS.length] ?? SEATS[0];
    // The seats change at different times: the first stay of each is cut short.
    let from = 0;
    let stay = Math.floor((SHORTEST_STAY_DAYS * (seat + 1)) / members);
    while (from < days) {
      const to = from + stay;
      const n = stays.length;
      const name = `${FIRST[n % FIRST.length] ?? ''} ${LAST[(n + Math.floor(n / FIRST.length)) % LAST.length] ?? ''}`;
      stays.push({ person: { id: `m${String(n)}`, name, role, organisation, rights: { ...ALL, ...rights } }, seat, from, to });
      from = to - OVERLAP_DAYS;
      stay = SHORTEST_STAY_DAYS + chance.below(STAY_SPREAD_DAYS);
    }
  }
  return stays;
};

/** A made-up life of years, which ended yesterday: as many deeds as the plan asks for, in the rhythm of a team's weeks. */
export const makeLife = (plan: LifePlan): MadeUpLife => {
  const days = Math.round(plan.years * YEAR_DAYS);
  const total = Math.round(plan.years * plan.entriesPerYear);
  const chance = new Chance(plan.seed, 'life');
  const stays = staysOf(plan, days, chance);
  const turns = stays.flatMap(({ person, from, to }): MadeUpTurn[] => [
    { daysAgo: days - from, hour: 7, who: person.id, turn: { type: 'joins' } },
    ...(to < days ? [{ daysAgo: days - to, hour: 21, who: person.id, turn: { type: 'leaves' } } as const] : []),
  ]);
  const writer = new Days(chance, days);
  const deeds: MadeUpDeed[] = [];
  for (let day = 0; day < days; day++) {
    const upTo = Math.floor((total * (day + 1)) / days);
    const on = stays.filter(({ from, to }) => from <= day && day <= to);
    deeds.push(...writer.day(day, on, upTo - deeds.length));
  }
  return {
    client: { id: 'sam', name: 'Sam', role: '', organisation: '', rights: {} },
    people: stays.map(({ person }) => person),
    turns,
    deeds,
  };
};
