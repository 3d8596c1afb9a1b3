import type { ItemOf } from '../items.ts';
import { NO_ANSWERS } from '../items/progress.ts';
import type { NoAnswer, Rater } from '../items/progress.ts';
import { fitsItem } from './pack.ts';
import type { Pack, PackItem } from './pack.ts';

/** `null`: there is no answer to this item, or one that its scale does not have. */
export type Answer = number | NoAnswer | null;

/** Which measure, which version of it, in which words: what a measurement belongs to. */
export const packKey = ({ id, version, wording }: Pick<Pack, 'id' | 'version' | 'wording'>): string => `${id}/${version}/${wording}`;

export const packKeyOf = (measurement: ItemOf<'measurement'>): string =>
  packKey({ id: measurement.pack, version: measurement.version, wording: measurement.wording });

/** What was answered to one item. */
export const answerTo = (item: PackItem, { answers }: ItemOf<'measurement'>): Answer => {
  const answer = Object.hasOwn(answers, item.id) ? answers[item.id] : undefined;
  if (typeof answer === 'number') return fitsItem(item, answer) ? answer : null;
  return NO_ANSWERS.find((one) => one === answer) ?? null;
};

/** Who gave a value, as it counts: the person's own is what carries their seal. What somebody else says in their name is a worker's. */
export const countsAs = (claimed: Rater, sealedByClient: boolean): Rater => {
  if (claimed === 'together') return 'together';
  return sealedByClient ? 'me' : 'worker';
};
