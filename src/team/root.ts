import type { Entry, EntryHash, EntryOf } from '#ledger';
import { addOwnLine } from './order.ts';
import { isAt } from './stored.ts';
import type { Stored } from './stored.ts';

type Recover = EntryOf<'recover'>;

/** T1.1 */
const latestRecovery = (recoveries: readonly Recover[]): Recover | null =>
  recoveries.reduce<Recover | null>((best, one) => (best && isBefore(best, one) ? best : one), null);

const isBefore = (a: Recover, b: Recover): boolean =>
  a.facts.number === b.facts.number ? a.hash < b.hash : a.facts.number > b.facts.number;

/** Step 1 of the fold: the root's word. */
export class Root {
  readonly begin: EntryOf<'begin'> | null;
  /** The recoveries that cut, latest first (T1.2). */
  readonly chain: readonly Recover[];
  /** Entries that a line names and that are not stored yet: when one comes, everything is to be asked again. */
  readonly awaited: ReadonlySet<EntryHash>;
  readonly #lines = new Map<EntryHash, ReadonlySet<EntryHash>>();

  constructor(stored: Stored) {
    const { index } = stored;
    this.begin = stored.ofKind('begin')[0] ?? null;
    const recoveries = stored.ofKind('recover');
    const chain: Recover[] = [];
    for (let at = latestRecovery(recoveries); at;) {
      const last: Recover = at;
      chain.push(last);
      at = latestRecovery(recoveries.filter((earlier) => index.has(last, earlier)));
    }
    this.chain = chain;
    const awaited = new Set<EntryHash>();
    for (const recover of chain) {
      const line = new Set<EntryHash>();
      for (const head of recover.facts.line) {
        const last = index.get(head.hash);
        if (!last) awaited.add(head.hash);
        else if (isAt(last, head)) addOwnLine(last, index, line);
      }
      this.#lines.set(recover.hash, line);
    }
    this.awaited = awaited;
  }

  /** Whether an entry is among those that a recovery of the chain drew its line behind: still the client's own. */
  isOnLine(recover: Recover, entry: Entry): boolean {
    return this.#lines.get(recover.hash)?.has(entry.hash) ?? false;
  }
}
