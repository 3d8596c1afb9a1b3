import { systemRandom } from '#base';
import type { Clock } from '#base';
import { loadMadeUpLife } from '#record';
import type { FirstPage } from '../replica/founding.ts';
import type { Replica } from '../replica/replica.ts';
import { playLife } from './play.ts';

/** The record of a made-up person, in memory only: it leaves nothing behind and meets nobody. */
export const openMadeUp = async (pages: readonly FirstPage[], now: Clock): Promise<Replica> => {
  const { client, goBy } = await playLife(await loadMadeUpLife(), pages, now(), systemRandom);
  goBy(now);
  return client;
};
