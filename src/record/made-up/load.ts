import type { MadeUpLife } from './life.ts';

/** The made-up record: seven months of words, loaded only when somebody looks around. */
export const loadMadeUpLife = async (): Promise<MadeUpLife> => (await import('./index.ts')).MADE_UP_LIFE;
