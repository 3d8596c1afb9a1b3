import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { AEAD_KEY_BYTES } from '#crypto';
import type { OpeningKey } from '#crypto';
import { keyIdOf, openWords, toPageKey } from '#ledger';
import type { Entry, EntryHash, EntryOf, KeyBox, KeyId, Ledger, PageId, PageKey } from '#ledger';
import { isKind } from '#ledger';
import { openKeyBox } from '#team';
import { openOwnBox } from './identity.ts';
import type { FormerIdentity } from './identity.ts';

/**
 * The page keys that this device was given: in the boxes of `rotate` and `share`, and, under a key it has, the earlier keys that a
 * `rotate` carries on. Whose word an entry is does not matter here: a key proves itself by its id.
 */
export class Keyring {
  readonly #ledger: Ledger;
  readonly #own: readonly FormerIdentity[];
  readonly #keys = new Map<KeyId, PageKey>();
  readonly #looked = new Set<EntryHash>();
  /** What the words of a rotate carried, by the key that they lie under. */
  readonly #carried = new Map<KeyId, readonly KeyId[]>();
  readonly #unread: EntryOf<'rotate'>[] = [];

  /** `own`: this device's strand, and those it had before. */
  constructor(ledger: Ledger, own: readonly FormerIdentity[]) {
    this.#ledger = ledger;
    this.#own = own;
  }

  get(id: KeyId | null): PageKey | null {
    return (id && this.#keys.get(id)) ?? null;
  }

  /** Takes a key that this device made itself. */
  add(key: PageKey): void {
    this.#keys.set(key.id, key);
  }

  keysOf(page: PageId): readonly PageKey[] {
    return [...this.#keys.values()].filter((key) => key.page === page);
  }

  /** Every key that the holder of `id` reaches through what its rotates carried, itself included. */
  reachedFrom(id: KeyId): ReadonlySet<KeyId> {
    const reached = new Set<KeyId>();
    const next = [id];
    for (let at = next.pop(); at; at = next.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      next.push(...(this.#carried.get(at) ?? []));
    }
    return reached;
  }

  /** Looks for keys in newly stored entries. Resolves to the pages that got one. */
  async learn(entries: readonly Entry[]): Promise<ReadonlySet<PageId>> {
    const gained = new Set<PageId>();
    for (const entry of entries) {
      if (this.#looked.has(entry.hash)) continue;
      if (isKind(entry, 'rotate')) {
        this.#looked.add(entry.hash);
        if (entry.keyId) await this.#open(entry, entry.keyId, entry.facts.boxes, gained);
        this.#unread.push(entry);
      } else if (isKind(entry, 'share')) {
        this.#looked.add(entry.hash);
        await this.#open(entry, entry.facts.shared, entry.facts.boxes, gained);
      }
    }
    await this.#readCarried(gained);
    return gained;
  }

  /** Opens the boxes that every `rotate` so far has for the root. */
  async learnAsRoot(root: OpeningKey): Promise<void> {
    for (const entry of this.#ledger.index.entries) {
      if (!isKind(entry, 'rotate') || !entry.page || !entry.keyId || this.#keys.has(entry.keyId)) continue;
      const { strand, seq, page, keyId } = entry;
      const bytes = await openKeyBox(
        entry.facts.rootBox,
        { record: this.#ledger.record, strand, seq, page, keyId, receiver: 'root' },
        root,
      );
      if (bytes) await this.#take(page, keyId, bytes, new Set());
    }
    await this.#readCarried(new Set());
  }

  /** Forgets every key. */
  clear(): void {
    this.#keys.clear();
    this.#carried.clear();
    this.#unread.length = 0;
  }

  async #open(entry: Entry, id: KeyId, boxes: readonly KeyBox[], gained: Set<PageId>): Promise<void> {
    const { strand, seq, page } = entry;
    if (!page || this.#keys.has(id)) return;
    const key = await openOwnBox(this.#own, boxes, { record: this.#ledger.record, strand, seq, page, keyId: id });
    if (!key) return;
    this.#keys.set(id, key);
    gained.add(page);
  }

  async #take(page: PageId, id: KeyId, bytes: Bytes, gained: Set<PageId>): Promise<void> {
    if (bytes.length !== AEAD_KEY_BYTES || keyIdOf(this.#ledger.record, page, bytes) !== id) return;
    this.#keys.set(id, await toPageKey(this.#ledger.record, page, bytes));
    gained.add(page);
  }

  async #readCarried(gained: Set<PageId>): Promise<void> {
    for (let more = true; more;) {
      more = false;
      for (const [i, entry] of this.#unread.entries()) {
        const key = this.get(entry.keyId);
        if (!key || !entry.page) continue;
        this.#unread.splice(i, 1);
        const words = await openWords(entry, key);
        if (words?.ok) await this.#takeCarried(entry.page, key.id, words.value.payload, gained);
        more = true;
        break;
      }
    }
  }

  async #takeCarried(page: PageId, under: KeyId, payload: Bytes, gained: Set<PageId>): Promise<void> {
    const ids: KeyId[] = [];
    for (let at = 0; at + AEAD_KEY_BYTES <= payload.length; at += AEAD_KEY_BYTES) {
      const bytes = payload.slice(at, at + AEAD_KEY_BYTES);
      const id = keyIdOf(this.#ledger.record, page, bytes);
      ids.push(id);
      if (!this.#keys.has(id)) await this.#take(page, id, bytes, gained);
    }
    this.#carried.set(under, [...(this.#carried.get(under) ?? []), ...ids]);
  }
}

/** What a rotate's words say: the earlier keys, one after the other. */
export const carriedPayload = (keys: readonly PageKey[]): Bytes => concatBytes(...keys.map((key) => key.bytes));
