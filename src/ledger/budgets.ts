import type { Entry } from './entry.ts';
import { strandOf } from './fields.ts';
import type { Strand } from './ids.ts';
import { deviceNamedBy } from './known-devices.ts';
import type { Ancestry } from './ledger-index.ts';

/** How far a member's devices may run ahead of what the client's stored entries have among their ancestors. */
export interface Window {
  readonly entries: number;
  readonly bytes: number;
}

const NOTHING: Window = { entries: 0, bytes: 0 };

export const WINDOW: Window = { entries: 4096, bytes: 16 * 1024 * 1024 };

/**
 * Nobody fills a friend's phone: a strand shares one window with all strands that it made known, and the client's next entry that builds
 * on them moves it on. What is beyond it is not refused, only not taken yet. The client's own devices have no window.
 */
export class Budgets {
  readonly #index: Ancestry;
  readonly #window: Window;
  readonly #clients = new Set<Strand>();
  /** By strand, the one that a device of the client's let in: the strands that go back to it share its window. */
  readonly #families = new Map<Strand, Strand>();
  readonly #used = new Map<Strand, { entries: number; bytes: number }>();
  /** Families whose use was counted anew since the client's last entry. */
  readonly #counted = new Set<Strand>();

  constructor(index: Ancestry, window: Window = WINDOW) {
    this.#index = index;
    this.#window = window;
  }

  /** Takes note of an entry that was just stored. */
  add(entry: Entry): void {
    const { kind } = entry.facts;
    const device = deviceNamedBy(entry);
    const byClient = kind === 'begin' || kind === 'recover' || this.#clients.has(entry.strand);
    if (device) {
      const named = strandOf(device.sign);
      if (byClient && kind !== 'admit' && kind !== 'link') this.#clients.add(named);
      else if (byClient) this.#families.set(named, named);
      else if (!this.#families.has(named)) this.#families.set(named, this.#familyOf(entry.strand));
    }
    if (byClient) {
      this.#counted.clear();
      return;
    }
    const used = this.#used.get(this.#familyOf(entry.strand)) ?? { entries: 0, bytes: 0 };
    used.entries += 1;
    used.bytes += entry.bytes.length;
    this.#used.set(this.#familyOf(entry.strand), used);
  }

  /** Takes entries of others on a strand's own account, if there is room for them: something of that strand builds on them. */
  takesOn(strand: Strand, others: readonly Entry[]): boolean {
    if (this.#clients.has(strand)) return true;
    const family = this.#familyOf(strand);
    const used = this.#used.get(family) ?? NOTHING;
    const more = { entries: used.entries + others.length, bytes: others.reduce((sum, { bytes }) => sum + bytes.length, used.bytes) };
    if (more.entries > this.#window.entries || more.bytes > this.#window.bytes) return false;
    this.#used.set(family, more);
    return true;
  }

  /** Those of some entries for which there is no room once the others before them are stored. */
  beyond(entries: readonly Entry[]): readonly Entry[] {
    const ahead = new Map<Strand, { entries: number; bytes: number }>();
    return entries.filter((entry) => {
      const family = this.#familyOf(entry.strand);
      const before = ahead.get(family) ?? { entries: 0, bytes: 0 };
      const lacks = !this.hasRoom(entry, before);
      before.entries += 1;
      before.bytes += entry.bytes.length;
      ahead.set(family, before);
      return lacks;
    });
  }

  /** Whether there is room for an entry of a strand, as far as the client has come; `before`: others that are about to be stored. */
  hasRoom({ strand, bytes }: Entry, before: Window = NOTHING): boolean {
    if (this.#clients.has(strand)) return true;
    const family = this.#familyOf(strand);
    const more = { entries: before.entries, bytes: before.bytes + bytes.length };
    if (this.#fits(family, more)) return true;
    if (this.#counted.has(family)) return false;
    // What was used is counted up since the last look at how far the client has come: look again, once for each entry of theirs.
    this.#used.set(family, this.#ahead(family));
    this.#counted.add(family);
    return this.#fits(family, more);
  }

  #fits(family: Strand, more: Window): boolean {
    const used = this.#used.get(family) ?? NOTHING;
    // One entry always fits, however large: the window moves on with it.
    if (used.entries + more.entries === 0) return true;
    return used.entries + more.entries < this.#window.entries && used.bytes + more.bytes <= this.#window.bytes;
  }

  #familyOf(strand: Strand): Strand {
    return this.#families.get(strand) ?? strand;
  }

  /** What of a family's strands no stored entry of the client's has among its ancestors. */
  #ahead(family: Strand): { entries: number; bytes: number } {
    const heads = this.#index.heads().filter((head) => this.#clients.has(head.strand));
    const ahead = { entries: 0, bytes: 0 };
    for (const strand of this.#index.strands()) {
      if (this.#clients.has(strand) || this.#familyOf(strand) !== family) continue;
      for (const branch of this.#index.branchesOf(strand)) {
        for (let i = branch.length - 1; i >= 0; i--) {
          const entry = branch[i];
          if (!entry || heads.some((head) => this.#index.has(head, entry))) break;
          ahead.entries += 1;
          ahead.bytes += entry.bytes.length;
        }
      }
    }
    return ahead;
  }
}
