import { isKind } from '#ledger';
import type { Entry, EntryOf, MemberId, Strand } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import type { Root } from './root.ts';
import type { Stored } from './stored.ts';

/** What ends a right or a membership. Its ancestors are the line: what it had seen stays. */
export type Cut = EntryOf<'remove'> | EntryOf<'revoke'> | EntryOf<'recover'>;

const NO_MEMBERS: ReadonlySet<MemberId> = new Set();

/** Whom each cut reaches. Settled before it is known whose word stands: a device counts here for everyone who ever named it theirs. */
export class Cuts {
  readonly #stored: Stored;
  readonly #root: Root;
  readonly #client: ClientEntries;
  readonly #removes: readonly EntryOf<'remove'>[];
  readonly #members: ReadonlyMap<Strand, ReadonlySet<MemberId>>;
  readonly #reaching = new Map<Strand, readonly Cut[]>();

  constructor(stored: Stored, root: Root, client: ClientEntries) {
    this.#stored = stored;
    this.#root = root;
    this.#client = client;
    this.#removes = client.of('remove');
    this.#members = membersNaming(stored, client);
  }

  reaches(cut: Cut, strand: Strand): boolean {
    if (isKind(cut, 'recover')) return this.#client.isMade(strand) && !this.#client.isMadeSince(strand, cut);
    if (isKind(cut, 'revoke')) return this.membersNaming(strand).has(cut.facts.member);
    const { target } = cut.facts;
    return 'member' in target ? this.membersNaming(strand).has(target.member) : target.strand === strand;
  }

  /** The removals or recoveries that end the word of a strand (T3.3, T3.4). */
  reaching(strand: Strand): readonly Cut[] {
    const known = this.#reaching.get(strand);
    if (known) return known;
    const all: readonly Cut[] = this.#client.isMade(strand) ? this.#root.chain : this.#removes;
    const reaching = all.filter((cut) => this.reaches(cut, strand));
    this.#reaching.set(strand, reaching);
    return reaching;
  }

  /** Whether a cut had seen an entry; a recovery says so by its line. */
  hadSeen(cut: Cut, entry: Entry): boolean {
    return isKind(cut, 'recover') ? this.#root.isOnLine(cut, entry) : this.#stored.index.has(cut, entry);
  }

  membersNaming(strand: Strand): ReadonlySet<MemberId> {
    return this.#members.get(strand) ?? NO_MEMBERS;
  }
}

/** By strand, the members whom a counting admit, or any link that goes back to one, names it for. */
const membersNaming = (stored: Stored, client: ClientEntries): ReadonlyMap<Strand, ReadonlySet<MemberId>> => {
  const members = new Map<Strand, Set<MemberId>>();
  const name = (strand: Strand | null, member: MemberId): boolean => {
    if (strand === null || members.get(strand)?.has(member)) return false;
    members.set(strand, (members.get(strand) ?? new Set()).add(member));
    return true;
  };
  for (const admit of client.of('admit')) name(stored.strandNamedBy(admit), admit.facts.member);
  const links = stored.ofKind('link');
  for (let more = true; more;) {
    more = false;
    for (const link of links)
      for (const member of members.get(link.strand) ?? []) if (name(stored.strandNamedBy(link), member)) more = true;
  }
  return members;
};
