/** A value on a calendar day (`2026-11-24`). */
export interface Point {
  readonly day: string;
  readonly value: number;
}

/** What a sentence about a line can say. It holds facts alone: whether a move is good is for the person to say. */
export interface SentenceFacts {
  readonly count: number;
  readonly first: Point;
  readonly last: Point;
  readonly lowest: Point;
  readonly highest: Point;
  /** `last` less `first`. */
  readonly change: number;
  /** The change is at least what somebody found to be more than chance; `null` where nobody has, or there is one point. */
  readonly reliable: boolean | null;
}

/** The points in the order of their days; those of one day stay in theirs. */
export const inOrder = <P extends { readonly day: string }>(points: readonly P[]): readonly P[] =>
  points.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));

/** `null` where there are no points. Of several lowest (or highest) the newest. */
export const sentenceFacts = (points: readonly Point[], reliableChange: number | null = null): SentenceFacts | null => {
  const ordered = inOrder(points);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last) return null;
  let [lowest, highest] = [first, first];
  for (const point of ordered) {
    if (point.value <= lowest.value) lowest = point;
    if (point.value >= highest.value) highest = point;
  }
  const change = last.value - first.value;
  const reliable = reliableChange === null || ordered.length < 2 ? null : Math.abs(change) >= reliableChange;
  return { count: ordered.length, first, last, lowest, highest, change, reliable };
};
