import type { Brand } from './brand.ts';
import type { Bytes } from './bytes.ts';

/** Milliseconds since 1970-01-01T00:00Z, as one device's clock tells it: it proves nothing to others. */
export type Instant = Brand<number, 'Instant'>;

/** Where the time comes from. Pure rooms are handed one; only `device` and `app` make the real one. */
export type Clock = () => Instant;

/** Where unpredictable bytes come from: `random(n)` gives `n` fresh bytes. */
export type Random = (length: number) => Bytes;

/** Names a number of milliseconds as an instant, at a border where one is read. */
export const toInstant = (milliseconds: number): Instant => milliseconds as Instant;

/** The clock of this machine. */
export const systemClock: Clock = () => toInstant(Date.now());

/** The randomness of this machine (WebCrypto). Takes up to 65,536 bytes. */
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
