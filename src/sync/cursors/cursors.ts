import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PageId, Strand, Who } from '#ledger';
import type { OtherEnd, Talk, Talking } from '../link/host.ts';
import { readCursor, toCursor, writeCursor } from './cursor-message.ts';
import type { Cursor } from './cursor-message.ts';

interface World {
  readonly docOf: (page: PageId) => Y.Doc | null;
  readonly maySee: (strand: Strand, page: PageId) => boolean;
  /** Whose device it is; `null`: nobody's that this device knows. */
  readonly whoOf: (strand: Strand) => Who | null;
  /** Whether this person lets others see where they are: the client only where they turned it on. */
  readonly shows: () => boolean;
}

/** One device's cursor on one page moves on others' screens at most so often. */
const EVERY_MS = 100;
/** A cursor that does not move for so long is not shown any more; y-protocols forgets those of others after as long. */
const STILL_MS = 30_000;
/** What one device may send in a second, over all pages; what is more is passed over: the next one says where it is. */
const MOST_A_SECOND = 30;

interface OpenCursors {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  moving: ReturnType<typeof setTimeout> | null;
  /** Runs while this person's cursor has moved lately. */
  still: ReturnType<typeof setTimeout> | null;
}

interface Link {
  readonly other: OtherEnd;
  /** Pages on which it was told where this person is. */
  readonly told: Set<PageId>;
  /** Pages of which word is queued: it says what is so when its turn comes. */
  readonly queued: Set<PageId>;
}

/**
 * Where people who write on the same page are in its texts. Said straight from device to device, never passed on, kept nowhere, and only
 * between those who may see the page. Who it is comes from the link, never from what was sent.
 */
export class Cursors implements Talk {
  readonly name = 'cursors/1';
  readonly kind = 5;
  readonly #world: World;
  readonly #pages = new Map<PageId, OpenCursors>();
  readonly #links = new Set<Link>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What an editor of a page hands its binding; `null` where the page is not open here. The same one while the page's document is the same. */
  of(page: PageId): Awareness | null {
    const doc = this.#world.docOf(page);
    const known = this.#pages.get(page);
    if (known && known.doc === doc) return known.awareness;
    if (known) this.#shut(page, known);
    if (!doc) return null;
    const awareness = new Awareness(doc);
    const open: OpenCursors = { doc, awareness, moving: null, still: null };
    this.#pages.set(page, open);
    // `change`, not `update`: what y-protocols says again now and then is no movement.
    awareness.on('change', (_: unknown, origin: unknown) => {
      if (origin !== 'local') return;
      if (open.still !== null) clearTimeout(open.still);
      open.still = setTimeout(() => {
        open.still = null;
        this.#say(page);
      }, STILL_MS);
      if (open.moving !== null) return;
      open.moving = setTimeout(() => {
        open.moving = null;
        this.#say(page);
      }, EVERY_MS);
    });
    return awareness;
  }

  /** Looks again at who may see what: those who may not lose sight of each other. */
  check(): void {
    for (const [page, open] of [...this.#pages]) {
      if (this.#world.docOf(page) !== open.doc) this.#shut(page, open);
      else {
        const gone = [...open.awareness.states.keys()].filter(
          (strand) => strand !== open.awareness.clientID && !this.#world.maySee(strand as Strand, page),
        );
        if (gone.length > 0) removeAwarenessStates(open.awareness, gone, 'gone');
      }
    }
  }

  /** The editor was left: others do not see a cursor in it any more. */
  leave(page: PageId): void {
    this.#pages.get(page)?.awareness.setLocalStateField('cursor', null);
  }

  /** This person shows where they are from now on, or does not any more. */
  showChanged(): void {
    for (const page of this.#pages.keys()) this.#say(page);
  }

  begin(other: OtherEnd): Talking {
    const link: Link = { other, told: new Set(), queued: new Set() };
    this.#links.add(link);
    for (const page of this.#pages.keys()) this.#sayTo(link, page);
    let [second, heard] = [0, 0];
    return {
      take: (body) => {
        const now = Math.floor(performance.now() / 1000);
        [second, heard] = now === second ? [second, heard + 1] : [now, 1];
        if (heard > MOST_A_SECOND) return;
        const message = readCursor(body);
        if (message) this.#show(other.strand, message.page, message.cursor);
        else other.end('malformed');
      },
      close: () => {
        this.#links.delete(link);
        if ([...this.#links].some((one) => one.other.strand === other.strand)) return;
        for (const { awareness } of this.#pages.values()) removeAwarenessStates(awareness, [other.strand], 'gone');
      },
    };
  }

  close(): void {
    for (const [page, open] of [...this.#pages]) this.#shut(page, open);
    this.#links.clear();
  }

  #shut(page: PageId, { awareness, moving, still }: OpenCursors): void {
    for (const timer of [moving, still]) if (timer !== null) clearTimeout(timer);
    this.#pages.delete(page);
    awareness.destroy();
    this.#say(page);
  }

  /** Where this person is on a page, as others may know it. */
  #own(page: PageId): Cursor | null {
    const open = this.#pages.get(page);
    if (!this.#world.shows() || !open || open.still === null) return null;
    // Of the editor's own state nothing else goes out; positions become plain values on the way.
    const cursor: unknown = open.awareness.getLocalState()?.['cursor'];
    return cursor ? toCursor(JSON.parse(JSON.stringify(cursor))) : null;
  }

  #say(page: PageId): void {
    for (const link of this.#links) this.#sayTo(link, page);
  }

  #sayTo(link: Link, page: PageId): void {
    if (link.queued.has(page) || (!link.told.has(page) && !this.#own(page))) return;
    link.queued.add(page);
    link.other.send(() => {
      link.queued.delete(page);
      const cursor = this.#world.maySee(link.other.strand, page) ? this.#own(page) : null;
      if (!cursor && !link.told.has(page)) return null;
      if (cursor) link.told.add(page);
      else link.told.delete(page);
      return writeCursor({ page, cursor });
    });
  }

  #show(strand: Strand, page: PageId, cursor: Cursor | null): void {
    const open = this.#pages.get(page);
    if (!open || !this.#world.maySee(strand, page)) return;
    // A text that is not on this page is not made by somebody's pointing at it.
    const there = cursor && [cursor.anchor, cursor.head].every(({ tname }) => tname === null || open.doc.share.has(tname));
    const who = this.#world.whoOf(strand);
    const state = there && who ? { cursor, who } : null;
    // The link keeps the order, so each word is newer than the one before.
    const clock = (open.awareness.meta.get(strand)?.clock ?? 0) + 1;
    applyAwarenessUpdate(open.awareness, awarenessUpdate(strand, clock, state), 'link');
  }
}

/** An update as y-protocols reads it: of one device. */
const awarenessUpdate = (strand: Strand, clock: number, state: unknown): Uint8Array => {
  const e = encoding.createEncoder();
  for (const number of [1, strand, clock]) encoding.writeVarUint(e, number);
  encoding.writeVarString(e, JSON.stringify(state));
  return encoding.toUint8Array(e);
};
