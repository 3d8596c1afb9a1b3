import { inOrder } from './movement.ts';
import type { Point } from './movement.ts';

/** Two people see the same thing: each as they last said it, side by side. There is no number between them. */
export interface Gap {
  readonly mine: Point;
  readonly theirs: Point;
  /** How far apart, never below 0. */
  readonly points: number;
  readonly who: 'alike' | 'mine-higher' | 'theirs-higher';
}

/** The person's newest value and another's newest. `null` where one of the two has not said a number. */
export const gapOf = (mine: readonly Point[], theirs: readonly Point[]): Gap | null => {
  const own = inOrder(mine).at(-1);
  const other = inOrder(theirs).at(-1);
  if (!own || !other) return null;
  const between = own.value - other.value;
  const who = between === 0 ? 'alike' : between > 0 ? 'mine-higher' : 'theirs-higher';
  return { mine: own, theirs: other, points: Math.abs(between), who };
};
