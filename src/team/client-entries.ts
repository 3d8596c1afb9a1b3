import { isKind } from '#ledger';
import type { Entry, EntryHash, EntryOf, Kind, Strand } from '#ledger';
import type { Root } from './root.ts';
import { brokenRule } from './rules.ts';
import type { Rule, RuleId } from './rules.ts';
import type { Stored } from './stored.ts';

/** What the client's devices write about the team. `seen` and `share` are also members'; `link` is theirs alone. */
const CLIENT_KINDS: readonly Kind[] = [
  'begin',
  'recover',
  'clink',
  'admit',
  'page',
  'grant',
  'revoke',
  'rotate',
  'share',
  'remove',
  'accept',
  'seen',
];

const isClientKind = (kind: Kind): boolean => CLIENT_KINDS.includes(kind);

/** Step 2 of the fold: the team entries of the client's devices. Forks make no difference: two branches are like two devices. */
export class ClientEntries {
  static readonly #RULES: readonly Rule<ClientEntries>[] = [
    { id: 'T2.1', holds: (_, entry) => isClientKind(entry.facts.kind) },
    { id: 'T2.2', holds: (client, entry) => client.isTheirs(entry) },
    { id: 'T2.3', holds: (client, entry) => client.#keptByRoot(entry) },
  ];

  readonly #stored: Stored;
  readonly #root: Root;
  /** What made a strand one of the client's devices. */
  readonly #makings = new Map<Strand, Entry[]>();
  readonly #counting = new Set<EntryHash>();

  constructor(stored: Stored, root: Root) {
    this.#stored = stored;
    this.#root = root;
    if (root.begin) this.#make(root.begin.strand, root.begin);
    for (const recover of stored.ofKind('recover')) this.#make(recover.strand, recover);
    const candidates = stored.index.entries.filter((entry) => isClientKind(entry.facts.kind));
    // Once, in causal order, is nearly always enough; a device made the client's again after a recovery asks for another round.
    for (let more = true; more;) {
      more = false;
      for (const entry of candidates) if (this.take(entry) && isKind(entry, 'clink')) more = true;
    }
  }

  /** Lets an entry count if it keeps the rules; `true` where it is new. */
  take(entry: Entry): boolean {
    if (this.#counting.has(entry.hash) || this.brokenRule(entry) !== null) return false;
    this.#counting.add(entry.hash);
    const strand = this.#stored.strandNamedBy(entry);
    if (isKind(entry, 'clink') && strand !== null) this.#make(strand, entry);
    return true;
  }

  counts(entry: Entry): boolean {
    return this.#counting.has(entry.hash);
  }

  /** The counting entries of a kind, in causal order. */
  of<K extends Kind>(kind: K): readonly EntryOf<K>[] {
    return this.#stored.ofKind(kind).filter((entry) => this.#counting.has(entry.hash));
  }

  /** Whether a strand ever was made one of the client's. */
  isMade(strand: Strand): boolean {
    return this.#makings.has(strand);
  }

  /** Whether a strand is one of the client's devices now: no recovery of the chain reaches it. */
  isNow(strand: Strand): boolean {
    return this.isMade(strand) && this.#root.chain.every((recover) => this.isMadeSince(strand, recover));
  }

  isMadeSince(strand: Strand, recover: EntryOf<'recover'>): boolean {
    return this.makingsOf(strand).some((making) => making.hash === recover.hash || this.#stored.index.has(making, recover));
  }

  makingsOf(strand: Strand): readonly Entry[] {
    return this.#makings.get(strand) ?? [];
  }

  /** The strands that ever were the client's. */
  strands(): Iterable<Strand> {
    return this.#makings.keys();
  }

  /** T2.2: what made the device the client's is among the entry's ancestors, or is the entry. */
  isTheirs(entry: Entry): boolean {
    return this.makingsOf(entry.strand).some((making) => making.hash === entry.hash || this.#stored.index.has(entry, making));
  }

  /** The rule of step 2 that an entry breaks. */
  brokenRule(entry: Entry): RuleId | null {
    return brokenRule(ClientEntries.#RULES, this, entry);
  }

  #keptByRoot(entry: Entry): boolean {
    return this.#root.chain.every((recover) => this.#root.isOnLine(recover, entry) || this.isMadeSince(entry.strand, recover));
  }

  #make(strand: Strand, making: Entry): void {
    this.#makings.set(strand, [...this.makingsOf(strand), making]);
  }
}
