import * as z from 'zod/mini';
import type { Device } from '#device';
import type { PageId, RecordId, Who } from '#ledger';
import { isPageKind, markOf, newsSince } from '#record';
import type { ReadMark } from '#record';
import type { OpenPage } from '#sync';
import type { Session } from './session.svelte.ts';

/** How far this device has read, by page. It is a setting of this device: the record holds nothing of it. */
const MarksSchema = z.record(z.string(), z.record(z.string(), z.number()));
type Marks = Readonly<Record<string, ReadMark>>;

/** How far this device has read a record; `null` where it never looked. */
export const readMarks = (device: Device, record: RecordId): Promise<Marks | null> =>
  device.setting(placeOf(record), z.nullable(MarksSchema), null);

const placeOf = (record: RecordId): string => `read/${record}`;

/** What one person wrote in one place since this device looked. */
export interface Told {
  readonly page: PageId;
  /** Of an item: its number; of a text: its heading. */
  readonly item: string | null;
  readonly text: string | null;
  /** A new item, or one (or a text) that was changed. */
  readonly isNew: boolean;
  readonly who: Who;
  readonly time: number;
}

/** Many entries come together: the news is worked out once for all of them. */
const LOOK_AFTER_MS = 400;
/** The made-up record was looked at this long ago, as it were. */
const MADE_UP_LOOKED_MS = 7 * 24 * 60 * 60 * 1000;

/** What is new since this device last looked, by page. */
export class News {
  /** How many things are new on each page; pages without any are left out. */
  counts: ReadonlyMap<PageId, number> = $state.raw(new Map());
  /** Pages that this device has never looked at. */
  fresh: ReadonlySet<PageId> = $state.raw(new Set());
  readonly #session: Session;
  #marks: Marks | null = null;
  /** What was kept here before; `undefined` until it was asked for. */
  #kept: Marks | null | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  constructor(session: Session) {
    this.#session = session;
    this.#stop = session.replica.subscribe((event) => {
      if (event === 'team' || event === 'pages') this.#later();
    });
    void this.#start();
  }

  /** How many things are new in all. */
  get total(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0) + this.fresh.size;
  }

  /** What is new, the newest first. */
  told(): readonly Told[] {
    return this.#pages()
      .flatMap((open) => this.#toldOf(open))
      .sort((a, b) => b.time - a.time);
  }

  /** This person has looked at a page. */
  markRead(page: PageId): void {
    const open = this.#session.replica.openPage(page);
    if (!this.#marks || !open || open.readOnly === 'opening') return;
    this.#keep({ ...this.#marks, [page]: markOf(open.doc) });
  }

  markAllRead(): void {
    this.#keep({ ...this.#marks, ...Object.fromEntries(this.#pages().map(({ id, doc }) => [id, markOf(doc)])) });
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  async #start(): Promise<void> {
    const { device, replica, ready } = this.#session;
    await ready;
    const kept = device && (await readMarks(device, replica.record));
    this.#kept = kept;
    this.#look();
  }

  /** The first time on this device nothing is old and nothing is new: it begins once there is something to read. */
  #begin(): void {
    if (this.#kept === undefined || this.#marks) return;
    if (this.#kept) this.#marks = this.#kept;
    else if (this.#pages().length > 0) {
      const cut = this.#session.madeUp ? this.#session.replica.clock() - MADE_UP_LOOKED_MS : Infinity;
      this.#keep(Object.fromEntries(this.#pages().map((open) => [open.id, markBefore(open, cut)])));
    }
  }

  get #place(): string {
    return placeOf(this.#session.replica.record);
  }

  #keep(marks: Marks): void {
    this.#marks = marks;
    this.#look();
    // A mark that cannot be kept is set again at the next look.
    void this.#session.device?.set(this.#place, marks).catch(() => undefined);
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#look();
    }, LOOK_AFTER_MS);
  }

  #look(): void {
    this.#begin();
    if (!this.#marks) return;
    const counts = new Map<PageId, number>();
    const fresh = new Set<PageId>();
    for (const open of this.#pages()) {
      if (this.#marks[open.id] === undefined) fresh.add(open.id);
      else {
        const n = this.#toldOf(open).length;
        if (n > 0) counts.set(open.id, n);
      }
    }
    this.counts = counts;
    this.fresh = fresh;
  }

  #pages(): readonly OpenPage[] {
    const { team, replica } = this.#session;
    return team.pages
      .filter(({ kind, archived }) => kind !== 'team' && !archived)
      .flatMap(({ id }) => replica.openPage(id) ?? [])
      .filter(({ readOnly }) => readOnly !== 'opening');
  }

  /** Of a page that was looked at before; what this person wrote is no news to them. */
  #toldOf(open: OpenPage): readonly Told[] {
    const mark = this.#marks?.[open.id];
    if (!mark || !isPageKind(open.kind)) return [];
    const { me } = this.#session.team;
    const byPlace = new Map<string, Told>();
    for (const { in: place, field, madeBy } of newsSince(open.doc, open.kind, mark)) {
      const seal = open.sealOf(madeBy.client, madeBy.clock);
      if (!seal || seal.who === me) continue;
      const [item, text] = 'item' in place ? [place.item, null] : [null, place.text];
      const key = `${item ?? text} ${seal.who}`;
      const known = byPlace.get(key);
      const isNew = known?.isNew === true || (item !== null && field === null);
      byPlace.set(key, { page: open.id, item, text, isNew, who: seal.who, time: Math.max(known?.time ?? 0, seal.time) });
    }
    return [...byPlace.values()];
  }
}

/** What of a page was written before a time: each writer's words follow one another. */
const markBefore = (open: OpenPage, time: number): ReadMark => {
  const mark = markOf(open.doc);
  if (time === Infinity) return mark;
  return Object.fromEntries(
    Object.entries(mark).map(([client, all]) => {
      const structs = open.doc.store.clients.get(Number(client)) ?? [];
      const later = structs.find(({ id }) => (open.sealOf(id.client, id.clock)?.time ?? 0) >= time);
      return [client, later ? later.id.clock : all];
    }),
  );
};
