import { systemRandom } from '#base';
import type { Clock } from '#base';
import { loadMadeUpLife } from '#record';
import type { FirstPage } from '../replica/founding.ts';
import type { Replica } from '../replica/replica.ts';
import { openPlayed, playLife } from './play.ts';

/** The record of a made-up person, in memory only: it leaves nothing behind and meets nobody. */
export const openMadeUp = async (pages: readonly FirstPage[], now: Clock): Promise<Replica> =>
  openPlayed(await playLife(await loadMadeUpLife(), pages, now(), systemRandom), now, systemRandom);
