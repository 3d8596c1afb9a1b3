import type { Instant, Random } from '#base';
import { compareHeads, sealEntry } from '#ledger';
import type { Entry, Facts, Head, PageId, PageKey, RecordId, Strand } from '#ledger';
import type { Bytes } from '#base';
import type { Identity } from '../replica/identity.ts';

/** What a hand seals next. */
export interface Writing {
  readonly time: Instant;
  readonly facts: (place: { readonly strand: Strand; readonly seq: number }) => Facts | Promise<Facts>;
  readonly page: PageId | null;
  readonly words: { readonly key: PageKey; readonly payload: Bytes } | null;
}

/**
 * One person's device, as far as others can tell: its entries are sealed and signed as a replica does it, each by somebody who had seen all
 * that was written before. It holds no copy of the record, so a team's years are written in seconds.
 */
export class Hand {
  readonly identity: Identity;
  readonly #record: RecordId;
  readonly #random: Random;
  #prev: Entry | null = null;
  /** Of each other strand, the last entry that one of this strand names. */
  readonly #knew = new Map<Strand, number>();

  constructor(record: RecordId, identity: Identity, random: Random) {
    this.#record = record;
    this.identity = identity;
    this.#random = random;
  }

  /** `heads`: the last entry of every strand of the record. */
  async write(writing: Writing, heads: Iterable<Head>): Promise<Entry> {
    const { strand, signer } = this.identity;
    const place = { strand, seq: this.#prev ? this.#prev.seq + 1 : 0 };
    const { words, time } = writing;
    const sealed = await sealEntry(
      {
        record: this.#record,
        ...place,
        prev: this.#prev?.hash ?? null,
        parents: [...heads]
          .filter((head) => head.strand !== strand && head.seq > (this.#knew.get(head.strand) ?? -1))
          .toSorted(compareHeads),
        facts: await writing.facts(place),
        page: writing.page,
        words: words && { key: words.key, say: { time, payload: words.payload } },
      },
      signer,
      this.#random,
    );
    if (!sealed.ok) throw new Error('A made-up deed is larger than an entry may be.');
    const entry = sealed.value;
    this.#prev = entry;
    for (const parent of entry.parents) this.#knew.set(parent.strand, parent.seq);
    return entry;
  }
}
