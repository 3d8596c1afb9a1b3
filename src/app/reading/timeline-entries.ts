import type { Row, TimelineEntry } from '#record';
import { compareEntries, entryOf, isOnTimeline } from '#record';
import { InOrder } from '../session/in-order.ts';
import type { Timed } from '../session/in-order.ts';
import type { LivePage } from '../session/session.svelte.ts';
import { dayOf } from '../words/time.ts';

interface OnePage {
  readonly order: InOrder<Row>;
  readonly entries: WeakMap<Timed, TimelineEntry>;
}

/** The line of time over several pages, kept as they change: each page in order by itself, then put into one line. */
export class TimelineEntries {
  readonly #pages = new WeakMap<LivePage, OnePage>();

  /** Whether something on it is a draft, whose time is not settled. */
  hasDrafts = false;

  of(pages: readonly LivePage[]): readonly TimelineEntry[] {
    this.hasDrafts = false;
    // Each page is in order already: sorting the whole is one pass over a few runs.
    return pages.flatMap((page) => this.#entriesOf(page)).sort(compareEntries);
  }

  #entriesOf(page: LivePage): readonly TimelineEntry[] {
    const known = this.#pages.get(page) ?? {
      order: new InOrder<Row>(
        ({ client, clock }) => page.open.sealOf(client, clock),
        (row, time) => entryOf('', row, { who: '', time }, dayOf)?.day ?? '',
      ),
      entries: new WeakMap<Timed, TimelineEntry>(),
    };
    this.#pages.set(page, known);
    const list = known.order.update(page.items.rows.filter(({ item }) => isOnTimeline(item)));
    if (known.order.hasDrafts) this.hasDrafts = true;
    return list.flatMap((timed) => {
      const made = known.entries.get(timed) ?? entryOf(page.open.id, timed.row, { who: timed.who ?? '', time: timed.time }, dayOf);
      if (made) known.entries.set(timed, made);
      return made ?? [];
    });
  }
}
