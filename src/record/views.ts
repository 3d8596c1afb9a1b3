/** Answers of one person, by statement; `null`: would rather not say. */
export interface ViewOf {
  readonly who: string;
  /** From the seal. */
  readonly time: number;
  readonly answers: Readonly<Record<string, number | null>>;
}

/** What everyone says to one statement, each in their newest review, the client first. Views are never added up. */
export interface SideBySide {
  readonly id: string;
  readonly views: readonly { readonly who: string; readonly value: number | null }[];
  /** From the lowest to the highest; `null` where fewer than two have said a number. */
  readonly apart: number | null;
  /** `alike`: at most 1 apart. `apart`: 2 or more. */
  readonly seen: 'alike' | 'apart' | null;
}

const ALIKE = 1;

/** The newest of each person. */
export const newestViews = (views: readonly ViewOf[]): readonly ViewOf[] => {
  const newest = new Map<string, ViewOf>();
  for (const view of views) if (view.time >= (newest.get(view.who)?.time ?? -Infinity)) newest.set(view.who, view);
  return [...newest.values()].toSorted((a, b) => Number(b.who === 'client') - Number(a.who === 'client'));
};

export const sideBySide = (statements: readonly { readonly id: string }[], views: readonly ViewOf[]): readonly SideBySide[] => {
  const newest = newestViews(views);
  return statements.map(({ id }) => {
    const said = newest.flatMap(({ who, answers }) => (Object.hasOwn(answers, id) ? [{ who, value: answers[id] ?? null }] : []));
    const numbers = said.flatMap(({ value }) => value ?? []);
    const apart = numbers.length < 2 ? null : Math.max(...numbers) - Math.min(...numbers);
    return { id, views: said, apart, seen: apart === null ? null : apart <= ALIKE ? 'alike' : 'apart' };
  });
};

/** What one person said to one statement, over time, the oldest first. */
export const overTime = (
  id: string,
  who: string,
  views: readonly ViewOf[],
): readonly { readonly time: number; readonly value: number | null }[] =>
  views
    .filter((view) => view.who === who && Object.hasOwn(view.answers, id))
    .toSorted((a, b) => a.time - b.time)
    .map(({ time, answers }) => ({ time, value: answers[id] ?? null }));
