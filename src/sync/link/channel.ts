import { concatBytes } from '#base';
import type { Bytes } from '#base';
import type { LinkEnd } from './host.ts';

// Frames on the data channel: one byte says what it is.
const [PART, LAST_PART, PING, PONG, TAKEN] = [1, 2, 3, 4, 5];

/** Every browser takes messages of this size (RFC 8831 leaves larger ones open). */
const PART_BYTES = 16 * 1024 - 1;
/** A message is no larger: a slice of the ledger is 1 MB, or one entry of 256 KiB. */
const MOST_MESSAGE = 4 * 1024 * 1024;
/** Full parts would be 257: many small or empty ones cost more to keep than what they hold. */
const MOST_PARTS = 512;
/** How much may be under way without the other side having taken it in. */
const WINDOW = 4 * 1024 * 1024;
/** What the browser may hold before more is given to it. */
const BUFFERED = 512 * 1024;
const PING_MS = 4000;
/** Silence after which the other side is gone. */
const LOST_MS = 13_000;

interface Events {
  /** A whole message. The window opens again when this resolves: who is slow slows the sender. */
  readonly message: (bytes: Bytes) => Promise<void>;
  readonly end: (reason: LinkEnd) => void;
}

/** Whole messages over an open data channel: in parts, with back-pressure both ways, and a heartbeat. */
export class Channel {
  readonly #channel: RTCDataChannel;
  readonly #events: Events;
  readonly #queue: (() => Bytes | null)[] = [];
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  #heard = performance.now();
  #under = 0;
  #pumping = false;
  #taking: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #closed = false;

  constructor(channel: RTCDataChannel, events: Events) {
    this.#channel = channel;
    this.#events = events;
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = BUFFERED / 2;
    channel.onbufferedamountlow = () => {
      this.#wake();
    };
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#heard = performance.now();
      if (data instanceof ArrayBuffer) this.#take(new Uint8Array(data));
      else this.#end('malformed');
    };
    channel.onclose = () => {
      this.#end('closed-there');
    };
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#heard > LOST_MS) this.#end('lost');
      else this.#give(Uint8Array.of(PING));
    }, PING_MS);
  }

  /** Sends a message behind those before it. `make` is called when its turn comes; `null` leaves it out. */
  send(make: () => Bytes | null): void {
    this.#queue.push(make);
    void this.#pump();
  }

  /** Resolves when the other side has taken in everything given before; after a second in any case. */
  async flushed(): Promise<void> {
    for (let i = 0; i < 50 && !this.#closed && (this.#pumping || this.#under > 0); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#channel.onclose = null;
    this.#channel.onmessage = null;
    this.#queue.length = 0;
    this.#wake();
    try {
      this.#channel.close();
    } catch {
      // It was closed already.
    }
  }

  #end(reason: LinkEnd): void {
    if (!this.#closed) this.#events.end(reason);
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let make = this.#queue.shift(); make; make = this.#queue.shift()) {
      const message = make();
      if (!message) continue;
      while (!this.#closed && this.#under > 0 && this.#under + message.length > WINDOW) await this.#waitForRoom();
      this.#under += message.length;
      for (let at = 0; at === 0 || at < message.length; at += PART_BYTES) {
        while (!this.#closed && this.#channel.bufferedAmount > BUFFERED) await this.#waitForRoom();
        if (this.#closed) return;
        const last = at + PART_BYTES >= message.length;
        this.#give(concatBytes(Uint8Array.of(last ? LAST_PART : PART), message.subarray(at, at + PART_BYTES)));
      }
    }
    this.#pumping = false;
  }

  #waitForRoom(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      // The event can be missed between the look and the wait.
      setTimeout(resolve, 250);
    });
  }

  #give(frame: Bytes): void {
    try {
      if (this.#channel.readyState === 'open') this.#channel.send(frame);
    } catch {
      this.#end('lost');
    }
  }

  #take(frame: Uint8Array): void {
    const [kind] = frame;
    if (kind === PING) this.#give(Uint8Array.of(PONG));
    else if (kind === TAKEN && frame.length === 5) {
      this.#under = Math.max(0, this.#under - new DataView(frame.buffer, frame.byteOffset).getUint32(1));
      this.#wake();
    } else if (kind === PART || kind === LAST_PART) this.#takePart(frame.subarray(1), kind === LAST_PART);
    else if (kind !== PONG) this.#end('malformed');
  }

  #takePart(part: Uint8Array, last: boolean): void {
    this.#partBytes += part.length;
    if (this.#partBytes > MOST_MESSAGE || this.#parts.length >= MOST_PARTS) {
      this.#end('malformed');
      return;
    }
    this.#parts.push(part);
    if (!last) return;
    const message = concatBytes(...this.#parts);
    this.#parts = [];
    this.#partBytes = 0;
    // One at a time and in order: the gate is asynchronous.
    this.#taking = this.#taking.then(async () => {
      if (this.#closed) return;
      await this.#events.message(message);
      const taken = new Uint8Array(5);
      taken[0] = TAKEN;
      new DataView(taken.buffer).setUint32(1, message.length);
      this.#give(taken);
    });
  }
}
