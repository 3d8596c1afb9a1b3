import { Awareness } from 'y-protocols/awareness';
import { WebrtcProvider } from 'y-webrtc';
import type * as Y from 'yjs';
import { bytesToHex } from '#base';
import type { Bytes } from '#base';
import { deriveBytes } from '#crypto';
import { isMeetingPoint } from '#team';
import type { LinkHost } from './host.ts';
import { openLinks } from './peer-link.ts';

/** The name of a room at a meeting point: tells nothing of the record, and changes with the team. */
export const roomTag = (roomKey: Bytes): string => bytesToHex(deriveBytes(roomKey, new Uint8Array(0), 'around-me/room/1/tag', 20));

/** How often a device says again that it is in the room: so that two that missed each other meet. */
const ANNOUNCE_MS = 10_000;

export interface Room {
  readonly tag: string;
  readonly awareness: Awareness;
  /** Which meeting points are connected now. */
  meetingPoints(): readonly { readonly url: string; readonly connected: boolean }[];
  /** Looks again at who is still on the team: links to others close. */
  checkPeers(): void;
  close(): void;
}

/** What of y-webrtc's connection to a meeting point is used here. */
interface Signalling {
  readonly url: string;
  readonly connected: boolean;
  send(message: unknown): void;
}

/**
 * Opens the room of a record at its meeting points: y-webrtc finds the others there, our peer link connects them.
 * `null` where this browser has no WebRTC: the record works, and meets nobody.
 */
export const openRoom = (options: {
  readonly host: LinkHost;
  readonly doc: Y.Doc;
  readonly meetingPoints: readonly string[];
  /** Whether to show that this person is here. */
  readonly showMe: boolean;
}): Room | null => {
  if (!('RTCPeerConnection' in globalThis)) return null;
  const { host, doc } = options;
  const tag = roomTag(host.roomKey.reveal());
  const awareness = new Awareness(doc);
  awareness.clientID = host.strand;
  awareness.states.clear();
  awareness.setLocalState(options.showMe ? { here: true } : null);
  const provider = new WebrtcProvider(tag, doc, {
    signaling: options.meetingPoints.filter(isMeetingPoint),
    awareness,
    maxConns: 40,
    filterBcConns: true,
    peerOpts: { host },
  });
  const signalling = () => provider.signalingConns as readonly Signalling[];
  const announcing = setInterval(
    () => {
      const from = (provider.room as { readonly peerId: string } | null)?.peerId;
      if (!from) return;
      for (const connection of signalling())
        if (connection.connected) connection.send({ type: 'publish', topic: tag, data: { type: 'announce', from } });
    },
    ANNOUNCE_MS * (0.75 + Math.random() / 2),
  );
  return {
    tag,
    awareness,
    meetingPoints: () => signalling().map(({ url, connected }) => ({ url, connected })),
    checkPeers: () => {
      for (const link of [...openLinks(host)]) link.checkPeer();
    },
    close: () => {
      clearInterval(announcing);
      for (const link of [...openLinks(host)]) link.destroy();
      provider.disconnect();
      provider.destroy();
      awareness.destroy();
    },
  };
};
