import type { PackRefusal } from '#record';
import { words } from '../words/index.ts';

/** Why a measure was not taken, in words. */
export const refusalInWords = (refusal: PackRefusal): string => {
  const { refused } = words.packs;
  switch (refusal.type) {
    case 'unknown-field':
    case 'does-not-fit':
      return refused[refusal.type](refusal.field);
    case 'same-item-twice':
    case 'wrong-range':
      return refused[refusal.type](refusal.item);
    case 'changed-wording':
      return refused['changed-wording'](refusal.found);
    default:
      return refused[refusal.type];
  }
};
