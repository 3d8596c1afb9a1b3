import type { Entry, EntryHash, Kind, Strand } from '#ledger';
import type { Cut, Cuts } from './cuts.ts';
import type { Stored } from './stored.ts';

/** T3.7: written by a device by itself, or only to say what was received. */
const VOUCHES_FOR_NOTHING: readonly Kind[] = ['seen', 'share', 'rotate'];

export const isVouchingKind = (kind: Kind): boolean => !VOUCHES_FOR_NOTHING.includes(kind);

/**
 * What a team had built on before it knew of a cut goes on counting (T3.6). Of each strand only the last entry that had not
 * seen the cut can matter: what an earlier one has among its ancestors, that one has too.
 */
export class Vouching {
  readonly #stored: Stored;
  readonly #cuts: Cuts;
  readonly #stands: (entry: Entry) => boolean;
  readonly #vouchers = new Map<EntryHash, readonly Entry[]>();

  constructor(stored: Stored, cuts: Cuts, stands: (entry: Entry) => boolean) {
    this.#stored = stored;
    this.#cuts = cuts;
    this.#stands = stands;
  }

  isVouchedFor(entry: Entry, cut: Cut): boolean {
    return this.#vouchersPast(cut).some((voucher) => this.#stored.index.has(voucher, entry));
  }

  /** Whether the cut had seen an entry, or it is vouched for past the cut (T3.5). */
  isPast(entry: Entry, cut: Cut): boolean {
    return this.#cuts.hadSeen(cut, entry) || this.isVouchedFor(entry, cut);
  }

  /** To be called when more entries stand than before. */
  forget(): void {
    this.#vouchers.clear();
  }

  #vouchersPast(cut: Cut): readonly Entry[] {
    const known = this.#vouchers.get(cut.hash);
    if (known) return known;
    const vouchers: Entry[] = [];
    for (const strand of this.#stored.strands()) {
      if (!this.#cuts.reaches(cut, strand))
        vouchers.push(...(this.#isForked(strand) ? this.#fromBranches(strand, cut) : this.#fromStrand(strand, cut)));
    }
    this.#vouchers.set(cut.hash, vouchers);
    return vouchers;
  }

  #vouches(entry: Entry, cut: Cut): boolean {
    return isVouchingKind(entry.facts.kind) && entry.hash !== cut.hash && this.#stands(entry);
  }

  #fromStrand(strand: Strand, cut: Cut): readonly Entry[] {
    const entries = this.#stored.ofStrand(strand);
    for (let i = this.#countBefore(entries, cut) - 1; i >= 0; i--) {
      const entry = entries[i];
      if (entry && this.#vouches(entry, cut)) return [entry];
    }
    return [];
  }

  /** How many entries of an unforked strand had not seen the cut: all up to some place. */
  #countBefore(entries: readonly Entry[], cut: Cut): number {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = entries[middle];
      if (entry && this.#stored.index.has(entry, cut)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #fromBranches(strand: Strand, cut: Cut): readonly Entry[] {
    const { index } = this.#stored;
    const entries = this.#stored.ofStrand(strand);
    const vouchers: Entry[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i];
      if (!entry || index.has(entry, cut) || !this.#vouches(entry, cut)) continue;
      if (!vouchers.some((later) => index.has(later, entry))) vouchers.push(entry);
    }
    return vouchers;
  }

  #isForked(strand: Strand): boolean {
    if (!this.#stored.index.hasForks) return false;
    const entries = this.#stored.ofStrand(strand);
    return entries.some((entry, i) => entry.seq !== i);
  }
}
