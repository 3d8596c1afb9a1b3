import type { Contact } from './continuity.ts';
import { gapsBetween } from './continuity.ts';
import { addDays, daysBetween } from './days.ts';
import type { PromiseOutcome } from './promises.ts';
import type { SideBySide } from './views.ts';

// What a team could look at together, out of the items that somebody sees. It asks a question and gives no verdict.

export type Notice =
  | { readonly seen: 'rating-fell'; readonly about: string; readonly day: string; readonly from: number; readonly to: number }
  | { readonly seen: 'promise-not-kept'; readonly about: string; readonly day: string; readonly who: string; readonly days: number }
  | { readonly seen: 'gap'; readonly about: null; readonly day: string; readonly until: string | null; readonly days: number }
  | {
      readonly seen: 'views-differ';
      /** The goal; `null` for a statement of the team review. */
      readonly about: string | null;
      readonly statement: string | null;
      readonly day: string;
      readonly own: number;
      readonly others: readonly number[];
    }
  | { readonly seen: 'barrier'; readonly about: string; readonly day: string; readonly days: number }
  | { readonly seen: 'good-day'; readonly about: string; readonly day: string };

export interface WhatIsThere {
  /** Ratings of goals, 0 to 10, by whose seal they carry. */
  readonly ratings: readonly {
    readonly goal: string;
    readonly who: string;
    readonly value: number;
    readonly day: string;
    readonly time: number;
  }[];
  readonly promises: readonly {
    readonly step: string;
    readonly who: string;
    readonly outcome: PromiseOutcome;
    readonly due: string | null;
    readonly daysOver: number;
  }[];
  readonly contacts: readonly Contact[];
  readonly reviews: readonly SideBySide[];
  /** When the newest review was given. */
  readonly reviewedOn: string | null;
  readonly barriers: readonly { readonly id: string; readonly since: string; readonly open: boolean }[];
  readonly goodDays: readonly { readonly id: string; readonly day: string }[];
  /** What the team has taken up already. */
  readonly taken: readonly { readonly seen: string; readonly about: string | null; readonly on: string }[];
}

/** Days without contact that are worth a question. */
export const GAP_DAYS = 14;
/** What is older is history: it is on the line of time. A barrier that is open is never too old. */
const RECENT_DAYS = 60;
/** How far two ratings of a goal (of 10) may lie apart before it is worth a question. */
const GOAL_APART = 3;
/** The same for a statement of the team review (of 4). */
const STATEMENT_APART = 2;

const newest = <T extends { readonly time: number }>(all: readonly T[]): T | undefined => all.toSorted((a, b) => a.time - b.time).at(-1);

const ofRatings = (ratings: WhatIsThere['ratings']): Notice[] =>
  [...new Set(ratings.map(({ goal }) => goal))].flatMap((goal): Notice[] => {
    const here = ratings.filter((one) => one.goal === goal);
    const own = here.filter(({ who }) => who === 'client').toSorted((a, b) => a.time - b.time);
    const [before, last] = [own.at(-2), own.at(-1)];
    const fell: Notice[] =
      before && last && last.value < before.value
        ? [{ seen: 'rating-fell', about: goal, day: last.day, from: before.value, to: last.value }]
        : [];
    const others = [...new Set(here.map(({ who }) => who))]
      .filter((who) => who !== 'client')
      .flatMap((who) => newest(here.filter((one) => one.who === who)) ?? []);
    const far = last ? others.filter(({ value }) => Math.abs(value - last.value) >= GOAL_APART) : [];
    if (!last || far.length === 0) return fell;
    const day = [last.day, ...far.map((one) => one.day)].toSorted().at(-1) ?? last.day;
    return [...fell, { seen: 'views-differ', about: goal, statement: null, day, own: last.value, others: far.map(({ value }) => value) }];
  });

const ofReviews = (reviews: readonly SideBySide[], day: string | null): Notice[] =>
  reviews.flatMap(({ id, views }): Notice[] => {
    const own = views.find(({ who }) => who === 'client')?.value ?? null;
    const others = views.flatMap(({ who, value }) => (who === 'client' || value === null ? [] : [value]));
    const far = own === null ? [] : others.filter((value) => Math.abs(value - own) >= STATEMENT_APART);
    return own === null || day === null || far.length === 0
      ? []
      : [{ seen: 'views-differ', about: null, statement: id, day, own, others: far }];
  });

/** What of it is worth a question today: the newest first, barriers last. What was taken up since is left out. */
export const noticed = (there: WhatIsThere, today: string, gapDays = GAP_DAYS): readonly Notice[] => {
  const all: Notice[] = [
    ...ofRatings(there.ratings),
    ...there.promises.flatMap(({ step, who, outcome, due, daysOver }): Notice[] =>
      outcome === 'not-kept' && who !== 'client' ? [{ seen: 'promise-not-kept', about: step, day: due ?? today, who, days: daysOver }] : [],
    ),
    ...gapsBetween(
      there.contacts.map(({ day }) => day),
      today,
      gapDays,
    ).map(({ from, to, days }): Notice => ({ seen: 'gap', about: null, day: from, until: to, days })),
    ...ofReviews(there.reviews, there.reviewedOn),
    ...there.barriers
      .filter(({ open }) => open)
      .map(({ id, since }): Notice => ({ seen: 'barrier', about: id, day: since, days: Math.max(0, daysBetween(since, today)) })),
    ...there.goodDays.map(({ id, day }): Notice => ({ seen: 'good-day', about: id, day })),
  ];
  const oldest = addDays(today, -RECENT_DAYS);
  /** A gap is recent by its end, or while it goes on. */
  const lastDay = (one: Notice): string => (one.seen === 'gap' ? (one.until ?? today) : one.day);
  const isTaken = (one: Notice): boolean =>
    there.taken.some(({ seen, about, on }) => seen === one.seen && about === one.about && on >= (one.seen === 'barrier' ? '' : one.day));
  return all
    .filter((one) => one.seen === 'barrier' || (lastDay(one) >= oldest && lastDay(one) <= today))
    .filter((one) => !isTaken(one))
    .toSorted(
      (a, b) =>
        Number(a.seen === 'barrier') - Number(b.seen === 'barrier') || (lastDay(a) > lastDay(b) ? -1 : lastDay(a) < lastDay(b) ? 1 : 0),
    );
};
