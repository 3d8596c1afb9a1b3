import { openWords } from '#ledger';
import type { Entry, EntryHash, EntryOf, KeyId, Ledger, PageId, Strand, Words } from '#ledger';
import { isKind } from '#ledger';
import type { PageKind, SetAside } from '#record';
import { pauseIfDue } from '../slices.ts';
import type { Keyring } from './keyring.ts';
import { PageBook } from './page-book.ts';
import type { OpenedChange } from './page-book.ts';

export type Change = EntryOf<'change'>;

interface Tools {
  readonly ledger: Ledger;
  readonly keyring: Keyring;
  readonly own: Strand;
  /** Whether a stored change counts now. */
  readonly counts: (entry: Entry) => boolean;
  /** Whether a device that is or was the client's made a page's key. */
  readonly isOfClients: (page: PageId, key: KeyId) => boolean;
  /** This person wrote on a page: to be sealed after a short pause. */
  readonly onDraft: (page: PageId) => void;
}

/** What is to be done to bring one page up to date. */
export interface Plan {
  readonly book: PageBook;
  /** How many of the page's changes it takes in. */
  readonly upTo: number;
  /** Put together anew, not played on. */
  readonly rebuild: boolean;
  readonly changes: readonly Change[];
  readonly opened: readonly OpenedChange[];
}

/** Entries opened at a time while catching up. */
const OPEN_AT_ONCE = 256;
/** The same while somebody looks at the screen; and entries played then in one go. */
const OPEN_IN_SLICE = 64;
const PLAY_AT_ONCE = 20;

/**
 * The pages that this device reads, each kept up with the entries that count. Words are opened once and kept
 * in memory, so that a page can be put together again at once when entries stop or begin to count.
 */
export class Shelf {
  readonly #tools: Tools;
  readonly #books = new Map<PageId, PageBook>();
  /** Per page, all stored changes in causal order. */
  readonly #changes = new Map<PageId, Change[]>();
  /** How many of a page's changes its book has looked at. */
  readonly #cursor = new Map<PageId, number>();
  readonly #words = new Map<EntryHash, Words | null>();
  /** Per page, the keys of counting words that no key here opens. */
  readonly #locked = new Map<PageId, Set<KeyId>>();
  /** Own entries whose content the open document has already. */
  readonly #present = new Set<EntryHash>();

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  get(page: PageId): PageBook | null {
    return this.#books.get(page) ?? null;
  }

  books(): Iterable<PageBook> {
    return this.#books.values();
  }

  changesOf(page: PageId): readonly Change[] {
    return this.#changes.get(page) ?? [];
  }

  /** Whether some words of a page wait for a key. */
  hasLocked(page: PageId): boolean {
    return (this.#locked.get(page)?.size ?? 0) > 0;
  }

  /** Whether some of a page lie under a key that a device of the client's made, and that is not here (yet). Anybody can name a key that nobody made. */
  lacksKeys(page: PageId): boolean {
    return [...(this.#locked.get(page) ?? [])].some((key) => this.#tools.isOfClients(page, key));
  }

  /** Takes newly stored entries in, in causal order; plays nothing yet. `own`: written here just now. */
  take(entries: readonly Entry[], own: boolean): void {
    for (const entry of entries) {
      if (!isKind(entry, 'change') || !entry.page) continue;
      const changes = this.#changes.get(entry.page);
      if (changes) changes.push(entry);
      else this.#changes.set(entry.page, [entry]);
      if (own && this.#books.has(entry.page)) this.#present.add(entry.hash);
    }
  }

  /** Opens a page's book if it is not open. */
  open(page: PageId, kind: PageKind): PageBook {
    const open = this.#books.get(page);
    if (open?.kind === kind) return open;
    open?.close();
    const { ledger, own, onDraft } = this.#tools;
    const book = new PageBook({ id: page, kind, own, index: ledger.index, onDraft: () => onDraft(page) });
    this.#books.set(page, book);
    this.#cursor.set(page, 0);
    // The new document has nothing of them yet.
    for (const change of this.changesOf(page)) this.#present.delete(change.hash);
    return book;
  }

  /** Takes a page off the shelf: it is not shared with this device any more. */
  shut(page: PageId): void {
    this.#books.get(page)?.close();
    this.#books.delete(page);
    this.#cursor.delete(page);
    for (const change of this.changesOf(page)) this.#words.delete(change.hash);
  }

  /** What is to be done to bring a page up to what is stored now. `again`: entries began or stopped to count, or a key came. */
  plan(page: PageId, again: boolean): Plan | null {
    const book = this.#books.get(page);
    if (!book) return null;
    const changes = this.changesOf(page);
    const from = this.#cursor.get(page) ?? 0;
    const isCounting = (change: Change) => this.#tools.counts(change);
    const news = changes.slice(from).filter(isCounting);
    const collides = book.hasDrafts && this.#areOwnFromElsewhere(news);
    book.holdDrafts(collides);
    const rebuild = again || collides;
    return { book, upTo: changes.length, rebuild, changes: rebuild ? changes.filter(isCounting) : news, opened: [] };
  }

  /** Whether some were written under this strand, and not here. */
  #areOwnFromElsewhere(changes: readonly Change[]): boolean {
    return changes.some(({ strand, hash }) => strand === this.#tools.own && !this.#present.has(hash));
  }

  /** Opens the words that a plan needs. */
  async prepare(plan: Plan, inSlices: boolean): Promise<Plan> {
    return { ...plan, opened: await this.#openAll(plan.changes, inSlices) };
  }

  /** Whether a plan is still one for what is stored: a page that is put together anew must miss nothing of this person's own. */
  fits({ book, upTo, rebuild, changes }: Plan): boolean {
    if (this.#books.get(book.id) !== book) return false;
    if (!book.hasDrafts || book.waits) return !rebuild || this.changesOf(book.id).length === upTo;
    return !rebuild && !this.#areOwnFromElsewhere(changes);
  }

  /** Whether a plan brings words to the page that this person has not seen. */
  bringsNews({ rebuild, changes }: Plan): boolean {
    return rebuild || changes.some((change) => !this.#present.has(change.hash));
  }

  /**
   * Carries a plan out, at once. Gives whether the page's document is another one now; `null` where words that were refused
   * may have left half of themselves behind, and the page must be put together anew.
   */
  carryOut({ book, upTo, rebuild, opened }: Plan): boolean | null {
    const { id } = book;
    this.#cursor.set(id, upTo);
    if (!rebuild) return book.play(this.#readable(id, opened), (entry) => this.#present.has(entry.hash)) ? false : null;
    for (const change of this.changesOf(id)) this.#present.delete(change.hash);
    this.#locked.delete(id);
    book.rebuild(this.#readable(id, opened));
    return true;
  }

  /** The same, with pauses: for a page that nobody sees or writes on yet. */
  async carryOutInSlices(plan: Plan): Promise<boolean | null> {
    if (plan.rebuild) return this.carryOut(plan);
    const { book, upTo, opened } = plan;
    this.#cursor.set(book.id, upTo);
    const readable = this.#readable(book.id, opened);
    for (let i = 0; i < readable.length; i += PLAY_AT_ONCE) {
      if (!book.play(readable.slice(i, i + PLAY_AT_ONCE), (entry) => this.#present.has(entry.hash))) return null;
      await pauseIfDue();
    }
    return false;
  }

  /** The words of `lost` changes of a page, and those of the changes that its author had when the first of them was written: what it was then. */
  async setAside(page: PageId, lost: readonly Change[], what: SetAside['what']): Promise<SetAside> {
    const wordsOf = async (changes: readonly Change[]) => (await this.#openAll(changes)).flatMap(({ words }) => words?.payload ?? []);
    const { index } = this.#tools.ledger;
    const isLost = new Set(lost);
    // What it was written on: its ancestors, and so the right one of several branches.
    const base = this.changesOf(page).filter((change) => !isLost.has(change) && lost.some((one) => index.has(one, change)));
    return { base: await wordsOf(base), changes: await wordsOf(lost), what };
  }

  /** The changes that a page was put together from, in their order. */
  playedOn(page: PageId): readonly Change[] {
    const book = this.#books.get(page);
    if (!book) return [];
    const { counts, keyring } = this.#tools;
    return this.changesOf(page).filter((change) => counts(change) && !book.isVoid(change) && keyring.get(change.keyId) !== null);
  }

  openWords(changes: readonly Change[]): Promise<readonly OpenedChange[]> {
    return this.#openAll(changes);
  }

  /** Leaves out what no key opens yet, and notes its key: when a key comes, the page is put together again. */
  #readable(page: PageId, opened: readonly OpenedChange[]): OpenedChange[] {
    const { keyring } = this.#tools;
    const locked = this.#locked.get(page) ?? new Set<KeyId>();
    for (const { entry } of opened) if (entry.keyId && !keyring.get(entry.keyId)) locked.add(entry.keyId);
    this.#locked.set(page, locked);
    return opened.filter(({ entry }) => keyring.get(entry.keyId));
  }

  async #openAll(changes: readonly Change[], inSlices = false): Promise<OpenedChange[]> {
    const opened: OpenedChange[] = [];
    const atOnce = inSlices ? OPEN_IN_SLICE : OPEN_AT_ONCE;
    for (let i = 0; i < changes.length; i += atOnce) {
      if (inSlices) await pauseIfDue();
      const some = changes.slice(i, i + atOnce);
      opened.push(...(await Promise.all(some.map(async (entry) => ({ entry, words: await this.#open(entry) })))));
    }
    return opened;
  }

  async #open(entry: Change): Promise<Words | null> {
    const known = this.#words.get(entry.hash);
    if (known !== undefined) return known;
    const key = this.#tools.keyring.get(entry.keyId);
    if (!key) return null;
    const opened = await openWords(entry, key);
    const words = opened?.ok ? opened.value : null;
    this.#words.set(entry.hash, words);
    return words;
  }
}
