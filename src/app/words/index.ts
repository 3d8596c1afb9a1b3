import { en } from './en.ts';

export type { Words } from './en.ts';

/** What the screens say, in the language in use. Another language is another file of this shape. */
export const words = en;
