/** What one sender may ask of a meeting point. Each can be set on the command line (`--max-topics 64`) or handed to `createMeetingPoint`. */
export const limits = {
  /** The largest message, in bytes: a sealed offer with its candidates is about 8 KB. */
  maxMessageBytes: 64 * 1024,
  /** How many topics one connection may listen to, and how long a topic's name may be. */
  maxTopics: 64,
  maxTopicLength: 256,
  /** Connections in all, and from one address. */
  maxConnections: 5000,
  maxConnectionsPerAddress: 200,
  /** What one connection may send: a steady rate and a burst. */
  messagesPerSecond: 50,
  messageBurst: 300,
  bytesPerSecond: 256 * 1024,
  byteBurst: 2 * 1024 * 1024,
  /** A receiver that lets this many bytes pile up is dropped: it would cost the others memory. */
  maxBufferedBytes: 1024 * 1024,
  /** A connection that does not answer a ping within this time is closed. */
  heartbeatMs: 30_000,
};

/** @typedef {typeof limits} Limits */

/** A bucket that fills at a steady rate and holds a burst. */
export class Bucket {
  #left;
  #at;
  /** @param {number} rate per second @param {number} burst */
  constructor(rate, burst) {
    this.rate = rate;
    this.burst = burst;
    this.#left = burst;
    this.#at = performance.now();
  }

  /** @param {number} amount @returns {boolean} whether there was that much */
  take(amount) {
    const now = performance.now();
    this.#left = Math.min(this.burst, this.#left + ((now - this.#at) / 1000) * this.rate);
    this.#at = now;
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }
}
