import type { StoredRecord } from '#device';
import type { ItemOf, Row } from '#record';
import { fieldMadeBy, isPageKind, newsSince, readItems, todayOf } from '#record';
import { pauseIfDue, readRecord } from '#sync';
import type { OpenPage, RecordToRead, World } from '#sync';
import { readMarks } from '../session/news.svelte.ts';
import { dayOf } from '../words/time.ts';

/** What one record asks of this person today. Only numbers and words for this screen: nothing of it is kept. */
export interface OneRecord {
  readonly stored: StoredRecord;
  readonly name: string;
  readonly due: readonly { readonly what: string; readonly by: string }[];
  readonly asked: readonly string[];
  readonly meetings: readonly { readonly title: string; readonly time: string | null }[];
  /** On how many pages something is new since this device looked. */
  readonly newPages: number;
  /** Why it could not be read, if it could not. */
  readonly problem: 'open-elsewhere' | 'other' | null;
}

const NOTHING = { due: [], asked: [], meetings: [], newPages: 0 };

/** The pages whose items say what is to be done. */
const WITH_WORK: ReadonlySet<string> = new Set(['plan', 'meetings']);

const seen = (page: OpenPage) => (id: { readonly client: number; readonly clock: number }) => page.sealOf(id.client, id.clock);

/** Looks at this device's records one after another, without links, and forgets each before the next. */
export class Caseload {
  records: readonly OneRecord[] = $state.raw([]);
  progress: { readonly done: number; readonly all: number } | null = $state.raw(null);
  #reading = new AbortController();

  stop(): void {
    this.#reading.abort();
  }

  async read(world: World, stored: readonly StoredRecord[]): Promise<void> {
    const { signal } = (this.#reading = new AbortController());
    this.records = [];
    for (const [done, one] of stored.entries()) {
      if (signal.aborted) break;
      this.progress = { done, all: stored.length };
      const read = await readRecord(world, one.id);
      const found: OneRecord = read.ok
        ? await this.#look(world, read.value)
        : { ...NOTHING, stored: one, name: one.label, problem: read.error.type === 'open-elsewhere' ? 'open-elsewhere' : 'other' };
      this.records = [...this.records, found];
      if (read.ok) await read.value.close();
      await pauseIfDue();
    }
    this.progress = null;
  }

  async #look({ device, clock }: World, read: RecordToRead): Promise<OneRecord> {
    const { stored, view } = read;
    const marks = await readMarks(device, stored.record);
    const today = dayOf(clock());
    const due: { what: string; by: string }[] = [];
    const asked: string[] = [];
    const meetings: { title: string; time: string | null }[] = [];
    let newPages = 0;
    for (const { id, kind, archived } of view.pages) {
      const page = archived ? null : read.openPage(id);
      if (!page || !isPageKind(page.kind)) continue;
      const mark = marks?.[id];
      if (mark && newsSince(page.doc, page.kind, mark).some(({ madeBy }) => isFromOthers(page, madeBy, view.me))) newPages += 1;
      await pauseIfDue();
      if (!WITH_WORK.has(kind)) continue;
      const namedBy = (step: Row<ItemOf<'step'>>) => seen(page)(fieldMadeBy(page.doc, step.id, 'who') ?? step.madeBy)?.who ?? null;
      const found = todayOf({ rows: readItems(page.doc).rows, sealOf: seen(page), namedBy }, view.me, today);
      due.push(...found.due.map(({ row, by }) => ({ what: row.item.what, by })));
      asked.push(...found.asked.map(({ item }) => item.what));
      meetings.push(...found.meetings.map(({ item }) => ({ title: item.title, time: item.time })));
      await pauseIfDue();
    }
    return { stored, name: view.name || stored.label, due, asked, meetings, newPages, problem: null };
  }
}

const isFromOthers = (page: OpenPage, id: { readonly client: number; readonly clock: number }, me: string): boolean => {
  const who = seen(page)(id)?.who;
  return who !== undefined && who !== me;
};
