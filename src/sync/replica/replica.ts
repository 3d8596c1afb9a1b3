import { err, ok } from '#base';
import type { Clock, Random, Result } from '#base';
import type { OpeningKey } from '#crypto';
import type { LedgerStore, StorageError } from '#device';
import { Ledger } from '#ledger';
import type { Entry, Head, PageId, RecordId, Strand, Verdict, Who } from '#ledger';
import { carryOver } from '#record';
import type { HistoryOf, KnownVersion } from '#record';
import { TeamFold } from '#team';
import type { Team } from '#team';
import type { Preview } from '../preview/preview.ts';
import { BringBack } from './bring-back.ts';
import { Cards } from './cards.ts';
import { readHistory } from './history.ts';
import type { HistoryOptions } from './history.ts';
import type { FormerIdentity, Identity } from './identity.ts';
import { healingDrafts } from './healing.ts';
import { Keyring } from './keyring.ts';
import { OwnLog } from './own-log.ts';
import type { Draft } from './own-log.ts';
import type { PageBook } from './page-book.ts';
import { Receipts, sealOpened } from './receipts.ts';
import { Shelf } from './shelf.ts';
import { teamView, pageCards } from './team-view.ts';
import { nextEnding } from './endings.ts';
import { OnDisk } from './on-disk.ts';
import { createOpenPage } from './open-page.ts';
import { Timers } from './timers.ts';
import type { OpenPage, ReplicaError, ReplicaEvent, ReplicaProblem, TeamView } from './types.ts';

export interface ReplicaOptions {
  readonly record: RecordId;
  readonly identity: Identity;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens readers' receipts; the client's devices have it. */
  readonly receiptsKey: OpeningKey | null;
  /** Under which this very device wrote before (see `new-strand.ts`). */
  readonly former?: readonly FormerIdentity[];
  /** What is shown until the record itself is open. */
  readonly preview?: Preview | null;
}

/** How long typing rests before it is sealed, in milliseconds: few entries, and little to lose. */
const SEAL_AFTER_MS = 1000;
/** How long a device waits before it says what it has, so that one receipt speaks of many entries. */
const RECEIPT_AFTER_MS = 1500;
/** What was put right may show what else is wrong; more rounds than this would go in a circle. */
const MOST_HEALING = 4;
/** What could not be written is tried again after this long. */
const AGAIN_MS = 60_000;
/** Timers of browsers hold 31 bits; a day is soon enough to look again. */
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1000;

/**
 * The open record: the sealed ledger below, the plain pages above, and everything between: a change that this person makes is
 * batched, sealed and stored; an entry that comes in is checked, opened if it can be, and played if it counts.
 */
export class Replica {
  readonly record: RecordId;
  readonly ledger: Ledger;
  readonly identity: Identity;
  /** Under which this device writes, and wrote: what is sealed to any of them is for it. */
  readonly own: readonly FormerIdentity[];
  readonly log: OwnLog;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly clock: Clock;
  readonly #store: LedgerStore;
  readonly #fold: TeamFold;
  readonly #shelf: Shelf;
  readonly cards: Cards;
  readonly #receipts: Receipts;
  readonly #listeners = new Set<(event: ReplicaEvent) => void>();
  readonly #problems: ReplicaProblem[] = [];
  readonly #timers = new Timers();
  readonly #disk: OnDisk;
  readonly #bringBack: BringBack;
  readonly #openedPages = new Map<PageId, ReturnType<Clock>>();
  #here: ReadonlySet<Strand> = new Set();
  #fresh: Entry[] = [];
  /** What comes from the disk while it is opened in slices. */
  #restoring: Entry[] | null = null;
  readonly #again = new Set<PageId>();
  #settling: Promise<void> | null = null;
  #sealing: Promise<unknown> = Promise.resolve();
  #inFlight = 0;
  /** Of the other strands, the last entries that are on the pages: what a new entry of this device says that it has seen. */
  #cut: readonly Head[] = [];
  #unread = false;
  #healing: Promise<void> = Promise.resolve();
  #closed = false;
  #view: TeamView;
  #preview: Preview | null;
  /** Whether the record itself is open; what is written waits for it. */
  readonly opened: Promise<Result<void, StorageError>>;

  private constructor(options: ReplicaOptions) {
    this.record = options.record;
    this.identity = options.identity;
    this.random = options.random;
    this.clock = options.clock;
    this.#store = options.store;
    this.ledger = new Ledger(options.record);
    this.#fold = new TeamFold(this.ledger.index);
    const former = options.former ?? [];
    this.own = [options.identity, ...former];
    this.keyring = new Keyring(this.ledger, this.own);
    this.cards = new Cards(this.keyring);
    this.#receipts = new Receipts(this.ledger, options.receiptsKey);
    this.log = new OwnLog({ ...options, ledger: this.ledger, goesBy: () => this.#cut });
    this.#shelf = new Shelf({
      ledger: this.ledger,
      keyring: this.keyring,
      own: options.identity.strand,
      counts: (entry) => this.team.stateOf(entry.hash) === 'counts',
      isOfClients: (page, key) =>
        this.team.storedRotatesOf(page).some(({ keyId, strand }) => keyId === key && this.team.whoOf(strand) === 'client'),
      onDraft: (page) => {
        this.#timers.later(`seal ${page}`, SEAL_AFTER_MS, () => void this.sealDrafts(page));
      },
    });
    const own = options.identity.strand;
    this.#bringBack = new BringBack({ ledger: this.ledger, shelf: this.#shelf, own, former: former.map(({ strand }) => strand) });
    this.#disk = new OnDisk({
      ledger: this.ledger,
      store: options.store,
      own,
      onFailed: ({ type }) => {
        this.note({ type: 'storage', reason: type });
      },
    });
    this.ledger.onStored((entries, origin) => {
      if (origin !== 'disk' && this.ledger.index.hasForks) {
        const branched = new Set(this.ledger.branched());
        void this.#disk.keepBranched(entries.filter((entry) => branched.has(entry)));
      }
      this.#onStored(entries, origin === 'own');
    });
    this.#view = this.#buildView();
    this.#preview = options.preview ?? null;
    this.opened = this.#open();
  }

  /** Opens what lies on the disk, through the gate, and puts back what the outbox holds. Resolves when the pages can be read. */
  static async open(options: ReplicaOptions): Promise<Result<Replica, StorageError>> {
    const replica = Replica.begin(options);
    const opened = await replica.opened;
    return opened.ok ? ok(replica) : opened;
  }

  /** The same, at once: until `opened` resolves, the preview is what is seen, and nothing can be written. */
  static begin(options: ReplicaOptions): Replica {
    return new Replica(options);
  }

  get team(): Team {
    return this.#fold.team;
  }

  get isClient(): boolean {
    return this.team.isClientNow(this.identity.strand);
  }

  get me(): Who | null {
    return this.team.whoOf(this.identity.strand);
  }

  /** Whether a preview is what is seen. */
  get isOpening(): boolean {
    return this.#preview !== null;
  }

  view(): TeamView {
    return this.#preview?.view ?? this.#view;
  }

  problems(): readonly ReplicaProblem[] {
    return this.#problems;
  }

  /** Calls `listener` when something of that kind may look different. Ask again for what is shown. */
  subscribe(listener: (event: ReplicaEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page that this device can read now; `null` where it is not shared with it. */
  openPage(id: PageId): OpenPage | null {
    if (this.#preview) return this.#preview.openPage(id, () => void this.opened.then(() => this.#preview ?? this.markOpened(id)));
    const book = this.#shelf.get(id);
    return book && createOpenPage(this.#pageContext(book));
  }

  /** The pages that this device reads now. */
  books(): Iterable<PageBook> {
    return this.#shelf.books();
  }

  /** What the person of a device opened last, by page, with the entry that says so; known to the client alone. */
  openingsBy(strand: Strand): readonly (readonly [PageId, Entry])[] {
    return this.#receipts.openingsBy(strand);
  }

  /** Offers an update from a peer (`from`: its strand) or a file. Resolves when it was checked and stored, or not. */
  async offer(update: Uint8Array, from: Strand | 'file' = 'file'): Promise<Verdict> {
    const verdict = await this.ledger.offer(update, from);
    for (const fork of verdict.forks) this.note({ type: 'fork', who: this.team.whoOf(fork.stored.strand), strand: fork.stored.strand });
    return verdict;
  }

  /** Writes entries of this device, and resolves when what follows from them is on the screen too. */
  async write(drafts: readonly Draft[]): Promise<Result<readonly Entry[], ReplicaError>> {
    if (this.isOpening) await this.opened;
    const written = await this.log.write(drafts);
    if (!written.ok) this.#noteError(written.error);
    await this.settled();
    return written;
  }

  /** Seals what is unsealed on every page now: on blur, on hide, before closing. */
  async flush(): Promise<void> {
    await this.#sealAll();
    await this.log.idle();
    await this.settled();
    // What could not be sealed as it was has been written anew.
    await this.#sealAll();
    await this.log.idle();
  }

  /** Seals what is unsealed on one page. What was seen is cut at once; resolves when it is stored, or has failed and is said so. */
  async sealDrafts(page: PageId): Promise<void> {
    // The newest key may be on its way: whoever reads this page has the one before it.
    const key = this.currentKey(page) ?? this.keyring.keysOf(page).at(-1);
    const payloads = key ? this.#shelf.get(page)?.takeDrafts() : undefined;
    if (!key || !payloads || payloads.length === 0) return;
    this.#inFlight += 1;
    const sealing = this.log.write(payloads.map((payload) => ({ facts: { kind: 'change' }, page, words: { key, payload } })));
    this.#sealing = Promise.all([this.#sealing, sealing]).catch(() => undefined);
    const written = await sealing;
    this.#inFlight -= 1;
    if (!written.ok) this.#noteError(written.error);
  }

  /** Every version of an item or a text of a page: see `history.ts`. */
  async historyOf(page: PageId, of: HistoryOf, options: HistoryOptions = {}): Promise<readonly KnownVersion[] | null> {
    await this.opened;
    await this.sealDrafts(page);
    await this.settled();
    return readHistory({ shelf: this.#shelf, team: this.team }, page, of, options);
  }

  /** The key that a page's words are sealed under now, if this device has it. */
  currentKey(page: PageId) {
    const rotate = this.team.rotateOf(page);
    return rotate ? this.keyring.get(rotate.keyId) : null;
  }

  /** Who is linked to this device now. */
  showHere(strands: ReadonlySet<Strand>): void {
    this.#here = strands;
    this.#view = this.#buildView();
    this.#emit('team');
  }

  /** Adds a problem to be told on screen; the same one is told once. */
  note(problem: ReplicaProblem): void {
    if (this.#problems.some((known) => JSON.stringify(known) === JSON.stringify(problem))) return;
    this.#problems.push(problem);
    this.#emit('problem');
  }

  markOpened(page: PageId): void {
    if (this.isClient) return; // the client's own reading sends none
    this.#openedPages.set(page, this.clock());
    this.#timers.later('receipt', RECEIPT_AFTER_MS, () => void this.#writeReceipt());
  }

  /** Whether everything written so far is durable on this device. */
  async kept(): Promise<boolean> {
    await this.log.idle();
    return (await this.#store.settled()).ok;
  }

  /** Resolves when nothing is being taken in. */
  async settled(): Promise<void> {
    while (this.#settling) await this.#settling;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    if (this.#preview) {
      // Nothing was written yet: what is under way is given up.
      this.#closed = true;
      await this.opened;
      this.#preview.close();
    } else await this.flush();
    this.#closed = true;
    this.#timers.close();
    this.#listeners.clear();
    for (const book of this.#shelf.books()) book.close();
    this.keyring.clear();
    await this.#store.close();
    this.ledger.close();
  }

  // -- how it is opened ---------------------------------------------------------------------------------------------

  async #open(): Promise<Result<void, StorageError>> {
    // One after the other they are stored, and then looked at once: nobody sees the pages meanwhile.
    this.#restoring = this.#preview ? [] : null;
    const settled = () => {
      const entries = this.#restoring ?? [];
      this.#restoring = null;
      if (entries.length > 0 && !this.#closed) this.#onStored(entries, false);
      return this.settled();
    };
    const opened = await this.#disk.open({ settled, inSlices: this.#preview !== null, isGivenUp: () => this.#closed });
    if (this.#closed) return err({ type: 'gone' });
    if (opened.ok) this.#giveUpPreview();
    return opened;
  }

  /** From here on the record itself is what is seen. */
  #giveUpPreview(): void {
    const preview = this.#preview;
    if (!preview) return;
    this.#preview = null;
    for (const book of this.#shelf.books()) {
      const doc = preview.written(book.id);
      // No screen should write before; if one did, its words are not lost.
      if (doc && this.openPage(book.id)?.access === 'write') carryOver(doc, book.doc, book.kind, { of: doc.clientID, since: 0 });
    }
    for (const event of ['team', 'pages', 'ticks'] as const) this.#emit(event);
    preview.close();
  }

  // -- what comes in ------------------------------------------------------------------------------------------------

  #onStored(entries: readonly Entry[], own: boolean): void {
    if (this.#restoring) {
      this.#restoring.push(...entries);
      return;
    }
    const change = this.#fold.update();
    const fresh = new Set(entries.map((entry) => entry.hash));
    // Words that were stored before and count only now, or do not any more: their page is put together anew.
    for (const word of [...change.counted.filter((entry) => !fresh.has(entry.hash)), ...change.uncounted])
      if (word.page) this.#again.add(word.page);
    // What this device wrote is in its open page already: where it does not count, it is taken out.
    if (own) for (const word of change.held) if (word.page) this.#again.add(word.page);
    this.#shelf.take(entries, own);
    this.#fresh.push(...entries);
    if (entries.some((entry) => entry.strand !== this.identity.strand && entry.facts.kind !== 'seen')) this.#unread = true;
    this.#settling ??= this.#settle().finally(() => (this.#settling = null));
  }

  /** `again`: keys came by another way than by entries. */
  async #settle(again = false): Promise<void> {
    for (let all = again; (all || this.#fresh.length > 0) && !this.#closed; all = false) {
      const entries = this.#fresh;
      this.#fresh = [];
      const gained = new Set(await this.keyring.learn(entries));
      if (all) for (const page of this.team.pages()) gained.add(page);
      await this.#receipts.learn(entries);
      await this.cards.read(this.#cardEntries());
      const rebuilt = await this.#catchUpPages(gained);
      this.#view = this.#buildView();
      this.#emit('team');
      if (rebuilt) this.#emit('pages');
      await this.#bringBack.look(this.team);
      this.#emit('ticks');
      if (this.#view.state === 'off') this.#forget();
      void this.#disk.markDurable(entries).then((news) => {
        if (news) this.#emit('ticks');
      });
    }
    if (this.#unread) this.#timers.later('receipt', RECEIPT_AFTER_MS, () => void this.#writeReceipt());
    if (this.isClient || this.#hasOtherDevices() || this.team.undoneRotates().length > 0)
      this.#timers.later('heal', 0, () => void this.heal());
  }

  /**
   * Brings all pages up to what is stored, in one moment: an entry of this device says what its person had seen, by strand and not by
   * page, so there must be no moment in which one page is ahead of another.
   */
  async #catchUpPages(gained: ReadonlySet<PageId>): Promise<boolean> {
    let changed = false;
    for (;;) {
      const cut = this.#goesBy();
      changed = this.#setOut() || changed;
      const again = (page: PageId) => this.#again.has(page) || (gained.has(page) && this.#shelf.hasLocked(page));
      const plans = [...this.#shelf.books()].flatMap(({ id }) => this.#shelf.plan(id, again(id)) ?? []);
      // What asks for it from here on asks anew: what is sealed now may let other words count.
      const rebuilt = plans.flatMap((plan) => (plan.rebuild ? [plan.book.id] : []));
      for (const page of rebuilt) this.#again.delete(page);
      if (rebuilt.length > 0) await this.#sealAll();
      const unseen = this.isOpening;
      const ready = await Promise.all(plans.map((plan) => this.#shelf.prepare(plan, unseen)));
      if (this.#closed) return changed;
      if (!ready.every((plan) => this.#shelf.fits(plan) && !this.#again.has(plan.book.id) && !(plan.rebuild && this.#inFlight > 0))) {
        for (const page of rebuilt) this.#again.add(page);
        continue;
      }
      // What was typed meanwhile was written without having seen the news: it is sealed by what was seen before.
      if (ready.some((plan) => this.#shelf.bringsNews(plan))) void this.#sealAll();
      let sound = true;
      for (const plan of ready) {
        const done = unseen ? await this.#shelf.carryOutInSlices(plan) : this.#shelf.carryOut(plan);
        changed = done === true || changed;
        if (done === null) this.#again.add(plan.book.id);
        sound &&= done !== null;
      }
      if (!sound) continue;
      this.#cut = cut;
      return changed;
    }
  }

  /** Opens the pages that this device may read now, and shuts the others. */
  #setOut(): boolean {
    let changed = false;
    const may = (page: PageId) => this.me !== null && this.team.rightOf(this.me, page) !== 'none' && this.keyring.keysOf(page).length > 0;
    // First by what is open: what a page is called now may lie under a key that this device was not given.
    for (const { id } of [...this.#shelf.books()]) {
      if (may(id)) continue;
      this.#shelf.shut(id);
      changed = true;
    }
    for (const [page, card] of pageCards(this.team, this.cards)) {
      if (!may(page)) continue;
      changed ||= this.#shelf.get(page) === null;
      this.#shelf.open(page, card.kind);
    }
    return changed;
  }

  async #sealAll(): Promise<void> {
    await Promise.all([...this.#shelf.books()].map((book) => this.sealDrafts(book.id)));
    await this.#sealing;
  }

  #cardEntries(): Entry[] {
    return [
      ...this.team.pages().flatMap((page) => this.team.pageEntry(page) ?? []),
      ...this.team.members().map(({ admittedBy }) => admittedBy),
      ...this.team.grantsWithWords(),
    ];
  }

  /** Taken off: this device forgets every key. The sealed ledger stays for a while: a thief who removes everybody destroys nothing. */
  #forget(): void {
    this.keyring.clear();
    for (const book of [...this.#shelf.books()]) this.#shelf.shut(book.id);
    this.#emit('pages');
  }

  // -- what goes out ------------------------------------------------------------------------------------------------

  /** Of every other strand (each branch of a forked one) the last entry whose word stands (or was accepted): what is held is never built on. */
  #goesBy(): readonly Head[] {
    const heads: Head[] = [];
    for (const head of this.ledger.heads()) {
      if (head.strand === this.identity.strand) continue;
      let entry = this.ledger.index.get(head.hash);
      while (entry && !this.team.isGoneBy(entry)) entry = entry.prev ? this.ledger.index.get(entry.prev) : undefined;
      // Two branches may go back to one entry.
      const last = entry;
      if (last && !heads.some(({ hash }) => hash === last.hash)) heads.push({ strand: last.strand, seq: last.seq, hash: last.hash });
    }
    return heads;
  }

  /** Puts keys right, as far as this device may: see `healing.ts`. One after the other: two at once would change a key twice. */
  heal(): Promise<void> {
    const turn = this.#healing.then(() => this.#heal());
    this.#healing = turn.catch(() => undefined);
    return turn;
  }

  async #heal(): Promise<void> {
    for (let round = 0; round < MOST_HEALING && !this.#closed; round++) {
      const drafts = await healingDrafts(this);
      const written = drafts.length > 0 ? await this.write(drafts) : null;
      if (!written?.ok || written.value.length === 0) break;
    }
    const next = this.isClient ? nextEnding(this) : null;
    this.#timers.cancel('ending');
    if (next === null) return;
    const left = next - this.clock();
    // An end that has come and is still there could not be written (the disk is full, say): not again at once.
    this.#timers.later('ending', left > 0 ? Math.min(left, LONGEST_TIMER_MS) : AGAIN_MS, () => void this.heal());
  }

  #hasOtherDevices(): boolean {
    const { me } = this;
    return me !== null && this.team.members().some(({ member, strands }) => member === me && strands.length > 1);
  }

  /** Whether words of this device's own keep it from writing on a page on which it may: their Yjs clocks would be used twice. */
  hasWordsInTheWay(): boolean {
    return [...this.#shelf.books()].some(
      (book) => this.team.mayWrite(this.identity.strand, book.id) && this.openPage(book.id)?.readOnly === 'words-held',
    );
  }

  /** Takes in every page key that lies in a box for the root: who holds the recovery sheet is the client. */
  async openWithRoot(root: OpeningKey): Promise<void> {
    await this.settled();
    await this.keyring.learnAsRoot(root);
    this.#settling ??= this.#settle(true).finally(() => (this.#settling = null));
    await this.settled();
  }

  async #writeReceipt(): Promise<void> {
    const key = this.team.receiptsKey();
    if (this.#closed || !key || !this.team.isOn(this.identity.strand)) return;
    if (!this.#unread && this.#openedPages.size === 0) return;
    const opened = new Map(this.#openedPages);
    this.#openedPages.clear();
    this.#unread = false;
    const facts = async (place: { strand: Strand; seq: number }) =>
      ok({ kind: 'seen' as const, opened: await sealOpened(opened, key, { record: this.record, ...place }) });
    await this.log.write([{ facts, page: null, words: null }]);
  }

  #emit(event: ReplicaEvent): void {
    if (this.#preview && event !== 'problem') return; // what is seen has not changed
    for (const listener of [...this.#listeners]) listener(event);
  }

  #noteError(error: ReplicaError): void {
    if (error.type === 'storage') this.note(error);
    // What the own gate refuses is not kept either.
    if (error.type === 'refused' || error.type === 'too-large') this.note({ type: 'storage', reason: 'failed' });
  }

  #buildView(): TeamView {
    return teamView({
      team: this.team,
      cards: this.cards,
      receipts: this.#receipts,
      identity: this.identity,
      here: this.#here,
      keyring: this.keyring,
      shelf: this.#shelf,
    });
  }

  #pageContext(book: PageBook) {
    return {
      book,
      team: this.team,
      identity: this.identity,
      receipts: this.#receipts,
      isDurable: (entry: Entry) => this.#disk.isDurable(entry),
      clock: this.clock,
      shelf: this.#shelf,
      markOpened: () => {
        this.markOpened(book.id);
      },
    };
  }
}
