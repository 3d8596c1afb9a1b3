import * as z from 'zod/mini';
import { NetworkSchema } from '#device';
import type { Network } from '#device';
import { isMeetingPoint } from '#team';

const InstallationSchema = z.partial(NetworkSchema);

/** The meeting point on the app's own address. */
const ownMeetingPoint = (): string => {
  const url = new URL('./meet', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
};

/** What whoever hosts the app named: where to meet, and which relays. Asks nobody else; without an answer, the app's own address. */
export const readInstallation = async (): Promise<Network> => {
  const usual: Network = { meetingPoints: [ownMeetingPoint()], iceServers: [], relayOnly: false };
  try {
    const parsed = z.safeParse(InstallationSchema, await (await fetch('./installation.json', { cache: 'no-cache' })).json());
    if (!parsed.success) return usual;
    const { meetingPoints, iceServers, relayOnly } = parsed.data;
    const named = meetingPoints?.filter(isMeetingPoint);
    return { meetingPoints: named ?? usual.meetingPoints, iceServers: iceServers ?? [], relayOnly: relayOnly ?? false };
  } catch {
    return usual;
  }
};
