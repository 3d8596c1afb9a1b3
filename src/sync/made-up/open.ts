import { systemRandom } from '#base';
import type { Clock } from '#base';
import { loadMadeUpLife } from '#record';
import { Attachments } from '../attachments/attachments.ts';
import type { FirstPage } from '../replica/founding.ts';
import type { Replica } from '../replica/replica.ts';
import { playLife } from './play.ts';

/** A record that is in memory only. */
export interface MadeUpRecord {
  readonly replica: Replica;
  readonly attachments: Attachments;
}

/** The record of a made-up person: it leaves nothing behind and meets nobody. */
export const openMadeUp = async (pages: readonly FirstPage[], now: Clock): Promise<MadeUpRecord> => {
  const { client, goBy, blobs } = await playLife(await loadMadeUpLife(), pages, now(), systemRandom);
  goBy(now);
  return { replica: client, attachments: new Attachments({ store: blobs, clock: now, random: systemRandom, maySee: () => false }) };
};
