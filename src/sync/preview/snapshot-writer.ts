import type * as Y from 'yjs';
import { concatBytes, equalBytes } from '#base';
import type { Bytes } from '#base';
import type { SnapshotStore } from '#device';
import type { PageId } from '#ledger';
import type { PageBook } from '../replica/page-book.ts';
import type { Replica } from '../replica/replica.ts';
import { pause, pauseIfDue } from '../slices.ts';
import { deletionsOf, RowWriter } from './page-rows.ts';
import type { ReadPage } from './page-rows.ts';
import { deletionsPart, HEAD_PART, rowPart } from './preview.ts';
import type { Preview } from './preview.ts';
import { headOf } from './read-head.ts';
import { writeHead } from './snapshot-head.ts';

/** After this long without a change it is written. */
const QUIET_MS = 20_000;
/** Or after this long though changes go on. */
const LONGEST_MS = 120_000;
/** Parts of a page that were added one by one, before it is written anew. */
const MOST_ADDED = 100;

/** What of a page is on the disk, and how to go on. */
interface Written {
  readonly doc: Y.Doc;
  readonly writer: RowWriter;
  rows: number;
  /** So many rows it had when it was last written as a whole. */
  readonly base: number;
  deletions: Bytes;
}

/**
 * Writes down what the open record looks like, so that the next start can show it at once. What is not shared with this device any more
 * goes from it as soon as its page is shut.
 */
export class SnapshotWriter {
  readonly #replica: Replica;
  readonly #store: SnapshotStore;
  #preview: Preview | null;
  readonly #pages = new Map<PageId, Written>();
  /** Rows of each page on the disk, whatever is in them. */
  readonly #rows = new Map<PageId, number>();
  #head: Bytes = new Uint8Array(0);
  #queue: Promise<unknown> = Promise.resolve();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #changedAt: number | null = null;
  #closed = false;
  readonly #unsubscribe: () => void;

  /** `preview`: what is on the disk; where it is `null`, whatever lies there is of no use. */
  constructor(replica: Replica, store: SnapshotStore, preview: Preview | null) {
    this.#replica = replica;
    this.#store = store;
    this.#preview = preview;
    for (const { id, rows } of preview?.pages ?? []) this.#rows.set(id, rows);
    if (!preview) void this.#next(() => store.forget());
    this.#unsubscribe = replica.subscribe((event) => {
      if (event === 'problem' || event === 'links') return;
      if (event !== 'ticks') this.#dropShut();
      this.#later();
    });
    this.#dropShut();
    this.#later();
  }

  /** Brings the snapshot up to what is open now. */
  write(): Promise<void> {
    clearTimeout(this.#quiet);
    this.#changedAt = null;
    return this.#next(() => this.#write());
  }

  /** Writes what is left to be written, and stops. `forget`: deletes all of it instead. */
  async close({ forget }: { readonly forget: boolean }): Promise<void> {
    this.#unsubscribe();
    const last = forget ? this.#next(() => this.#store.forget()) : this.write();
    clearTimeout(this.#quiet);
    this.#closed ||= forget;
    await last;
    this.#closed = true;
  }

  async #next(work: () => Promise<unknown>): Promise<void> {
    // What cannot be written down is shown when the record itself is open.
    const turn = this.#queue.then(work).catch(() => undefined);
    this.#queue = turn;
    await turn;
  }

  #later(): void {
    const now = performance.now();
    this.#changedAt ??= now;
    clearTimeout(this.#quiet);
    const left = Math.max(0, this.#changedAt + LONGEST_MS - now);
    this.#quiet = setTimeout(() => void this.write(), Math.min(QUIET_MS, left));
  }

  /** What was taken away is on the disk no longer than it takes to delete it. */
  #dropShut(): void {
    const open = new Set([...this.#replica.books()].map(({ id }) => id));
    const shut = [...this.#rows.keys()].filter((id) => !open.has(id));
    if (shut.length > 0) void this.#next(() => this.#drop(shut));
  }

  async #drop(pages: readonly PageId[]): Promise<void> {
    const drop = pages.flatMap((id) => this.#partsOf(id));
    for (const id of pages) {
      this.#pages.delete(id);
      this.#rows.delete(id);
    }
    this.#head = writeHead(headOf(this.#replica, this.#rows));
    const put = new Map(this.#replica.view().state === 'on' ? [[HEAD_PART, this.#head]] : []);
    await this.#store.write({ put, drop: put.size > 0 ? drop : [...drop, HEAD_PART] });
  }

  async #write(): Promise<void> {
    if (this.#closed || this.#replica.view().state !== 'on' || !(await this.#replica.kept())) return;
    const put = new Map<string, Bytes>();
    const drop: string[] = [];
    const rows = new Map(this.#rows);
    for (const book of [...this.#replica.books()]) {
      const done = await this.#writePage(book);
      if (done === null || this.#bookOf(book.id) !== book || done.written.doc !== book.doc) {
        this.#later();
        continue;
      }
      for (const [part, bytes] of done.put) put.set(part, bytes);
      if (done.anew) drop.push(...this.#partsOf(book.id));
      this.#pages.set(book.id, done.written);
      rows.set(book.id, done.written.rows);
    }
    this.#preview = null;
    for (const id of rows.keys()) {
      if (this.#bookOf(id)) continue;
      drop.push(...this.#partsOf(id));
      for (const part of [...put.keys()]) if (part.startsWith(`${id}/`)) put.delete(part);
      rows.delete(id);
    }
    const head = writeHead(headOf(this.#replica, rows));
    if (!equalBytes(head, this.#head)) put.set(HEAD_PART, head);
    if (put.size === 0 && drop.length === 0) return;
    const done = await this.#store.write({ put, drop });
    if (done.ok) {
      this.#head = head;
      this.#rows.clear();
      for (const [id, count] of rows) this.#rows.set(id, count);
    } else this.#pages.clear(); // next time all of it is written anew
  }

  async #writePage(book: PageBook): Promise<{ written: Written; put: ReadonlyMap<string, Bytes>; anew: boolean } | null> {
    const { id, doc } = book;
    const source = { doc, spans: book.spans.byStrand };
    const known = this.#pages.get(id) ?? this.#adopt(book);
    await pause();
    const goesOn = known?.doc === doc && known.rows - known.base < MOST_ADDED ? known : null;
    const row = goesOn?.writer.newRow() ?? 'large';
    const put = new Map<string, Bytes>();
    const written = row === 'large' || !goesOn ? { doc, writer: new RowWriter(source), rows: 0, base: 0, deletions: none } : goesOn;
    if (row === 'large' || !goesOn) {
      // Written in small rows, so that nobody who is typing waits; kept as one part, which is quicker to load.
      const whole: Bytes[] = [];
      for (const bytes of written.writer.rows()) {
        whole.push(bytes);
        await pauseIfDue();
        if (book.doc !== doc) return null;
      }
      if (whole.length > 0) put.set(rowPart(id, written.rows++), concatBytes(...whole));
    } else if (row !== 'nothing') put.set(rowPart(id, written.rows++), row);
    await pause();
    const deletions = deletionsOf(doc);
    await pause();
    if (put.size > 0 || !equalBytes(deletions, written.deletions)) put.set(deletionsPart(id), deletions);
    const anew = written !== goesOn;
    return { written: { ...written, base: anew ? written.rows : written.base, deletions }, put, anew };
  }

  /** Goes on from what the preview was, where the page still begins with it. */
  #adopt(book: PageBook): Written | null {
    const read = this.#preview?.pageAsRead(book.id);
    const rows = this.#rows.get(book.id);
    if (!read || rows === undefined || !beginsWith(book, read)) return null;
    const source = { doc: book.doc, spans: book.spans.byStrand };
    return { doc: book.doc, writer: new RowWriter(source, read), rows, base: rows, deletions: none };
  }

  #bookOf(id: PageId): PageBook | null {
    for (const book of this.#replica.books()) if (book.id === id) return book;
    return null;
  }

  #partsOf(id: PageId): string[] {
    return [deletionsPart(id), ...Array.from({ length: this.#rows.get(id) ?? 0 }, (_, n) => rowPart(id, n))];
  }
}

const none: Bytes = concatBytes();

/** Whether what was read of a page is what the first entries of each strand wrote on it. */
const beginsWith = (book: PageBook, read: ReadPage): boolean =>
  [...read.spans].every(([strand, list]) => {
    const now = book.spans.byStrand.get(strand) ?? [];
    return list.every((span, i) => {
      const one = now[i];
      return one?.to === span.to && one.entry.seq === span.seq && one.time === span.time;
    });
  }) && [...read.clocks].every(([client, to]) => to === (read.spans.get(client)?.at(-1)?.to ?? 0));
