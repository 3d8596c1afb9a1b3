import * as z from 'zod/mini';
import { SvelteSet } from 'svelte/reactivity';
import type { Session } from '../session/session.svelte.ts';

const Schema = z.array(z.string());
/** Old ones make room: a reminder that was put away is over within days. */
const MOST = 50;

/** Reminders that were put away on this device. They are its own settings, no part of the record. */
export class Dismissed {
  readonly #session: Session;
  readonly #all = new SvelteSet<string>();

  constructor(session: Session) {
    this.#session = session;
    void session.device?.setting(this.#key, Schema, []).then((all) => all.forEach((one) => this.#all.add(one)));
  }

  get #key(): string {
    return `${this.#session.replica.record}/reminders-put-away`;
  }

  has(reminder: string): boolean {
    return this.#all.has(reminder);
  }

  add(reminder: string): void {
    this.#all.add(reminder);
    void this.#session.device?.set(this.#key, [...this.#all].slice(-MOST)).catch(() => undefined);
  }
}
