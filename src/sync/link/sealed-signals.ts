import { base64urlToBytes, bytesToBase64url, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { deriveBytes, importAeadKey, NONCE_BYTES, openAead, sealAead } from '#crypto';
import type { AeadKey } from '#crypto';

/** A signal as it goes over the meeting point: a place in the order, and sealed bytes. */
export interface SealedSignal {
  readonly n: number;
  readonly box: string;
}

/** How many signals may come early, and how long one may be. */
const MOST_EARLY = 64;
const MOST_SIGNAL = 48 * 1024;

const nonceOf = (n: number): Bytes => {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 4, n);
  return nonce;
};

const AAD = textToBytes('around-me/signal/1');

/**
 * Signals in one order, sealed for the other side alone. The meeting point may delay, swap, double or drop them: what comes early
 * waits, what came before is dropped.
 */
export class SealedSignals {
  readonly #sending: Promise<AeadKey>;
  readonly #receiving: Promise<AeadKey>;
  readonly #early = new Map<number, Bytes>();
  #sent = 0;
  #received = 0;
  #queue: Promise<unknown> = Promise.resolve();

  /** `secret`: what both sides agreed on, with the room's key mixed in. */
  constructor(secret: Bytes, salt: Bytes, initiator: boolean) {
    const key = (way: string) => importAeadKey(deriveBytes(secret, salt, `around-me/signals/1/${way}`, 32));
    this.#sending = key(initiator ? 'out' : 'back');
    this.#receiving = key(initiator ? 'back' : 'out');
  }

  /** The next signal, as it goes out. Signals leave in the order of the calls. */
  seal(plain: Bytes): Promise<SealedSignal> {
    const n = this.#sent++;
    return this.#next(async () => ({ n, box: bytesToBase64url(await sealAead(await this.#sending, nonceOf(n), AAD, plain)) }));
  }

  /**
   * Takes a signal in; gives those that are now next in order. `null`: it was not sealed by the other side. Each is opened as it comes: what
   * anybody else put in a place takes nothing from whoever has it.
   */
  open({ n, box }: SealedSignal): Promise<readonly Bytes[] | null> {
    return this.#next(async () => {
      if (n < this.#received || n >= this.#received + MOST_EARLY || this.#early.has(n) || box.length > MOST_SIGNAL) return [];
      const bytes = base64urlToBytes(box);
      const plain = bytes && (await openAead(await this.#receiving, nonceOf(n), AAD, bytes));
      if (!plain) return null;
      this.#early.set(n, plain);
      const opened: Bytes[] = [];
      for (let next = this.#early.get(this.#received); next; next = this.#early.get(this.#received)) {
        this.#early.delete(this.#received);
        this.#received += 1;
        opened.push(next);
      }
      return opened;
    });
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** The secret of two sides: what they agreed on, and the key of the room that they met in. */
export const linkSecret = (agreed: Bytes, roomKey: Bytes): Bytes => concatBytes(agreed, roomKey);
