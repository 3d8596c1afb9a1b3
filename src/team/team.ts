import { MEET_PAGE } from '#ledger';
import type { BoxKey } from '#crypto';
import type { DeviceKeys, Entry, EntryHash, EntryOf, Head, KeyId, LedgerIndex, MemberId, PageId, Right, Strand, Who } from '#ledger';
import { readClaims } from './claims.ts';
import type { Cut } from './cuts.ts';
import type { Folded } from './folded.ts';
import { firstOf, latestOf, latestOnes } from './order.ts';
import type { RuleId } from './rules.ts';

/** Why an entry does not count: the rule that it broke, and the cuts that it is not past (if that is why). */
export interface Held {
  readonly rule: RuleId;
  readonly cuts: readonly Cut[];
}

/** A person on the team, or who was. */
export interface Member {
  readonly member: MemberId;
  /** Their devices, those taken off included. */
  readonly strands: readonly Strand[];
  /** Whether any of their devices is on the team. */
  readonly on: boolean;
  readonly admittedBy: EntryOf<'admit'>;
}

/** Entries whose words say something to whoever reads their page. */
const WORDED = ['change', 'page', 'admit', 'grant'] as const;

const ORDER: Record<Right | 'none', number> = { none: 0, see: 1, write: 2 };

/** Whether a right is at least another: `write` includes `see`. */
export const includesRight = (right: Right | 'none', asked: Right): boolean => ORDER[right] >= ORDER[asked];

/** The team as the stored entries make it: who is on it, what each may do, and what counts. Made by `TeamFold`; read, never changed. */
export class Team {
  readonly #folded: Folded;
  // What is asked again with every entry that comes in: a team entry makes another `Team`, and no other can change these answers.
  readonly #rotates = new Map<PageId, EntryOf<'rotate'> | null>();
  readonly #pageEntries = new Map<PageId, EntryOf<'page'> | null>();
  readonly #rights = new Map<string, Right | 'none'>();
  #members: readonly Member[] | null = null;
  #claims: ReadonlyMap<Strand, Who> | null = null;
  #devices: readonly Strand[] | null = null;
  #pages: readonly PageId[] | null = null;

  constructor(folded: Folded) {
    this.#folded = folded;
  }

  get index(): LedgerIndex {
    return this.#folded.stored.index;
  }

  /** Throws where nothing with that hash is stored. */
  stateOf(hash: EntryHash): 'counts' | 'held' {
    return this.#folded.words.counts(this.#stored(hash)) ? 'counts' : 'held';
  }

  /** Why an entry is held; `null` where it counts. */
  whyHeld(hash: EntryHash): Held | null {
    return this.#folded.words.whyHeld(this.#stored(hash));
  }

  /** Whether words lie on a branch of which another one counts (T4.4, T4.5, T4.7): no accept lets them count, their author writes them again. */
  isSetAside(entry: Entry): boolean {
    return this.#folded.branches.isSetAside(entry);
  }

  /** The first `accept` that covers words; `null` where none does. */
  acceptedBy(hash: EntryHash): EntryOf<'accept'> | null {
    return this.#folded.words.acceptOf(this.#stored(hash));
  }

  /** Whether a writer goes by an entry: its author's word stands, or it is accepted. What is held is never a parent. */
  isGoneBy(entry: Entry): boolean {
    return this.#folded.standing.stands(entry) || this.#folded.words.isAccepted(entry);
  }

  /** Whether an entry has another one, which a head names, among its ancestors. */
  isAfter(entry: Entry, head: Head): boolean {
    const other = this.index.get(head.hash);
    return other !== undefined && this.index.has(entry, other);
  }

  /** Words that do not count, in causal order. */
  held(): readonly Entry[] {
    return [...this.#folded.words.held];
  }

  /** The person who writes with a strand; `null` for one that no counting entry names. */
  whoOf(strand: Strand): Who | null {
    return this.#folded.client.isMade(strand) ? 'client' : (this.#folded.names.get(strand)?.member ?? null);
  }

  /**
   * Whom held words are from: as `whoOf`, else a member for whom some device named this one without its word standing.
   * For showing what is held, and for nothing else.
   */
  claimOf(strand: Strand): Who | null {
    const [claimed = null] = [...this.#folded.cuts.membersNaming(strand)].sort();
    if (this.whoOf(strand) ?? claimed) return this.whoOf(strand) ?? claimed;
    this.#claims ??= readClaims(this.#folded.stored, this.#folded.client);
    return this.#claims.get(strand) ?? null;
  }

  /** The keys of a device, from the first standing entry that names it. */
  keysOf(strand: Strand): DeviceKeys | null {
    const { client, names, stored } = this.#folded;
    const making = firstOf(
      client.makingsOf(strand).filter((entry) => client.counts(entry)),
      stored.index,
    );
    const entry = making ?? (client.isMade(strand) ? null : names.get(strand)?.entry);
    return entry && 'device' in entry.facts ? entry.facts.device : null;
  }

  /** Whether a device is on the team now. */
  isOn(strand: Strand): boolean {
    const { client, cuts, names } = this.#folded;
    return client.isMade(strand) ? client.isNow(strand) : names.has(strand) && cuts.reaching(strand).length === 0;
  }

  /** Whether a device is one of the client's now. */
  isClientNow(strand: Strand): boolean {
    return this.#folded.client.isNow(strand);
  }

  /** Whether two entries of a strand claim one place. Such a device takes a new strand. */
  isForked(strand: Strand): boolean {
    const { stored, branches } = this.#folded;
    return stored.index.hasForks && stored.ofStrand(strand).some((entry) => branches.isForked(entry));
  }

  /** Everyone who was ever let in, in the order of their numbers. */
  members(): readonly Member[] {
    return (this.#members ??= this.#readMembers());
  }

  /** The client's devices of now. */
  clientDevices(): readonly Strand[] {
    return [...this.#folded.client.strands()].filter((strand) => this.isClientNow(strand)).sort((a, b) => a - b);
  }

  /**
   * Of each device that ever was the client's the last entry that no recovery so far cut off: where the next recovery draws its line if it
   * takes nothing more away. What was vouched for past a cut is left out: the line would let in all that lies before it.
   */
  clientLine(): readonly Head[] {
    const { client, root, stored } = this.#folded;
    return [...client.strands()].flatMap((strand): Head[] => {
      const last = stored
        .ofStrand(strand)
        .findLast((entry) => root.chain.every((recover) => client.isMadeSince(strand, recover) || root.isOnLine(recover, entry)));
      return last ? [{ strand, seq: last.seq, hash: last.hash }] : [];
    });
  }

  /** Every device on the team now: the client's, members', keepers'. */
  devices(): readonly Strand[] {
    const { client, names } = this.#folded;
    return (this.#devices ??= [...new Set([...client.strands(), ...names.keys()])]
      .filter((strand) => this.isOn(strand))
      .sort((a, b) => a - b));
  }

  /** What a person may do on a page now. */
  rightOf(who: Who, page: PageId): Right | 'none' {
    if (who === 'client') return 'write';
    const asked = `${who} ${page}`;
    const known = this.#rights.get(asked);
    if (known !== undefined) return known;
    const right = this.#readRight(who, page);
    this.#rights.set(asked, right);
    return right;
  }

  /** The grants that say a member's right of now, given last: what they say of its end is what holds. Empty where there is none. */
  latestGrants(member: MemberId, page: PageId, right: Right): readonly EntryOf<'grant'>[] {
    return this.#folded.grants.latest(member, page, right);
  }

  /** The counting grants that say more than their right: when it ends. */
  grantsWithWords(): readonly EntryOf<'grant'>[] {
    return this.#folded.client.of('grant').filter(({ keyId }) => keyId !== null);
  }

  /** The number of the latest recovery; 0 where there was none. */
  recoveries(): number {
    return this.#folded.root.chain[0]?.facts.number ?? 0;
  }

  /** What a device may do on a page now: its person's right, while it is on. */
  rightOfDevice(strand: Strand, page: PageId): Right | 'none' {
    const who = this.whoOf(strand);
    return who && this.isOn(strand) ? this.rightOf(who, page) : 'none';
  }

  /** Whether words that a device wrote now on a page would count. */
  mayWrite(strand: Strand, page: PageId): boolean {
    return this.rightOfDevice(strand, page) === 'write' && !this.isForked(strand);
  }

  maySee(strand: Strand, page: PageId): boolean {
    return includesRight(this.rightOfDevice(strand, page), 'see');
  }

  /** The devices that should hold a page's key, in the order of strands. */
  readersOf(page: PageId): readonly Strand[] {
    return this.devices().filter((strand) => this.maySee(strand, page));
  }

  /** Pages that a counting entry made or gave a key. */
  pages(): readonly PageId[] {
    const { client } = this.#folded;
    return (this.#pages ??= [...new Set([...client.of('page'), ...client.of('rotate')].flatMap((entry) => entry.page ?? []))].sort());
  }

  /** The latest counting `page` entry of a page: what says its kind, title and order. */
  pageEntry(page: PageId): EntryOf<'page'> | null {
    const known = this.#pageEntries.get(page);
    if (known !== undefined) return known;
    const latest = latestOf(
      this.#folded.client.of('page').filter((entry) => entry.page === page),
      this.index,
    );
    this.#pageEntries.set(page, latest);
    return latest;
  }

  /** The `rotate` that says which key is the page's (T6.1). */
  rotateOf(page: PageId): EntryOf<'rotate'> | null {
    const known = this.#rotates.get(page);
    if (known !== undefined) return known;
    const latest = latestOf(this.countingRotatesOf(page), this.index);
    this.#rotates.set(page, latest);
    return latest;
  }

  countingRotatesOf(page: PageId): readonly EntryOf<'rotate'>[] {
    return this.#folded.client.of('rotate').filter((rotate) => rotate.page === page);
  }

  /** The rotates of a page, those that do not count included: words may lie under their keys too. */
  storedRotatesOf(page: PageId): readonly EntryOf<'rotate'>[] {
    return this.#folded.stored.ofKind('rotate').filter((rotate) => rotate.page === page);
  }

  /** The rotates that do not count. */
  undoneRotates(): readonly EntryOf<'rotate'>[] {
    const { client, stored } = this.#folded;
    return stored.ofKind('rotate').filter((rotate) => !client.counts(rotate));
  }

  /** Whether words of a page count that lie under a key. */
  hasWordsUnder(page: PageId, key: KeyId): boolean {
    const { stored, words } = this.#folded;
    return WORDED.some((kind) => stored.ofKind(kind).some((entry) => entry.page === page && entry.keyId === key && words.counts(entry)));
  }

  /** The shares that stand and hand on a key of a page. */
  sharesOf(page: PageId): readonly EntryOf<'share'>[] {
    return this.#folded.stored.ofKind('share').filter((share) => share.page === page && this.#folded.standing.stands(share));
  }

  /** The counting admits, in causal order: for the history of the team. */
  countingAdmits(): readonly EntryOf<'admit'>[] {
    return this.#folded.client.of('admit');
  }

  /** The counting removals of a device, or of whoever has it, in causal order. */
  removalsOf(strand: Strand): readonly EntryOf<'remove'>[] {
    const who = this.whoOf(strand);
    return this.#folded.client
      .of('remove')
      .filter(({ facts: { target } }) => ('member' in target ? target.member === who : target.strand === strand));
  }

  /** The root's keys of now: of the latest recovery, else of `begin`. `null` while the ledger is empty. */
  rootKeys(): DeviceKeys | null {
    const facts = this.#rootFacts();
    return facts && { sign: facts.rootSign, box: facts.rootBox };
  }

  /** What receipts are sealed to now. */
  receiptsKey(): BoxKey | null {
    return this.#rootFacts()?.receipts ?? null;
  }

  /** Of each strand (each branch) the last entry that a writer goes by. */
  heads(): readonly Entry[] {
    const { stored } = this.#folded;
    return [...stored.strands()].flatMap((strand) => this.#headsOf(stored.ofStrand(strand)));
  }

  /**
   * The parents of the next entry of a strand: the heads that its device goes by and that its last entry had not seen.
   * What another of them has among its ancestors is left out, being said already. Sorted as an entry asks.
   */
  parentsFor(strand: Strand): readonly Head[] {
    const own = this.#folded.stored.ofStrand(strand).at(-1);
    const others = this.heads().filter((head) => head.strand !== strand && !(own && this.index.has(own, head)));
    return others
      .filter((head) => !others.some((other) => this.index.has(other, head)))
      .map(({ strand: of, seq, hash }) => ({ strand: of, seq, hash }))
      .sort((a, b) => a.strand - b.strand || (a.hash < b.hash ? -1 : 1));
  }

  #headsOf(entries: readonly Entry[]): readonly Entry[] {
    if (!this.index.hasForks) {
      const last = entries.findLast((entry) => this.isGoneBy(entry));
      return last ? [last] : [];
    }
    return latestOnes(
      entries.filter((entry) => this.isGoneBy(entry)),
      this.index,
    );
  }

  #rootFacts() {
    const { chain, begin } = this.#folded.root;
    return chain[0]?.facts ?? begin?.facts ?? null;
  }

  #readRight(member: MemberId, page: PageId): Right | 'none' {
    if (!this.members().some((one) => one.member === member && one.on)) return 'none';
    if (this.#folded.grants.has(member, page, 'write')) return 'write';
    return page === MEET_PAGE || this.#folded.grants.has(member, page, 'see') ? 'see' : 'none';
  }

  #readMembers(): readonly Member[] {
    const { names, client } = this.#folded;
    const admits = new Map<MemberId, EntryOf<'admit'>[]>();
    for (const admit of client.of('admit')) admits.set(admit.facts.member, [...(admits.get(admit.facts.member) ?? []), admit]);
    const strands = new Map<MemberId, Strand[]>();
    for (const [strand, { member }] of names) strands.set(member, [...(strands.get(member) ?? []), strand]);
    const inOrder = [...admits].sort(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.flatMap(([member, ofMember]): Member[] => {
      const admittedBy = firstOf(ofMember, this.index);
      const own = (strands.get(member) ?? []).filter((strand) => !client.isMade(strand)).sort((a, b) => a - b);
      return admittedBy && own.length > 0 ? [{ member, strands: own, on: own.some((strand) => this.isOn(strand)), admittedBy }] : [];
    });
  }

  #stored(hash: EntryHash): Entry {
    const entry = this.index.get(hash);
    if (!entry) throw new RangeError('No entry with this hash is stored.');
    return entry;
  }
}
