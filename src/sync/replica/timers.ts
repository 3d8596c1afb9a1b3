/** What is to be done in a while, each thing under a name and once. */
export class Timers {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #closed = false;

  /** Does something after so many milliseconds; not again while it is waited for. */
  later(what: string, ms: number, then: () => void): void {
    if (this.#closed || this.#timers.has(what)) return;
    this.#timers.set(
      what,
      setTimeout(() => {
        this.#timers.delete(what);
        if (!this.#closed) then();
      }, ms),
    );
  }

  cancel(what: string): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.delete(what);
  }

  close(): void {
    this.#closed = true;
    for (const what of [...this.#timers.keys()]) this.cancel(what);
  }
}
