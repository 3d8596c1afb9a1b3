import { addDays, daysBetween } from './days.ts';
import type { NoteType } from './items/journal.ts';
import type { LifeEventKind } from './items/learning.ts';

// Who stayed with the person: from the days on which somebody and the person met or spoke. Nobody is scored by it.

/** On one day somebody of the team was in contact with the person. */
export interface Contact {
  readonly day: string;
  readonly who: string;
}

/** Notes that tell of a contact; the others tell of something that happened. */
const MET: readonly NoteType[] = ['visit', 'call', 'message', 'meeting'];

interface NoteFacts {
  readonly type: NoteType;
  readonly day: string;
  /** From the seal. */
  readonly author: string;
  readonly people?: readonly string[] | undefined;
  readonly missing?: readonly string[] | undefined;
}

/** A visit that the person, or its writer, was missing from is none. Whoever is named as there counts; the writer too, if the person did not write it. */
export const contactsInNotes = (notes: readonly NoteFacts[]): readonly Contact[] =>
  notes.flatMap(({ type, day, author, people = [], missing = [] }) => {
    if (!MET.includes(type) || missing.includes('client')) return [];
    return [...new Set([author, ...people])].filter((who) => who !== 'client' && !missing.includes(who)).map((who) => ({ day, who }));
  });

export interface Gap {
  /** The last day of contact before it. */
  readonly from: string;
  /** The next day of contact; `null` while it goes on. */
  readonly to: string | null;
  readonly days: number;
}

/** Gaps of at least so many days between the days of contact, and up to today. Days in the future say nothing yet. */
export const gapsBetween = (days: readonly string[], today: string, atLeast: number): readonly Gap[] => {
  const sorted = [...new Set(days)].filter((day) => day <= today).toSorted();
  return sorted.flatMap((from, i): Gap[] => {
    const to = sorted[i + 1] ?? null;
    const length = daysBetween(from, to ?? today);
    return length >= atLeast ? [{ from, to, days: length }] : [];
  });
};

export interface LifeEvent {
  readonly id: string;
  readonly what: LifeEventKind;
  readonly words: string;
  readonly from: string;
  /** `null`: it goes on. */
  readonly to: string | null;
}

/** One person's line: from their first contact to their last, with its gaps. */
export interface PersonLine {
  readonly who: string;
  readonly first: string;
  readonly last: string;
  readonly contacts: number;
  readonly stretches: readonly { readonly from: string; readonly to: string }[];
  readonly gaps: readonly Gap[];
}

/** Who was there before an event, while it lasted, and after it; who stayed: before, and again after it (or in it, while it lasts). */
export interface Bridge {
  readonly event: LifeEvent;
  readonly before: readonly string[];
  readonly during: readonly string[];
  readonly after: readonly string[];
  readonly stayed: readonly string[];
}

export interface Continuity {
  readonly from: string | null;
  readonly lines: readonly PersonLine[];
  /** When nobody at all was in contact. */
  readonly gaps: readonly Gap[];
  readonly bridges: readonly Bridge[];
}

/** How long before and after an event is looked at. */
const AROUND_DAYS = 60;

const lineOf = (who: string, days: readonly string[], today: string, atLeast: number): PersonLine | null => {
  const sorted = days.toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return null;
  const gaps = gapsBetween(sorted, today, atLeast);
  const stretches = [first, ...gaps.flatMap(({ to }) => to ?? [])].map((from, i) => ({ from, to: gaps[i]?.from ?? last }));
  return { who, first, last, contacts: sorted.length, stretches, gaps };
};

export const continuityOf = (
  contacts: readonly Contact[],
  events: readonly LifeEvent[],
  { today, gapDays }: { readonly today: string; readonly gapDays: number },
): Continuity => {
  const byWho = new Map<string, Set<string>>();
  for (const { day, who } of contacts) {
    if (day > today) continue;
    const days = byWho.get(who) ?? new Set<string>();
    byWho.set(who, days.add(day));
  }
  const lines = [...byWho]
    .flatMap(([who, days]) => lineOf(who, [...days], today, gapDays) ?? [])
    .toSorted((a, b) => (a.first < b.first ? -1 : 1));
  const inSpan = (from: string, to: string): readonly string[] =>
    [...byWho].filter(([, days]) => [...days].some((day) => day >= from && day <= to)).map(([who]) => who);
  const bridges = events
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map((event): Bridge => {
      const end = event.to ?? today;
      const before = inSpan(addDays(event.from, -AROUND_DAYS), addDays(event.from, -1));
      const during = inSpan(event.from, end);
      const after = event.to === null ? [] : inSpan(addDays(end, 1), addDays(end, AROUND_DAYS));
      return { event, before, during, after, stayed: before.filter((who) => (event.to === null ? during : after).includes(who)) };
    });
  const all = contacts.map(({ day }) => day);
  const from = [...all.filter((day) => day <= today), ...events.map((event) => event.from)].toSorted()[0] ?? null;
  return { from, lines, gaps: gapsBetween(all, today, gapDays), bridges };
};
