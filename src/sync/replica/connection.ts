import { Redacted } from '#base';
import type { Bytes } from '#base';
import type { SignKey } from '#crypto';
import type { Network } from '#device';
import { isKind, MEET_PAGE, readEntry } from '#ledger';
import type { KeyId, MemberId, PageKey, Strand } from '#ledger';
import type { LinkChange, Talk } from '../link/host.ts';
import { openRoom, roomTag } from '../link/room.ts';
import type { Room } from '../link/room.ts';
import { MeetingTopic } from '../meeting/meeting-point.ts';
import { createLinkHost } from './link-host.ts';
import { readNotice, roomKeyOf, sealNotice } from './notice.ts';
import type { Inviter } from './notice.ts';
import { wordLeft } from './word-left.ts';
import type { Replica } from './replica.ts';

export interface ConnectionOptions {
  readonly replica: Replica;
  readonly network: Network;
  /** Whether others see that this person is here. */
  readonly showMe: boolean;
  /** The entry that this device was let in with; empty where there is none. */
  readonly introduction: Bytes;
  readonly inviter: Inviter | null;
  /** The meeting key that this device was handed while it has no ledger yet. */
  readonly meet: PageKey | null;
  /** What links carry beside the ledger. */
  readonly talks: readonly Talk[];
  /** A newer meeting key came over a notice: keep it, the ledger may come later. */
  readonly onMoved: (meet: PageKey) => void;
  /** The client took this device off: word of it was left. */
  readonly onTakenOff: () => void;
}

/** What the screens say of the others. */
export interface LinkView {
  /** `no-webrtc`: this browser cannot link. `alone`: no meeting point was named. */
  readonly state: 'no-webrtc' | 'alone' | 'looking' | 'linked' | 'not-synced';
  readonly linked: readonly Strand[];
  readonly meetingPoints: readonly { readonly url: string; readonly connected: boolean }[];
}

interface LinkState extends LinkChange {
  readonly since: number;
}

/** A link that is up and has not synced for this long is called out, instead of hoping. */
const NOT_SYNCED_MS = 15_000;

/** Keeps a record in the room of its team: opens it, moves when its key changes, and leaves word behind. */
export class Connection {
  readonly #options: ConnectionOptions;
  #showMe: boolean;
  readonly #links = new Map<number, LinkState>();
  readonly #old: MeetingTopic[] = [];
  readonly #oldTags = new Set<string>();
  readonly #unsubscribe: () => void;
  #room: Room | null = null;
  #topic: MeetingTopic | null = null;
  #meet: PageKey | null = null;
  #moved: { readonly meet: PageKey; readonly over: KeyId | undefined } | null = null;
  /** Devices of the client's that word left here introduced. */
  readonly #believed = new Map<Strand, SignKey>();
  /** Word is taken in order: who somebody is comes before what they say. */
  #taking: Promise<unknown> = Promise.resolve();
  /** Devices whose link was closed for what they sent. */
  readonly #shunned = new Set<Strand>();
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#showMe = options.showMe;
    this.#unsubscribe = options.replica.subscribe((event) => {
      if (event === 'team') this.#follow();
    });
    this.#follow();
  }

  view(): LinkView {
    const linked = this.#linked();
    const meetingPoints = this.#room?.meetingPoints() ?? [];
    const stuck = [...this.#links.values()].some(({ state, since }) => state === 'linked' && performance.now() - since > NOT_SYNCED_MS);
    const state =
      'RTCPeerConnection' in globalThis
        ? this.#options.network.meetingPoints.length === 0
          ? 'alone'
          : linked.length === 0
            ? 'looking'
            : stuck
              ? 'not-synced'
              : 'linked'
        : 'no-webrtc';
    return { state, linked, meetingPoints };
  }

  /** Shows, or stops showing, that this person is here. */
  show(me: boolean): void {
    this.#showMe = me;
    this.#room?.awareness.setLocalState(me ? { here: true } : null);
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#leaveRoom();
    this.#topic?.close();
    for (const topic of this.#old) topic.close();
    this.#options.replica.showHere(new Set());
  }

  #linked(): readonly Strand[] {
    const strands = [...this.#links.values()].flatMap(({ state, strand }) =>
      strand !== null && (state === 'linked' || state === 'synced') ? [strand] : [],
    );
    return [...new Set(strands)];
  }

  /** The team is another one now, perhaps: so may be the room, and who may be in it. */
  #follow(): void {
    if (this.#closed) return;
    const { replica, meet: handed } = this.#options;
    if (replica.view().state === 'off') {
      this.#leaveRoom();
      return;
    }
    const known = replica.currentKey(MEET_PAGE);
    // A notice may be ahead of the ledger: it holds until the ledger has a newer key than it had then.
    const moved = this.#moved?.over === known?.id ? this.#moved?.meet : null;
    const meet = moved ?? known ?? handed;
    this.#room?.checkPeers();
    if (meet && meet.id !== this.#meet?.id) this.#enter(meet);
    this.#leaveWord();
  }

  #enter(meet: PageKey): void {
    const { replica, network, introduction, inviter, talks } = this.#options;
    this.#meet = meet;
    this.#links.clear();
    const left = this.#room;
    // What is under way to somebody just taken off is the word of it: let it leave before the room closes.
    if (left) setTimeout(() => left.close(), LEAVE_AFTER_MS);
    this.#topic?.close();
    const roomKey = roomKeyOf(meet);
    const host = createLinkHost(replica, {
      roomKey: new Redacted(roomKey),
      iceServers: network.iceServers.map(({ urls, username, credential }) => ({
        urls,
        ...(username ? { username } : {}),
        ...(credential ? { credential } : {}),
      })),
      relayOnly: network.relayOnly,
      introduction,
      inviter,
      believed: this.#believed,
      talks,
      shuns: (strand) => this.#shunned.has(strand),
      onLink: (change) => this.#noteLink(change),
    });
    this.#room = openRoom({ host, doc: replica.ledger.doc, meetingPoints: network.meetingPoints, showMe: this.#showMe });
    this.#room?.awareness.on('change', () => this.#showHere());
    const topic: MeetingTopic = new MeetingTopic(network.meetingPoints, roomTag(roomKey), {
      onSealed: (bytes) => {
        this.#taking = this.#taking.then(() => this.#takeNotice(roomKey, bytes)).catch(() => undefined);
      },
      onReady: () => topic.ask(),
    });
    this.#topic = topic;
  }

  /** Closing links tells of them, which may lead here again: the room is forgotten first. */
  #leaveRoom(): void {
    const room = this.#room;
    this.#room = null;
    room?.close();
  }

  #noteLink(change: LinkChange): void {
    if (change.state === 'closed') this.#links.delete(change.link);
    else this.#links.set(change.link, { ...change, since: performance.now() });
    if (change.end === 'bad-sender' && change.strand !== null) {
      const { replica } = this.#options;
      this.#shunned.add(change.strand);
      replica.note({ type: 'bad-sender', who: replica.team.whoOf(change.strand), strand: change.strand });
    }
    this.#showHere();
  }

  #showHere(): void {
    if (this.#closed) return;
    const shown = this.#room?.awareness.states;
    this.#options.replica.showHere(new Set(this.#linked().filter((strand) => shown?.has(strand))));
  }

  async #takeNotice(roomKey: Bytes, sealed: Bytes): Promise<void> {
    const { replica, inviter, introduction, onMoved, onTakenOff } = this.#options;
    const hearing = { inviter, client: this.#believed, member: memberOf(replica, introduction) };
    const notice = await readNotice(replica, roomKey, sealed, hearing);
    if (!notice || this.#closed) return;
    if (notice.type === 'introduced') this.#believed.set(notice.device.strand, notice.device.key);
    else if (notice.type === 'taken-off') {
      this.#leaveRoom();
      onTakenOff();
    } else if (notice.meet.id !== this.#meet?.id) {
      onMoved(notice.meet);
      this.#moved = { meet: notice.meet, over: replica.currentKey(MEET_PAGE)?.id };
      this.#enter(notice.meet);
    }
  }

  /** In every room that the team moved out of, whoever comes looking is told; no link is ever opened there. */
  #leaveWord(): void {
    const { replica, network } = this.#options;
    const now = replica.team.rotateOf(MEET_PAGE);
    if (!now || !this.#meet || now.keyId !== this.#meet.id) return;
    for (const key of replica.keyring.keysOf(MEET_PAGE)) {
      if (key.id === this.#meet.id) continue;
      const roomKey = roomKeyOf(key);
      const tag = roomTag(roomKey);
      if (this.#oldTags.has(tag)) continue;
      this.#oldTags.add(tag);
      const tell = atMostEvery(NOTICE_EVERY_MS, () => {
        if (this.#closed) return;
        void (async () => {
          for (const entry of wordLeft(replica, key.id)) topic.publish(await sealNotice(roomKey, entry, replica.random));
        })();
      });
      const topic: MeetingTopic = new MeetingTopic(network.meetingPoints, tag, {
        onSealed: () => undefined,
        onLooking: tell,
        onReady: tell,
      });
      this.#old.push(topic);
      if (this.#old.length > MOST_OLD_ROOMS) this.#old.shift()?.close();
    }
  }
}

/** Whose this device is; before the first sync as the entry says that let it in. */
const memberOf = ({ me }: Replica, introduction: Bytes): MemberId | null => {
  if (me !== null) return me === 'client' ? null : me;
  const admit = readEntry(introduction);
  return admit.ok && isKind(admit.value, 'admit') ? admit.value.facts.member : null;
};

/** Calls at once, then at most once in a while; what is asked for meanwhile is done at the end of it, and never forgotten. */
const atMostEvery = (ms: number, act: () => void): (() => void) => {
  let last = -Infinity;
  let waiting = false;
  const go = () => {
    waiting = false;
    last = performance.now();
    act();
  };
  return () => {
    if (waiting) return;
    const left = last + ms - performance.now();
    if (left <= 0) go();
    else {
      waiting = true;
      setTimeout(go, left);
    }
  };
};

const LEAVE_AFTER_MS = 1500;
const NOTICE_EVERY_MS = 1000;
/** Word is left in the last rooms only: who was away longer asks the client. */
const MOST_OLD_ROOMS = 12;
