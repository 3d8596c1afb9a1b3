import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url } from '#base';
import type { Bytes } from '#base';

/** What a meeting point hands on: a topic and whatever somebody published there. */
const PublishedSchema = z.object({ type: z.literal('publish'), topic: z.string(), data: z.unknown() });
const PayloadSchema = z.object({ type: z.literal('sealed'), box: z.string() });
/** y-webrtc's announcement, or a topic's own question (which y-webrtc passes over). */
const LookingSchema = z.object({ type: z.enum(['announce', 'ask']) });

export interface MeetingListener {
  /** Sealed bytes that somebody published. */
  readonly onSealed: (bytes: Bytes) => void;
  /** Somebody said that they look for peers or for word here. */
  readonly onLooking?: () => void;
  /** This side can be heard there (again). */
  readonly onReady?: () => void;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
const PING_MS = 20_000;
/** How many of the last messages are remembered, so that several meeting points do not deliver one twice. */
const REMEMBERED = 200;

/**
 * Sealed words over one or more meeting points, outside of links: for invitations, and for rooms that moved.
 * Speaks y-webrtc's signalling protocol, so any server of it serves.
 */
export class MeetingTopic {
  readonly #topic: string;
  readonly #listener: MeetingListener;
  readonly #sockets = new Map<string, WebSocket>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #recent: string[] = [];
  #closed = false;

  constructor(urls: readonly string[], topic: string, listener: MeetingListener) {
    this.#topic = topic;
    this.#listener = listener;
    for (const url of urls) this.#connect(url, FIRST_WAIT_MS);
  }

  get connected(): boolean {
    return [...this.#sockets.values()].some((socket) => socket.readyState === WebSocket.OPEN);
  }

  /** Publishes sealed bytes at every meeting point that is connected. Whether there was one. */
  publish(bytes: Bytes): boolean {
    const box = bytesToBase64url(bytes);
    this.#isNew(box);
    return this.#send({ type: 'sealed', box });
  }

  /** Asks whoever left word here to say it now: what was said before this side could hear is lost. */
  ask(): boolean {
    return this.#send({ type: 'ask' });
  }

  #send(data: unknown): boolean {
    const text = JSON.stringify({ type: 'publish', topic: this.#topic, data });
    let sent = false;
    for (const socket of this.#sockets.values()) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      socket.send(text);
      sent = true;
    }
    return sent;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets.values()) socket.close();
    this.#sockets.clear();
  }

  #connect(url: string, wait: number): void {
    if (this.#closed) return;
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      return; // not an address: nothing to wait for
    }
    this.#sockets.set(url, socket);
    let next = wait;
    let pinging: ReturnType<typeof setInterval> | undefined;
    socket.onopen = () => {
      next = FIRST_WAIT_MS;
      socket.send(JSON.stringify({ type: 'subscribe', topics: [this.#topic] }));
      pinging = setInterval(() => {
        socket.send('{"type":"ping"}');
      }, PING_MS);
      this.#listener.onReady?.();
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#take(data);
    };
    socket.onclose = () => {
      clearInterval(pinging);
      this.#sockets.delete(url);
      if (this.#closed) return;
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          this.#connect(url, Math.min(next * 2, LONGEST_WAIT_MS));
        },
        next * (0.75 + Math.random() / 2),
      );
      this.#timers.add(timer);
    };
  }

  #take(text: string): void {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return;
    }
    const published = z.safeParse(PublishedSchema, json);
    if (!published.success || published.data.topic !== this.#topic) return;
    const sealed = z.safeParse(PayloadSchema, published.data.data);
    if (sealed.success) {
      const bytes = base64urlToBytes(sealed.data.box);
      if (bytes && this.#isNew(sealed.data.box)) this.#listener.onSealed(bytes);
    } else if (z.safeParse(LookingSchema, published.data.data).success) this.#listener.onLooking?.();
  }

  #isNew(box: string): boolean {
    if (this.#recent.includes(box)) return false;
    this.#recent.push(box);
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
    return true;
  }
}
