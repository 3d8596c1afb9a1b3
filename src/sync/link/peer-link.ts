import * as z from 'zod/mini';
import { concatBytes, equalBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { sha256, verifySignature } from '#crypto';
import { compareHeads, idToBytes } from '#ledger';
import { Channel } from './channel.ts';
import type { LinkEnd, LinkHost, OtherEnd, Talking } from './host.ts';
import { HelloSchema, Introduction, readSignal, writeSignal } from './introduction.ts';
import type { Peer, Signal } from './introduction.ts';
import { EMPTY_UPDATE, readHeads, readMessage, writeAsk, writeGive, writeHeads } from './messages.ts';
import { channelBytes, fingerprintOf } from './transcript.ts';
import type { Role } from './transcript.ts';

/** A signal as y-webrtc hands it on. The types of the first two are what its handling of glare looks at. */
const WireSchema = z.union([
  z.object({ type: z.enum(['offer', 'answer']), hello: HelloSchema }),
  z.object({ type: z.literal('sealed'), n: z.int().check(z.nonnegative(), z.maximum(10_000)), box: z.string() }),
]);

type Listener = (value: never) => void;

/** From the first signal to an open channel. */
const OPENING_MS = 25_000;
/** How often two linked devices compare what they have. */
const COMPARE_MS = 5000;
/** Bad updates after which a link is closed. */
const MOST_BAD = 3;

// The first byte of a message on the channel.
const [PROOF, PROTOCOL, HAVE, HEADS] = [0, 1, 2, 3];

let links = 0;

/**
 * A link to one other device, in the place of y-webrtc's simple-peer (same constructor, events and methods as far as y-webrtc uses them).
 * Nothing is told of this device's addresses before the other one has proved to be on the team; nothing is delivered before it went
 * through the gate; nothing is sent to a device that was taken off but the word of it.
 */
export default class PeerLink {
  readonly id = ++links;
  destroyed = false;
  readonly #host: LinkHost;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #opening: ReturnType<typeof setTimeout>;
  #role: Role;
  #introduction: Promise<Introduction>;
  #incoming: Promise<void> = Promise.resolve();
  #peer: Peer | null = null;
  #connection: RTCPeerConnection | null = null;
  #channel: Channel | null = null;
  #comparing: ReturnType<typeof setInterval> | null = null;
  #linked = false;
  #provedChannel = false;
  #saidProof = false;
  #answered: string | null = null;
  #bad = 0;
  /** By the first byte of their messages. */
  readonly #talking = new Map<number, Talking>();
  #remoteCandidates: RTCIceCandidateInit[] = [];

  constructor({ initiator, host }: { readonly initiator: boolean; readonly host: LinkHost }) {
    this.#host = host;
    this.#role = initiator ? 'out' : 'back';
    this.#introduction = Introduction.begin(host);
    openLinks(host).add(this);
    this.#tell('proving');
    this.#opening = setTimeout(() => {
      this.#end('no-answer');
    }, OPENING_MS);
    if (initiator) this.#do(async () => this.#emit('signal', { type: 'offer', hello: (await this.#introduction).hello }));
  }

  on(event: string, listener: Listener): this {
    const there = this.#listeners.get(event) ?? new Set();
    there.add(listener);
    this.#listeners.set(event, there);
    return this;
  }

  /** A signal from the other side, by way of the meeting point. */
  signal(signal: unknown): void {
    const parsed = z.safeParse(WireSchema, signal);
    if (!parsed.success) return; // not ours: whoever sent it does not get to end the link
    const wire = parsed.data;
    this.#do(async () => {
      if (wire.type === 'sealed') return this.#takeSealed(wire);
      if (wire.type === 'offer') {
        // Several meeting points deliver everything several times, and nothing is begun anew once they proved who they are.
        if (this.#peer || this.#answered === wire.hello.key) return;
        this.#answered = wire.hello.key;
        // Both offered at once and y-webrtc chose theirs: answer it as if nothing had been said.
        this.#role = 'back';
        this.#introduction = Introduction.begin(this.#host);
        const introduction = await this.#introduction;
        if (await introduction.meet(wire.hello, 'back')) this.#emit('signal', { type: 'answer', hello: introduction.hello });
        return;
      }
      const introduction = await this.#introduction;
      if (this.#role !== 'out' || introduction.hellos) return;
      if (await introduction.meet(wire.hello, 'out')) await this.#sendSignal(await introduction.proof('out'));
    });
  }

  /** What y-webrtc sends: live updates and awareness go on, its answers are replaced by ours (in causal order, in slices). */
  send(bytes: Uint8Array): void {
    const message = readMessage(bytes);
    const channel = this.#channel;
    if (!message || !channel || !this.#linked || !this.#peer || !this.#host.isStillOn(this.#peer.strand)) return;
    if (message.type === 'give' && message.last) return;
    if (message.type === 'awareness' && message.client !== this.#host.strand) return;
    const copy = new Uint8Array(bytes);
    channel.send(() => concatBytes(Uint8Array.of(PROTOCOL), copy));
  }

  destroy(): void {
    this.#end('closed-here');
  }

  /** Looks again whether the other device is still on the team. One that is not gets the word of it, and the link closes. */
  checkPeer(): void {
    const peer = this.#peer;
    if (!peer || this.destroyed || this.#host.isStillOn(peer.strand)) return;
    const channel = this.#channel;
    if (!channel || !this.#linked) {
      this.#end('taken-off');
      return;
    }
    this.#linked = false;
    this.#endTalks();
    void (async () => {
      this.#giveMissing(this.#have);
      await channel.flushed();
      this.#end('taken-off');
    })();
  }

  // -- before the channel -------------------------------------------------------------------------------------------

  async #takeSealed(wire: { n: number; box: string }): Promise<void> {
    const { signals } = await this.#introduction;
    if (!signals) return;
    const opened = await signals.open(wire);
    // Somebody at the meeting point can write anything; what is not sealed by the other side is not theirs.
    for (const plain of opened ?? []) {
      const signal = readSignal(plain);
      if (signal) await this.#takeSignal(signal);
    }
  }

  async #takeSignal(signal: Signal): Promise<void> {
    if (signal.is === 'proof') {
      if (this.#peer) return;
      const introduction = await this.#introduction;
      const checked = await introduction.check(signal, this.#role === 'out' ? 'back' : 'out');
      if (typeof checked === 'string') {
        this.#end(checked);
        return;
      }
      this.#peer = checked;
      this.#tell('connecting');
      if (this.#role === 'back') await this.#sendSignal(await introduction.proof('back'));
      else await this.#offer();
    } else if (!this.#peer) return;
    else if (signal.is === 'description') await this.#describe(signal);
    else await this.#takeCandidate({ candidate: signal.candidate, sdpMid: signal.mid, sdpMLineIndex: signal.line });
  }

  async #sendSignal(signal: Signal | null): Promise<void> {
    const { signals } = await this.#introduction;
    if (!signal || !signals || this.destroyed) return;
    this.#emit('signal', { type: 'sealed', ...(await signals.seal(writeSignal(signal))) });
  }

  #connect(): RTCPeerConnection {
    const { iceServers, relayOnly } = this.#host;
    const connection = new RTCPeerConnection({ iceServers: [...iceServers], iceTransportPolicy: relayOnly ? 'relay' : 'all' });
    this.#connection = connection;
    connection.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      const { candidate: line, sdpMid, sdpMLineIndex } = candidate;
      this.#do(() => this.#sendSignal({ is: 'candidate', candidate: line, mid: sdpMid, line: sdpMLineIndex }));
    };
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === 'failed') this.#end('lost');
    };
    // Made by both with one number: there is no moment in which the other side could open another one.
    this.#openChannel(connection.createDataChannel('around-me', { negotiated: true, id: 0 }));
    return connection;
  }

  async #offer(): Promise<void> {
    const connection = this.#connect();
    await connection.setLocalDescription(await connection.createOffer());
    await this.#sendSignal({ is: 'description', type: 'offer', sdp: connection.localDescription?.sdp ?? '' });
  }

  async #describe({ type, sdp }: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    if ((type === 'offer') !== (this.#role === 'back')) return;
    const connection = this.#connection ?? this.#connect();
    if (connection.remoteDescription) return;
    await connection.setRemoteDescription({ type, sdp });
    if (type === 'offer') {
      await connection.setLocalDescription(await connection.createAnswer());
      await this.#sendSignal({ is: 'description', type: 'answer', sdp: connection.localDescription?.sdp ?? '' });
    }
    for (const candidate of this.#remoteCandidates.splice(0)) await this.#takeCandidate(candidate);
  }

  async #takeCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#connection?.remoteDescription) {
      if (this.#remoteCandidates.length < 100) this.#remoteCandidates.push(candidate);
      return;
    }
    // A candidate that this browser does not understand is not the end: others may do.
    await this.#connection.addIceCandidate(candidate).catch(() => undefined);
  }

  // -- on the channel -----------------------------------------------------------------------------------------------

  #openChannel(data: RTCDataChannel): void {
    data.onopen = () => {
      const channel = new Channel(data, {
        message: (bytes) => this.#takeMessage(bytes),
        end: (reason) => {
          this.#end(reason);
        },
      });
      this.#channel = channel;
      this.#do(async () => {
        const bytes = await this.#channelProof(this.#role);
        if (!bytes) {
          this.#end('wrong-proof');
          return;
        }
        const signature = await this.#host.sign(bytes);
        channel.send(() => concatBytes(Uint8Array.of(PROOF), signature));
        this.#saidProof = true;
        if (this.#provedChannel) this.#becomeLinked();
      });
    };
  }

  /** What the device in that role signs for this channel; `null` where the encryption's ends cannot be told. */
  async #channelProof(role: Role): Promise<Bytes | null> {
    const { hellos } = await this.#introduction;
    const mine = fingerprintOf(this.#connection?.localDescription?.sdp);
    const theirs = fingerprintOf(this.#connection?.remoteDescription?.sdp);
    if (!hellos || !this.#peer || !mine || !theirs) return null;
    const out = this.#role === 'out';
    return channelBytes(hellos, role, {
      strands: { out: out ? this.#host.strand : this.#peer.strand, back: out ? this.#peer.strand : this.#host.strand },
      fingerprints: { out: out ? mine : theirs, back: out ? theirs : mine },
    });
  }

  async #takeMessage(bytes: Bytes): Promise<void> {
    const [kind] = bytes;
    const body = bytes.slice(1);
    if (!this.#provedChannel) {
      const proof = kind === PROOF ? await this.#channelProof(this.#role === 'out' ? 'back' : 'out') : null;
      if (!proof || !this.#peer || !(await verifySignature(this.#peer.key, proof, body))) {
        this.#end('wrong-proof');
        return;
      }
      this.#provedChannel = true;
      // Nothing is said on the channel before this side's own proof: theirs may come first.
      if (this.#saidProof) this.#becomeLinked();
    } else if (kind === PROTOCOL) await this.#takeProtocol(body);
    else if (kind === HAVE) this.#compare(body);
    else if (kind === HEADS) this.#giveBranches(body);
    else this.#takeTalk(kind, body);
  }

  #becomeLinked(): void {
    if (this.destroyed || !this.#peer) return;
    clearTimeout(this.#opening);
    this.#linked = true;
    this.#tell('linked');
    this.#emit('connect', undefined);
    this.checkPeer();
    this.#beginTalks(this.#peer);
    const compare = () => this.#channel?.send(() => (this.#linked ? concatBytes(Uint8Array.of(HAVE), this.#headsDigest()) : null));
    this.#comparing = setInterval(compare, COMPARE_MS);
  }

  /** What both sides speak beside the ledger. */
  #beginTalks({ strand, speaks }: Peer): void {
    if (!this.#linked) return;
    for (const talk of this.#host.talks) {
      if (!speaks.includes(talk.name)) continue;
      const other: OtherEnd = {
        strand,
        send: (make) => {
          this.#channel?.send(() => {
            const body = this.#linked && this.#host.isStillOn(strand) ? make() : null;
            return body && concatBytes(Uint8Array.of(talk.kind), body);
          });
        },
        end: (reason) => {
          this.#end(reason);
        },
      };
      this.#talking.set(talk.kind, talk.begin(other));
    }
  }

  #takeTalk(kind: number | undefined, body: Bytes): void {
    const talk = this.#host.talks.find((one) => one.kind === kind);
    if (!talk || !this.#peer?.speaks.includes(talk.name)) this.#end('malformed');
    else this.#talking.get(talk.kind)?.take(body);
  }

  #endTalks(): void {
    for (const talk of this.#talking.values()) talk.close();
    this.#talking.clear();
  }

  async #takeProtocol(bytes: Bytes): Promise<void> {
    const message = readMessage(bytes);
    const peer = this.#peer;
    if (!message || !peer) {
      this.#end('malformed');
      return;
    }
    if (message.type === 'awareness') {
      if (message.client === peer.strand) this.#emit('data', bytes);
    } else if (message.type === 'ask') {
      if (this.#linked) this.#giveMissing(message.have);
    } else {
      if (!isEmpty(message.update) && (await this.#host.offer(message.update, peer.strand)) === 'bad' && ++this.#bad >= MOST_BAD) {
        this.#end('bad-sender');
        return;
      }
      if (!message.last || this.destroyed) return;
      this.#tell('synced');
      // For y-webrtc's own notion of being synced. The gate has written already.
      this.#emit('data', writeGive(EMPTY_UPDATE, true));
    }
  }

  /** What the other was last known to have. */
  #have: ReadonlyMap<number, number> = new Map();

  /** Gives what the other lacks, slice by slice as it takes them in. */
  #giveMissing(have: ReadonlyMap<number, number>): void {
    const { strand } = this.#peer ?? {};
    if (strand === undefined || !this.#channel) return;
    this.#have = have;
    const channel = this.#channel;
    const off = !this.#host.isStillOn(strand);
    const slices = this.#host.missingFor(strand, have)[Symbol.iterator]();
    const next = () => {
      channel.send(() => {
        // Somebody taken off while this was under way gets no more of it: `checkPeer` sends what they may have.
        if (!off && !this.#host.isStillOn(strand)) return null;
        const slice = slices.next();
        if (slice.done === true) return concatBytes(Uint8Array.of(PROTOCOL), writeGive(EMPTY_UPDATE, true));
        next();
        return concatBytes(Uint8Array.of(PROTOCOL), writeGive(slice.value, false));
      });
    };
    next();
  }

  /** Equal lengths hide a fork, and a lost message hides everything: so the heads are compared now and then. */
  #headsDigest(): Bytes {
    return sha256(
      ...this.#host
        .heads()
        .toSorted(compareHeads)
        .map((head) => concatBytes(textToBytes(`${head.strand} `), idToBytes(head.hash))),
    );
  }

  #compare(theirs: Bytes): void {
    if (!this.#linked || equalBytes(theirs, this.#headsDigest())) return;
    const have = this.#host.have();
    this.#channel?.send(() => (this.#linked ? concatBytes(Uint8Array.of(PROTOCOL), writeAsk(have)) : null));
    this.#channel?.send(() => (this.#linked ? concatBytes(Uint8Array.of(HEADS), writeHeads(this.#host.heads())) : null));
  }

  /** The other side has something else: perhaps one of two branches that this one has. */
  #giveBranches(bytes: Bytes): void {
    const heads = readHeads(bytes);
    const strand = this.#peer?.strand;
    if (!heads || strand === undefined) {
      this.#end('malformed');
      return;
    }
    if (!this.#linked) return;
    for (const update of this.#host.branchesFor(strand, heads))
      this.#channel?.send(() => (this.#linked ? concatBytes(Uint8Array.of(PROTOCOL), writeGive(update, false)) : null));
  }

  // -- all along ----------------------------------------------------------------------------------------------------

  /** One thing at a time, in the order in which it came. */
  #do(work: () => Promise<void> | void): void {
    this.#incoming = this.#incoming
      .then(async () => {
        if (!this.destroyed) await work();
      })
      .catch(() => {
        this.#end('failed');
      });
  }

  #end(reason: LinkEnd): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.#linked = false;
    openLinks(this.#host).delete(this);
    clearTimeout(this.#opening);
    if (this.#comparing) clearInterval(this.#comparing);
    this.#endTalks();
    this.#channel?.close();
    this.#connection?.close();
    this.#host.onLink({ link: this.id, strand: this.#peer?.strand ?? null, state: 'closed', end: reason });
    // y-webrtc takes the link off its list in the listener, which may be running this.
    queueMicrotask(() => {
      this.#emit('close', undefined);
      this.#listeners.clear();
    });
  }

  #tell(state: 'proving' | 'connecting' | 'linked' | 'synced'): void {
    this.#host.onLink({ link: this.id, strand: this.#peer?.strand ?? null, state, end: null });
  }

  #emit(event: string, value: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }
}

const isEmpty = (update: Bytes): boolean => equalBytes(update, EMPTY_UPDATE);

const byHost = new WeakMap<LinkHost, Set<PeerLink>>();

/** The links that are open, or opening, for a record in a room. */
export const openLinks = (host: LinkHost): Set<PeerLink> => {
  const known = byHost.get(host);
  if (known) return known;
  const fresh = new Set<PeerLink>();
  byHost.set(host, fresh);
  return fresh;
};
