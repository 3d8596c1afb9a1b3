import type { Entry, EntryHash, Ledger, Strand } from '#ledger';
import { writeAgain } from '#record';
import type { SetAside } from '#record';
import type { Team } from '#team';
import type { PageBook } from './page-book.ts';
import type { Change, Shelf } from './shelf.ts';

/**
 * Writes again, under this device's strand, what it wrote under a former one and what will not count there: another branch of it does, or it
 * was void for all. Once for each entry. What is held is left alone: that is the client's to decide.
 */
export class BringBack {
  readonly #ledger: Ledger;
  readonly #shelf: Shelf;
  readonly #own: Strand;
  readonly #former: ReadonlySet<Strand>;
  readonly #done = new Set<EntryHash>();

  constructor(tools: { readonly ledger: Ledger; readonly shelf: Shelf; readonly own: Strand; readonly former: readonly Strand[] }) {
    this.#ledger = tools.ledger;
    this.#shelf = tools.shelf;
    this.#own = tools.own;
    this.#former = new Set(tools.former);
  }

  async look(team: Team): Promise<void> {
    if (this.#former.size === 0) return;
    for (const book of this.#shelf.books()) {
      // Beside words that cannot be read here it would be lost again.
      if (!team.mayWrite(this.#own, book.id) || this.#shelf.lacksKeys(book.id)) continue;
      const lost = this.#shelf.changesOf(book.id).filter((change) => this.#isNews(change) && isLost(team, book, change));
      if (lost.length > 0) await this.#write(book, lost);
    }
  }

  #isNews(change: Change): boolean {
    return this.#former.has(change.strand) && !this.#done.has(change.hash);
  }

  async #write(book: PageBook, lost: readonly Change[]): Promise<void> {
    for (const { hash } of lost) this.#done.add(hash);
    // What this device wrote itself came here first, and lies in the document: the other branch is another copy's.
    const branched = new Set<Entry>(this.#ledger.branched());
    const [mine, others] = [lost.filter((change) => !branched.has(change)), lost.filter((change) => branched.has(change))];
    await this.#writeAgain(book, mine, 'all');
    await this.#writeAgain(book, others, 'items');
  }

  async #writeAgain(book: PageBook, lost: readonly Change[], what: SetAside['what']): Promise<void> {
    if (lost.length === 0) return;
    const aside = await this.#shelf.setAside(book.id, lost, what);
    writeAgain(book.doc, book.kind, aside);
  }
}

const isLost = (team: Team, book: PageBook, change: Entry): boolean =>
  team.stateOf(change.hash) === 'counts' ? book.isVoid(change) : team.isSetAside(change);
