import type { Entry } from '#ledger';
import type { Instant } from '#base';

/** What one entry wrote on a page: Yjs clocks `from` up to (not including) `to` of its strand. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly entry: Entry;
  readonly time: Instant;
  readonly doubtful: boolean;
}

/** The entries played into one page, by strand in order: from a Yjs clock, or from a sequence number, to its entry. */
export class Spans {
  readonly #byStrand = new Map<number, Span[]>();

  /** What each strand wrote here, in order. */
  get byStrand(): ReadonlyMap<number, readonly Span[]> {
    return this.#byStrand;
  }

  add(span: Span): void {
    const spans = this.#byStrand.get(span.entry.strand);
    if (spans) spans.push(span);
    else this.#byStrand.set(span.entry.strand, [span]);
  }

  /** The entry that wrote this struct. Entries that only took away wrote none. */
  at(client: number, clock: number): Span | null {
    const spans = this.#byStrand.get(client) ?? [];
    const span = spans[firstIndex(spans, (one) => one.to > clock)];
    return span && span.from <= clock ? span : null;
  }

  /** The last entry of a strand played here, up to and with `seq`. */
  lastUpTo(client: number, seq: number): Span | null {
    const spans = this.#byStrand.get(client) ?? [];
    return spans[firstIndex(spans, (one) => one.entry.seq > seq) - 1] ?? null;
  }

  /** The Yjs clock that a strand's entries have reached. */
  endOf(client: number): number {
    return this.#byStrand.get(client)?.at(-1)?.to ?? 0;
  }
}

/** The first index for which `is` holds; it must hold for all that follow. */
const firstIndex = <T>(list: readonly T[], is: (value: T) => boolean): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = list[middle];
    if (value !== undefined && is(value)) high = middle;
    else low = middle + 1;
  }
  return low;
};
