export type { Gap } from './gap.ts';
export { gapOf } from './gap.ts';
export type { Point, SentenceFacts } from './movement.ts';
export { inOrder, sentenceFacts } from './movement.ts';
