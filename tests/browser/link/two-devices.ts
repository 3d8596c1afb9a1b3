import { Redacted } from '#base';
import type { Bytes } from '#base';
import type { Right } from '#ledger';
import type { Replica } from '#sync';
import type { LinkChange, LinkHost } from '../../../src/sync/link/host.ts';
import { writeAsk } from '../../../src/sync/link/messages.ts';
import PeerLink from '../../../src/sync/link/peer-link.ts';
import { createLinkHost } from '../../../src/sync/replica/link-host.ts';
import { createCast, join, pageOf } from '../../unit/replica/cast.ts';
import type { Cast } from '../../unit/replica/cast.ts';

export const ROOM_KEY = new Uint8Array(32).fill(9);

/** A client and one worker, who has not heard of anything yet but the entry that let them in. */
export const createTwo = async (seed: number) => {
  const cast = await createCast(seed);
  const rights = new Map<ReturnType<typeof pageOf>, Right>([[pageOf(cast.client, 'journal'), 'write']]);
  const worker = await join(cast, 1, 'Priya', rights);
  return { cast, client: cast.client, worker };
};

/** What a device's link may know, and what it was told. */
export const hostOf = (cast: Cast, replica: Replica, change: Partial<LinkHost> = {}) => {
  const told: LinkChange[] = [];
  const { client } = cast;
  const mine = client.ledger.index.entries.find(
    (entry) => entry.facts.kind === 'admit' && client.team.whoOf(replica.identity.strand) === entry.facts.member,
  );
  const host: LinkHost = {
    ...createLinkHost(replica, {
      roomKey: new Redacted<Bytes>(ROOM_KEY),
      iceServers: [],
      relayOnly: false,
      introduction: mine?.bytes ?? new Uint8Array(0),
      inviter: { strand: client.identity.strand, key: client.identity.keys.sign },
      onLink: (one) => told.push(one),
    }),
    ...change,
  };
  return { host, told };
};

type Signal = Record<string, unknown>;
/** What somebody between the two does to a signal: hands on some signals, or none. */
export type Between = (signal: Signal, from: 'a' | 'b') => readonly Signal[];

/** Two links, with somebody between them who may do what a meeting point can. */
export const wire = (hostA: LinkHost, hostB: LinkHost, between: Between = (signal) => [signal]) => {
  const a = new PeerLink({ initiator: true, host: hostA });
  const b = new PeerLink({ initiator: false, host: hostB });
  const seen: Signal[] = [];
  const pass = (from: 'a' | 'b', to: PeerLink) => (signal: Signal) => {
    seen.push(signal);
    for (const one of between(signal, from)) queueMicrotask(() => to.signal(structuredClone(one)));
  };
  a.on('signal', pass('a', b));
  b.on('signal', pass('b', a));
  // As y-webrtc does once a link is up.
  const askThrough = (link: PeerLink, host: LinkHost) => () => {
    link.send(writeAsk(new Map(host.heads().map((head): [number, number] => [head.strand, head.seq + 1]))));
  };
  a.on('connect', askThrough(a, hostA));
  b.on('connect', askThrough(b, hostB));
  return { a, b, seen };
};

export const until = async (what: () => boolean, ms = 30_000): Promise<void> => {
  const end = performance.now() + ms;
  while (!what()) {
    if (performance.now() > end) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
