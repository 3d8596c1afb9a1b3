import { openWords } from '#ledger';
import type { Entry, EntryHash, Words } from '#ledger';
import type { Keyring } from './keyring.ts';

/** The words of single entries (who somebody is, what a page is called), opened once. */
export class Cards {
  readonly #keyring: Keyring;
  readonly #opened = new Map<EntryHash, Words | null>();

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** Opens what can be opened now. */
  async read(entries: Iterable<Entry>): Promise<void> {
    for (const entry of entries) {
      const key = this.#keyring.get(entry.keyId);
      if (!key || this.#opened.has(entry.hash)) continue;
      const words = await openWords(entry, key);
      this.#opened.set(entry.hash, words?.ok ? words.value : null);
    }
  }

  /** The words of an entry that `read` opened; `null` where no key fits or they are malformed. */
  of(entry: Entry | null | undefined): Words | null {
    return (entry && this.#opened.get(entry.hash)) ?? null;
  }
}
