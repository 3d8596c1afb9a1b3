export { encodeCanonical } from './canonical.ts';
export type { CardProblem, PageCard, PersonCard } from './cards.ts';
export { readPageCard, readPersonCard, writePageCard, writePersonCard } from './cards.ts';
export { isLocalOrigin, LOCAL, mergeLocal } from './local.ts';
export type { PageKind } from './page-kinds.ts';
export { PAGE_KINDS } from './page-kinds.ts';
export type { Change, PlayRefusal } from './play.ts';
export { playChange } from './play.ts';
