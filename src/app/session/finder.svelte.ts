import type MiniSearch from 'minisearch';
import type { PageId } from '#ledger';
import { foldWord, HEADINGS, headingText, SAFE_HEADINGS, splitWords, wordsOfItem } from '#record';
import type { Row } from '#record';
import { pauseIfDue } from '#sync';
import type { LivePage, Session } from './session.svelte.ts';

/** What is found: an item, or the text of a heading, of one page. */
export interface Hit {
  readonly page: PageId;
  readonly item: string | null;
  readonly heading: string | null;
  /** The folded words of it that were found. */
  readonly terms: ReadonlySet<string>;
  readonly score: number;
}

interface Entry {
  readonly id: string;
  readonly words: string;
}

const HEADING = 'heading/';
/** How many letters may be wrong in a word: none in a short one, of which every other one would be a typo. */
const typosIn = (term: string): number | false => (term.length >= 8 ? 2 : term.length >= 5 ? 1 : false);

/** One page's words in an index of their own: when the page goes, all of it goes. */
interface PageIndex {
  readonly live: LivePage;
  readonly index: MiniSearch<Entry>;
  readonly stop: () => void;
}

/**
 * Full text over everything that this device can open. It is in memory alone, is made when somebody first looks for something, follows the
 * pages as they change, and ends with the session.
 */
export class Finder {
  /** `done` of `all` items; `null` before it was begun or when it was stopped. */
  progress: { readonly done: number; readonly all: number } | null = $state.raw(null);
  ready = $state(false);
  /** Goes up when the pages changed under what was found. */
  changes = $state(0);
  readonly #session: Session;
  readonly #pages = new Map<PageId, PageIndex>();
  #library: typeof MiniSearch | null = null;
  #building: AbortController | null = null;
  readonly #closed = new AbortController();
  readonly #unsubscribe: () => void;

  constructor(session: Session) {
    this.#session = session;
    this.#unsubscribe = session.replica.subscribe((event) => {
      if ((event === 'team' || event === 'pages') && (this.ready || this.#building)) this.#follow();
    });
  }

  /** Makes the index, a little at a time. Resolves when it is there, or was stopped. */
  async build(): Promise<void> {
    if (this.ready || this.#building) return;
    const building = new AbortController();
    this.#building = building;
    this.progress = { done: 0, all: 0 };
    this.#library ??= (await import('minisearch')).default;
    await this.#session.ready;
    const live = this.#readable();
    const all = live.reduce((sum, page) => sum + page.items.rows.length, 0);
    let done = 0;
    for (const page of live) {
      await this.#fill(this.#open(page), building.signal, () => {
        done += 1;
        if (done % 200 === 0) this.progress = { done, all };
      });
    }
    this.#building = null;
    this.progress = null;
    if (building.signal.aborted) this.#clear();
    else {
      this.ready = true;
      this.#follow();
    }
  }

  stop(): void {
    this.#building?.abort();
  }

  /** What holds these words (each of them, by its beginning or with a small typo), the best first. */
  find(query: string, most: number): readonly Hit[] {
    const hits: Hit[] = [];
    for (const [page, { index }] of this.#pages) {
      const found = index.search(query, { prefix: true, fuzzy: typosIn, combineWith: 'AND' });
      for (const { id, score, terms } of found) {
        const name = String(id);
        const isHeading = name.startsWith(HEADING);
        hits.push({
          page,
          item: isHeading ? null : name,
          heading: isHeading ? name.slice(HEADING.length) : null,
          terms: new Set(terms),
          score,
        });
      }
    }
    return hits.sort((a, b) => b.score - a.score).slice(0, most);
  }

  close(): void {
    this.stop();
    this.#closed.abort();
    this.#clear();
    this.#unsubscribe();
  }

  #clear(): void {
    for (const { stop } of this.#pages.values()) stop();
    this.#pages.clear();
    this.ready = false;
  }

  #readable(): readonly LivePage[] {
    return this.#session.team.pages.filter(({ kind }) => kind !== 'team').flatMap(({ id }) => this.#session.page(id) ?? []);
  }

  /** Pages that are gone leave at once; those that came, or were put together anew, are read. */
  #follow(): void {
    const live = new Map(this.#readable().map((page) => [page.open.id, page]));
    for (const [id, { live: known, stop }] of this.#pages) {
      if (live.get(id) === known) continue;
      stop();
      this.#pages.delete(id);
      this.changes += 1;
    }
    if (!this.ready) return;
    for (const [id, page] of live) {
      if (this.#pages.has(id)) continue;
      void this.#fill(this.#open(page), this.#closed.signal, () => undefined).then(() => (this.changes += 1));
    }
  }

  /** Reads a page into its index, a little at a time; what changes meanwhile comes in by itself. */
  async #fill({ live, index }: PageIndex, signal: AbortSignal, onEach: () => void): Promise<void> {
    for (const heading of headingsOf(live)) index.add(entryOfHeading(live, heading));
    for (const row of live.items.rows) {
      if (signal.aborted || this.#pages.get(live.open.id)?.live !== live) return;
      const entry = entryOfRow(live.items.get(row.id));
      if (entry && !index.has(row.id)) index.add(entry);
      onEach();
      await pauseIfDue();
    }
  }

  #open(live: LivePage): PageIndex {
    const Library = this.#library;
    if (!Library) throw new Error('The library is there before a page is read.');
    const index = new Library<Entry>({
      fields: ['words'],
      idField: 'id',
      tokenize: splitWords,
      processTerm: (term) => foldWord(term) || null,
    });
    const { doc } = live.open;
    const refresh = (entry: Entry | null, id: string) => {
      if (index.has(id)) index.discard(id);
      if (entry) index.add(entry);
      this.changes += 1;
    };
    const items = doc.getMap('items');
    const heardItems: Parameters<typeof items.observeDeep>[0] = (events) => {
      for (const event of events)
        for (const id of event.target === items ? event.changes.keys.keys() : [String(event.path[0])])
          refresh(entryOfRow(live.items.get(id)), id);
    };
    items.observeDeep(heardItems);
    const texts = headingsOf(live).map((heading) => {
      const text = headingText(doc, heading);
      const heard = () => {
        refresh(entryOfHeading(live, heading), HEADING + heading);
      };
      text.observe(heard);
      return () => {
        text.unobserve(heard);
      };
    });
    const stop = () => {
      items.unobserveDeep(heardItems);
      for (const end of texts) end();
    };
    const opened = { live, index, stop };
    this.#pages.set(live.open.id, opened);
    return opened;
  }
}

const headingsOf = ({ open }: LivePage) => (open.kind === 'about-me' ? HEADINGS : open.kind === 'keeping-safe' ? SAFE_HEADINGS : []);

const entryOfRow = (row: Row | null): Entry | null => {
  const words = row ? wordsOfItem(row.item) : [];
  return row && words.length > 0 ? { id: row.id, words: words.join('\n') } : null;
};

const entryOfHeading = (live: LivePage, heading: ReturnType<typeof headingsOf>[number]): Entry => ({
  id: HEADING + heading,
  words: headingText(live.open.doc, heading).toJSON(),
});
