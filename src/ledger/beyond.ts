import type { Entry } from './entry.ts';
import type { EntryHash } from './ids.ts';

/** Senders whose entries are kept, and how much of each: what the client builds on has to find room here until their entry comes. */
const MOST_SENDERS = 4;
const MOST_ENTRIES = 16 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

interface Kept {
  readonly entries: Map<EntryHash, Entry>;
  bytes: number;
}

/**
 * Entries that are too far ahead of the client for now (G8), by who offered them: a sender who floods fills their own place, and takes none
 * from somebody who brings what the client has built on. In memory, and only until the window moves on.
 */
export class Beyond {
  readonly #bySender = new Map<unknown, Kept>();

  /** Takes out what a sender has here. */
  take(sender: unknown): readonly Entry[] {
    const kept = this.#bySender.get(sender);
    this.#bySender.delete(sender);
    return kept ? [...kept.entries.values()] : [];
  }

  put(sender: unknown, entry: Entry): void {
    const kept = this.#bySender.get(sender) ?? { entries: new Map<EntryHash, Entry>(), bytes: 0 };
    // The one that was here longest without a word makes room.
    const [oldest] = this.#bySender.keys();
    if (!this.#bySender.has(sender) && this.#bySender.size >= MOST_SENDERS) this.#bySender.delete(oldest);
    this.#bySender.set(sender, kept);
    if (kept.entries.has(entry.hash) || kept.entries.size >= MOST_ENTRIES || kept.bytes + entry.bytes.length > MOST_BYTES) return;
    kept.entries.set(entry.hash, entry);
    kept.bytes += entry.bytes.length;
  }
}
