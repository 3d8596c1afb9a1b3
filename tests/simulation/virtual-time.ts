interface Timer {
  readonly id: number;
  readonly at: number;
  readonly work: () => void;
}

/** No device does so much in so little time. */
const MOST_TIMERS = 2000;

/** Timers that fire only when told: the product's own pauses (typing rests, receipts wait) are part of a run. */
export class VirtualTime {
  #now = 0;
  #next = 1;
  readonly #timers = new Map<number, Timer>();
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

  get now(): number {
    return this.#now;
  }

  install(): void {
    const set = (work: () => void, ms = 0): number => {
      const id = this.#next++;
      this.#timers.set(id, { id, at: this.#now + ms, work });
      return id;
    };
    const clear = (id: number): void => void this.#timers.delete(id);
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  }

  uninstall(): void {
    Object.assign(globalThis, this.#real);
    this.#timers.clear();
  }

  /** Moves on, and fires what is due on the way, one after the other, each until nothing of it is under way. Gives how many fired. */
  async advance(ms: number): Promise<number> {
    const end = this.#now + ms;
    let fired = 0;
    for (let due = this.#firstUpTo(end); due; due = this.#firstUpTo(end)) {
      this.#timers.delete(due.id);
      this.#now = Math.max(this.#now, due.at);
      due.work();
      await quiet();
      fired += 1;
      if (fired > MOST_TIMERS) throw new Error(`timers without end: ${String(due.work)}`);
    }
    this.#now = end;
    return fired;
  }

  #firstUpTo(end: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers.values())
      if (timer.at <= end && (!first || timer.at < first.at || (timer.at === first.at && timer.id < first.id))) first = timer;
    return first;
  }
}

/** Until nothing is under way: no thread and no disk is waited for in a run, so one turn of the loop is enough. */
export const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
