/** Timers that fire only when told: the product's own pauses (typing rests, receipts wait) are part of a run. */
export class VirtualTime {
  #now = 0;
  #next = 1;
  readonly #timers = new Map<number, { readonly at: number; readonly work: () => void }>();
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

  get now(): number {
    return this.#now;
  }

  install(): void {
    const set = (work: () => void, ms = 0): number => {
      const id = this.#next++;
      this.#timers.set(id, { at: this.#now + ms, work });
      return id;
    };
    const clear = (id: number): void => void this.#timers.delete(id);
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  }

  uninstall(): void {
    Object.assign(globalThis, this.#real);
    this.#timers.clear();
  }

  /** Moves on, and fires what is due on the way, in order. Gives how many fired. */
  advance(ms: number): number {
    const end = this.#now + ms;
    let fired = 0;
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].work();
      fired += 1;
    }
    this.#now = end;
    return fired;
  }

  /** Waits, in real time, until the promises under way have gone as far as they can. */
  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
