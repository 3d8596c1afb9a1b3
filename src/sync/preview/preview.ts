import * as Y from 'yjs';
import type { Bytes } from '#base';
import type { SnapshotStore } from '#device';
import type { PageId, RecordId, Strand, Who } from '#ledger';
import type { OpenPage, Seal, TeamView, Tick } from '../replica/types.ts';
import { readRows } from './page-rows.ts';
import type { ReadPage, ShownSpan } from './page-rows.ts';
import { fromPlain, readHead } from './snapshot-head.ts';
import type { SnapshotHead } from './snapshot-head.ts';

/** The part of a snapshot that says what the others are. */
export const HEAD_PART = 'head';
export const rowPart = (page: PageId, n: number): string => `${page}/${String(n)}`;
export const deletionsPart = (page: PageId): string => `${page}/deleted`;

interface Parts {
  readonly rows: readonly Bytes[];
  readonly deletions: Bytes;
}

const NOT_KEPT: Tick = { kept: false, reached: [], opened: [] };

/**
 * What the record looked like when this device last wrote it down: shown while the record itself goes through the gate, and given up for
 * it. Nothing is ever written by it.
 */
export class Preview {
  readonly view: TeamView;
  readonly #head: SnapshotHead;
  readonly #parts: ReadonlyMap<PageId, Parts>;
  readonly #read = new Map<PageId, ReadPage | null>();
  readonly #docs = new Map<PageId, Y.Doc>();
  readonly #authors: ReadonlyMap<number, Who>;

  private constructor(head: SnapshotHead, parts: ReadonlyMap<PageId, Parts>) {
    this.#head = head;
    this.#parts = parts;
    this.view = fromPlain(head.team);
    this.#authors = new Map(head.authors);
  }

  /** `null` where there is none, or any of it is missing, damaged, foreign, or of a later version. */
  static async read(store: SnapshotStore, expected: { readonly record: RecordId; readonly own: Strand }): Promise<Preview | null> {
    return Preview.of(await store.load(), expected);
  }

  /** The same, of what was loaded. */
  static of(stored: ReadonlyMap<string, Bytes>, expected: { readonly record: RecordId; readonly own: Strand }): Preview | null {
    const bytes = stored.get(HEAD_PART);
    const head = bytes && readHead(bytes, expected);
    if (!head) return null;
    const parts = new Map<PageId, Parts>();
    for (const { id, rows: count } of head.pages) {
      const deletions = stored.get(deletionsPart(id));
      const rows: Bytes[] = [];
      for (let n = 0; n < count; n++) {
        const row = stored.get(rowPart(id, n));
        if (!row) return null;
        rows.push(row);
      }
      if (!deletions) return null;
      parts.set(id, { rows, deletions });
    }
    return new Preview(head, parts);
  }

  /** The pages that it has, and how many rows each takes. */
  get pages(): readonly { readonly id: PageId; readonly rows: number }[] {
    return this.#head.pages;
  }

  /** What of a page is written down: put together at the first call. */
  pageAsRead(id: PageId): ReadPage | null {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const parts = this.#parts.get(id);
    const read = parts ? readRows(parts.rows, parts.deletions) : null;
    this.#read.set(id, read);
    return read;
  }

  openPage(id: PageId, markOpened: () => void): OpenPage | null {
    const page = this.#head.pages.find((one) => one.id === id);
    const read = page && this.pageAsRead(id);
    if (!read) return null;
    const doc = this.#docOf(id, read);
    return {
      id,
      kind: page.kind,
      doc,
      access: page.access,
      readOnly: 'opening',
      sealOf: (client, clock) => this.#sealOf(read, client, clock),
      tickOf: (client, clock) => this.#tickOf(id, read, client, clock),
      markOpened,
    };
  }

  /** A page's document, if somebody wrote in it. */
  written(id: PageId): Y.Doc | null {
    const doc = this.#docs.get(id);
    return doc?.store.clients.has(doc.clientID) ? doc : null;
  }

  close(): void {
    for (const doc of this.#docs.values()) doc.destroy();
    this.#docs.clear();
  }

  #docOf(id: PageId, { update }: ReadPage): Y.Doc {
    const known = this.#docs.get(id);
    if (known) return known;
    const doc = new Y.Doc({ gc: false });
    try {
      Y.applyUpdate(doc, update);
    } catch {
      // As far as it goes: the record itself comes in a moment.
    }
    this.#docs.set(id, doc);
    return doc;
  }

  #sealOf({ spans }: ReadPage, client: number, clock: number): Seal | null {
    const span = spanAt(spans.get(client) ?? [], clock);
    const who = this.#authors.get(client);
    const strand = this.#head.authors.find(([of]) => of === client)?.[0];
    if (!span || who === undefined || strand === undefined) return null;
    return { who, strand, time: span.time, doubtful: span.doubtful, kept: true, entry: null };
  }

  #tickOf(page: PageId, { spans }: ReadPage, client: number, clock: number): Tick {
    const span = spanAt(spans.get(client) ?? [], clock);
    if (!span) return NOT_KEPT;
    const author = this.#authors.get(client);
    const rights = this.view.pages.find(({ id }) => id === page)?.rights;
    const has = (counts: readonly (readonly [Strand, number])[] | undefined) =>
      counts?.some(([of, count]) => of === client && count > span.seq) ?? false;
    const reached = new Set<Who>();
    const opened = new Set<Who>();
    for (const device of this.#head.devices) {
      if (device.who === author || (device.who !== 'client' && !rights?.has(device.who))) continue;
      if (has(device.seen)) reached.add(device.who);
      if (has(device.opened.find(([of]) => of === page)?.[1])) opened.add(device.who);
    }
    return { kept: true, reached: [...reached], opened: [...opened] };
  }
}

/** The span that a clock lies in: the first that ends after it. */
const spanAt = (spans: readonly ShownSpan[], clock: number): ShownSpan | null => {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? Infinity) > clock) high = middle;
    else low = middle + 1;
  }
  return spans[low] ?? null;
};
