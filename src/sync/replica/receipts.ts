import { bytesToText, textToBytes, toInstant } from '#base';
import type { Bytes, Instant } from '#base';
import { sealToBoxKey } from '#crypto';
import type { BoxKey, OpeningKey } from '#crypto';
import { isKind, toPageId } from '#ledger';
import type { Entry, Ledger, PageId, RecordId, Strand } from '#ledger';
import * as z from 'zod/mini';

/** What a reader's app says that its person opened, and when by its clock. */
const OpenedList = z.array(z.object({ page: z.string(), at: z.number().check(z.nonnegative()) })).check(z.maxLength(200));

const INFO = textToBytes('around-me/receipt/1');
const place = (record: RecordId, strand: Strand, seq: number): Bytes => textToBytes(`${record}/${strand}/${seq}`);

/** Seals to the client alone what was opened. Empty where nothing was. */
export const sealOpened = async (
  opened: ReadonlyMap<PageId, Instant>,
  to: BoxKey,
  where: { readonly record: RecordId; readonly strand: Strand; readonly seq: number },
): Promise<Bytes> => {
  if (opened.size === 0) return new Uint8Array(0);
  const list = [...opened].map(([page, at]) => ({ page, at }));
  const sealed = await sealToBoxKey(to, textToBytes(JSON.stringify(list)), INFO, place(where.record, where.strand, where.seq));
  return sealed.ok ? sealed.value : new Uint8Array(0);
};

interface Opening {
  readonly entry: Entry;
  readonly at: Instant;
}

/**
 * What has reached whom, and (for the client) who opened what: from the entries that others' devices wrote.
 * It comes from the reader's own app: say so on screen.
 */
export class Receipts {
  readonly #ledger: Ledger;
  readonly #key: OpeningKey | null;
  /** Page → strand → the latest receipt that says it was opened. */
  readonly #opened = new Map<PageId, Map<Strand, Opening>>();

  constructor(ledger: Ledger, key: OpeningKey | null) {
    this.#ledger = ledger;
    this.#key = key;
  }

  /** Reads the receipts among newly stored entries, where this device is the client's. */
  async learn(entries: readonly Entry[]): Promise<void> {
    const key = this.#key;
    if (!key) return;
    for (const entry of entries) {
      if (!isKind(entry, 'seen') || entry.facts.opened.length === 0) continue;
      const plain = await key.open(entry.facts.opened, INFO, place(this.#ledger.record, entry.strand, entry.seq));
      for (const { page, at } of readOpened(plain)) {
        const byStrand = this.#opened.get(page) ?? new Map<Strand, Opening>();
        byStrand.set(entry.strand, { entry, at });
        this.#opened.set(page, byStrand);
      }
    }
  }

  /** Whether a device is known to have an entry: one of its own builds on it. */
  hasReached(strand: Strand, entry: Entry): boolean {
    const head = this.#ledger.headOf(strand);
    return head !== null && (head.hash === entry.hash || this.#ledger.index.has(head, entry));
  }

  /** Whether somebody opened the page with this device after it had the entry. */
  wasOpened(strand: Strand, page: PageId, entry: Entry): boolean {
    const opening = this.#opened.get(page)?.get(strand);
    return opening !== undefined && this.#ledger.index.has(opening.entry, entry);
  }

  /** The pages that somebody opened with a device, each with the receipt that says so last. */
  openingsBy(strand: Strand): readonly (readonly [PageId, Entry])[] {
    return [...this.#opened].flatMap(([page, byStrand]) => {
      const opening = byStrand.get(strand);
      return opening ? [[page, opening.entry] as const] : [];
    });
  }

  lastOpened(strand: Strand, page: PageId): Instant | null {
    return this.#opened.get(page)?.get(strand)?.at ?? null;
  }
}

const readOpened = (plain: Bytes | null): { page: PageId; at: Instant }[] => {
  const text = plain && bytesToText(plain);
  if (!text) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const list = z.safeParse(OpenedList, json);
  if (!list.success) return [];
  return list.data.flatMap(({ page, at }) => {
    const id = toPageId(page);
    return id ? [{ page: id, at: toInstant(at) }] : [];
  });
};
