/** Who was to come somewhere, and whether they did: a person and a service count alike. */
export interface Meant {
  readonly day: string;
  readonly who: string;
  readonly came: boolean;
}

interface NoteFacts {
  readonly day: string;
  readonly people?: readonly string[] | undefined;
  readonly missing?: readonly string[] | undefined;
}

/** What notes say of who was there and who did not come. Whoever is named as both was there. */
export const meantInNotes = (notes: readonly NoteFacts[]): readonly Meant[] =>
  notes.flatMap(({ day, people = [], missing = [] }) => [
    ...[...new Set(people)].map((who) => ({ day, who, came: true })),
    ...[...new Set(missing)].filter((who) => !people.includes(who)).map((who) => ({ day, who, came: false })),
  ]);

interface ArrivalFacts {
  readonly meeting: string;
  readonly who: string;
  readonly came: boolean;
  /** From the seal. */
  readonly time: number;
}

/** What was noted of a meeting's arrivals, one for each person: the last word stands. */
export const lastArrivals = (arrivals: readonly ArrivalFacts[]): ReadonlyMap<string, boolean> => {
  const last = new Map<string, ArrivalFacts>();
  for (const one of arrivals) {
    const before = last.get(one.who);
    if (!before || one.time >= before.time) last.set(one.who, one);
  }
  return new Map([...last].map(([who, { came }]) => [who, came]));
};

export interface TurnedUp {
  readonly came: number;
  readonly missed: number;
}

/** How often each came, and how often they did not. */
export const countTurnedUp = (all: readonly Meant[]): ReadonlyMap<string, TurnedUp> => {
  const byWho = new Map<string, TurnedUp>();
  for (const { who, came } of all) {
    const { came: n, missed } = byWho.get(who) ?? { came: 0, missed: 0 };
    byWho.set(who, came ? { came: n + 1, missed } : { came: n, missed: missed + 1 });
  }
  return byWho;
};
