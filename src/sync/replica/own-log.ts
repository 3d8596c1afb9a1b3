import { err, ok } from '#base';
import type { Bytes, Clock, Random, Result } from '#base';
import type { LedgerStore } from '#device';
import { compareHeads, sealEntry } from '#ledger';
import type { Entry, Facts, Head, Ledger, PageId, PageKey, Strand } from '#ledger';
import type { Identity } from './identity.ts';
import type { ReplicaError } from './types.ts';

/** Where an entry will lie: key boxes are bound to it. */
export interface Place {
  readonly strand: Strand;
  readonly seq: number;
}

/** An entry to be written: what it says, clear and sealed. */
export interface Draft {
  /** `null`: nothing to say after all. */
  readonly facts: Facts | ((place: Place) => Promise<Result<Facts | null, ReplicaError>>);
  readonly page: PageId | null;
  readonly words: { readonly key: PageKey; readonly payload: Bytes } | null;
}

/** What a writer had seen when it wrote: cut at once, before anything new is played; sealed after. */
export type Cut = readonly Head[];

interface Tools {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly random: Random;
  /** The last entries that this device goes by now, of all strands but its own. */
  readonly goesBy: () => Cut;
}

/**
 * Writes this device's own strand: one batch at a time, each entry durable in the outbox before it is in the ledger or on a link.
 * Once the disk refuses, nothing more is claimed to be kept.
 */
export class OwnLog {
  readonly #tools: Tools;
  #queue: Promise<unknown> = Promise.resolve();
  #last: Entry | null = null;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  cut(): Cut {
    return this.#tools.goesBy();
  }

  /** Resolves when everything asked for before is written or has failed. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  /** Seals and stores a batch, in order. The whole batch goes by what was seen at `cut`. */
  write(drafts: readonly Draft[], cut: Cut = this.cut()): Promise<Result<readonly Entry[], ReplicaError>> {
    const time = this.#tools.clock();
    const turn = this.#queue.then(async () => {
      const written: Entry[] = [];
      for (const draft of drafts) {
        const entry = await this.#seal(draft, cut, time);
        if (!entry.ok) return entry;
        if (!entry.value) continue;
        const kept = await this.#keep(entry.value);
        if (!kept.ok) return kept;
        written.push(entry.value);
      }
      return ok(written);
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #seal(draft: Draft, cut: Cut, time: ReturnType<Clock>): Promise<Result<Entry | null, ReplicaError>> {
    const { ledger, identity, random } = this.#tools;
    const prev = this.#last ?? ledger.headOf(identity.strand);
    const place = { strand: identity.strand, seq: prev ? prev.seq + 1 : 0 };
    const facts = typeof draft.facts === 'function' ? await draft.facts(place) : ok(draft.facts);
    if (!facts.ok) return facts;
    if (!facts.value) return ok(null);
    return sealEntry(
      {
        record: ledger.record,
        ...place,
        prev: prev?.hash ?? null,
        parents: this.#movedSince(prev, cut),
        facts: facts.value,
        page: draft.page,
        words: draft.words ? { key: draft.words.key, say: { time, payload: draft.words.payload } } : null,
      },
      identity.signer,
      random,
    );
  }

  /** Of what was gone by, what the strand's last entry does not build on already. */
  #movedSince(prev: Entry | null, cut: Cut): readonly Head[] {
    const { index } = this.#tools.ledger;
    return cut
      .filter((head) => {
        const entry = index.get(head.hash);
        return entry && !(prev && index.has(prev, entry));
      })
      .toSorted(compareHeads);
  }

  async #keep(entry: Entry): Promise<Result<void, ReplicaError>> {
    const { ledger, store, identity } = this.#tools;
    const stored = await store.keepOwn(entry.seq, entry.bytes);
    if (!stored.ok) return err({ type: 'storage', reason: stored.error.type });
    const verdict = await ledger.append([entry], 'own');
    if (!verdict.admitted.some((admitted) => admitted.hash === entry.hash)) {
      return err({ type: 'refused', reason: verdict.refusals[0]?.type ?? (verdict.forks.length > 0 ? 'fork' : 'waiting') });
    }
    this.#last = ledger.headOf(identity.strand);
    return ok(undefined);
  }
}
