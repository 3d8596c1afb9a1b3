import * as z from 'zod/mini';
import { bytesToHex } from '#base';
import type { Session } from '../session/session.svelte.ts';

const words = z.string().check(z.maxLength(20_000));
const Schema = z.array(
  z.object({ id: z.string(), time: z.number(), tried: words, wentWell: words, inTheWay: words, learned: words, change: words }),
);

/** A look back that somebody wrote for themselves. */
export type OwnReflection = Readonly<z.infer<typeof Schema>[number]>;
export type ReflectionWords = Omit<OwnReflection, 'id' | 'time'>;

/** One's own reflections: sealed among this device's settings, no part of the record, sent to nobody. The newest first. */
export class Mine {
  all: readonly OwnReflection[] = $state.raw([]);
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    void session.device?.setting(this.#key, Schema, []).then((all) => {
      this.all = [...this.all, ...all];
    });
  }

  get #key(): string {
    return `${this.#session.replica.record}/own-reflections`;
  }

  add(said: ReflectionWords): void {
    this.#keep([{ id: bytesToHex(this.#session.random(16)), time: this.#session.now, ...said }, ...this.all]);
  }

  remove(id: string): void {
    this.#keep(this.all.filter((one) => one.id !== id));
  }

  #keep(all: readonly OwnReflection[]): void {
    this.all = all;
    // Where the device keeps nothing, it is on the screen as long as this screen is.
    void this.#session.device?.set(this.#key, all).catch(() => undefined);
  }
}
