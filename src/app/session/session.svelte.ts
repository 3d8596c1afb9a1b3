import { getContext, setContext } from 'svelte';
import { systemClock, systemRandom } from '#base';
import type { Random } from '#base';
import type { Device } from '#device';
import type { PageId, Who } from '#ledger';
import type { PageKind, Row, StructId } from '#record';
import type { Attachments, LinkView, OpenPage, OpenRecord, PageView, Person, Replica, ReplicaProblem, Seal, TeamView, Tick } from '#sync';
import { words } from '../words/index.ts';
import { Draft } from './drafts.svelte.ts';
import { pageName } from './page-name.ts';
import { Finder } from './finder.svelte.ts';
import { LiveItems } from './live-items.svelte.ts';
import { News } from './news.svelte.ts';

const LINKS_EVERY_MS = 1500;
const NOW_EVERY_MS = 30_000;

/** One open page as runes: what it holds now, and who wrote it. Made again when the page's document is another one. */
export class LivePage {
  /** The newest that is known of it: same document, but the team may have changed. */
  open: OpenPage;
  readonly #session: Session;
  readonly items: LiveItems;
  /** Goes up with every change of the document: what reads texts directly depends on it. */
  changes = $state(0);
  #asked = false;

  constructor(session: Session, open: OpenPage) {
    this.#session = session;
    this.open = open;
    this.items = new LiveItems(open.doc);
    open.doc.on('update', this.#heard);
  }

  /** Whether something may be begun here: while the record is opened it can be typed, and waits for `session.ready` to be kept. */
  get canBegin(): boolean {
    const { readOnly, access } = this.open;
    return readOnly === null || (readOnly === 'opening' && access === 'write');
  }

  /** Who wrote a struct, and when; `null` where that is not known. */
  sealOf(id: StructId): Seal | null {
    void this.#session.ticks;
    return this.open.sealOf(id.client, id.clock);
  }

  tickOf(id: StructId): Tick {
    void this.#session.ticks;
    return this.open.tickOf(id.client, id.clock);
  }

  isBy(row: Row, who: Who): boolean {
    return this.sealOf(row.madeBy)?.who === who;
  }

  close(): void {
    this.open.doc.off('update', this.#heard);
    this.items.close();
  }

  readonly #heard = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    // Once for all that came together.
    queueMicrotask(() => {
      this.#asked = false;
      this.changes += 1;
    });
  };
}

/** The open record as the screens see it. Reads are reactive; writes are commands. */
export class Session {
  readonly replica: Replica;
  /** `null` for the made-up record, which is kept nowhere and meets nobody. */
  readonly record: OpenRecord | null;
  /** Keeps what was begun and not kept yet; `null` for the made-up record. */
  readonly device: Device | null;
  readonly random: Random = systemRandom;
  /** Pictures and letters; those of the made-up record are in memory. */
  readonly attachments: Attachments;
  /** Goes up when one may have come, or gone. */
  attachmentChanges = $state(0);
  team: TeamView;
  links: LinkView | null = $state.raw(null);
  problems: readonly ReplicaProblem[] = $state.raw([]);
  ticks = $state(0);
  pages = $state(0);
  now: number = $state(systemClock());
  /** What was just done, for those who listen to the screen. */
  said = $state('');
  /** What is new since this device looked. */
  readonly news: News;
  #finder: Finder | null = null;
  readonly #open = new Map<PageId, LivePage>();
  readonly #drafts = new Map<string, Draft>();
  readonly #ends: (() => void)[] = [];

  /** Through whose eyes the record is seen; `null`: through one's own. */
  readonly eyes: Who | null;

  constructor(replica: Replica, record: OpenRecord | null, device: Device | null, attachments: Attachments, eyes: Who | null = null) {
    this.eyes = eyes;
    this.replica = replica;
    this.record = record;
    this.device = device;
    this.attachments = attachments;
    this.team = $state.raw(replica.view());
    this.links = record?.links() ?? null;
    this.problems = replica.problems();
    this.#ends.push(
      replica.subscribe((event) => {
        if (event === 'team') this.team = replica.view();
        if (event === 'ticks') this.ticks += 1;
        if (event === 'problem') this.problems = [...replica.problems()];
        if (event === 'pages' || event === 'team') this.pages += 1;
      }),
    );
    const stop = this.attachments.subscribe(() => (this.attachmentChanges += 1));
    const looking = setInterval(() => {
      this.links = record?.links() ?? null;
    }, LINKS_EVERY_MS);
    const ticking = setInterval(() => {
      this.now = systemClock();
    }, NOW_EVERY_MS);
    // A phone may end the app at any time once it is out of sight: what was typed is sealed first.
    const hidden = () => {
      if (document.visibilityState === 'hidden') void (record?.rest() ?? replica.flush());
    };
    document.addEventListener('visibilitychange', hidden);
    this.news = new News(this);
    this.#ends.push(() => {
      stop();
      clearInterval(looking);
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', hidden);
    });
  }

  /** Resolves when the record itself is open: until then what it looked like last is shown, and nothing can be kept. */
  get ready(): Promise<unknown> {
    return this.replica.opened;
  }

  get isClient(): boolean {
    return this.team.state === 'on' && this.team.me === 'client';
  }

  get madeUp(): boolean {
    return this.record === null && this.eyes === null;
  }

  /** The page of a kind that this device may see (`wanted`: its number); one that was put away only where there is no other. */
  pageIdOf(kind: PageKind, wanted = ''): PageId | null {
    const pages = this.team.pages.filter((page) => page.kind === kind);
    const named = pages.find(({ id }) => id === wanted);
    if (named) return named.id;
    return (pages.find(({ archived }) => !archived) ?? pages[0])?.id ?? null;
  }

  /** The pages of these kinds that this device may see and that are not put away, in the client's order; Just me is last. */
  pagesInOrder(kinds: readonly string[]): readonly PageView[] {
    return this.team.pages
      .filter(({ kind, archived }) => kinds.includes(kind) && !archived)
      .toSorted(
        (a, b) =>
          Number(a.kind === 'just-me') - Number(b.kind === 'just-me') ||
          a.order - b.order ||
          kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
          (a.id < b.id ? -1 : 1),
      );
  }

  /** An open page; `null` where it is not shared. The same object while its document is the same. */
  page(id: PageId): LivePage | null {
    const open = this.replica.openPage(id);
    const known = this.#open.get(id);
    if (!open) {
      known?.close();
      this.#open.delete(id);
      return null;
    }
    if (known?.open.doc === open.doc && known.open.readOnly === open.readOnly) {
      known.open = open;
      return known;
    }
    known?.close();
    const live = new LivePage(this, open);
    this.#open.set(id, live);
    return live;
  }

  /** What to call somebody: "you" is the screen's business. */
  nameOf(who: Who | null | undefined): string {
    return this.team.people.find((person) => person.who === who)?.name || words.page.somebody;
  }

  /** What a page is called; empty where this device does not see it. */
  pageNameOf(id: PageId): string {
    const page = this.team.pages.find((one) => one.id === id);
    return page ? pageName(page) : '';
  }

  /** A name, or "You" for this person. */
  nameOrYou(who: Who | null | undefined): string {
    return this.team.people.find((person) => person.who === who)?.me ? words.page.youName : this.nameOf(who);
  }

  /** Where others are in the texts of an open page; `null` where nobody can be: while it is opened, and in the made-up record. */
  cursorsOf(page: LivePage): ReturnType<OpenRecord['cursors']['of']> {
    return this.record?.cursors.of(page.open.id) ?? null;
  }

  /** What to call somebody of the team of now; `null`: nobody of it. */
  nameOnTeam(who: string): string | null {
    return this.team.people.find((person) => person.who === who && person.on)?.name ?? null;
  }

  /** Who reads a page now, the client first. */
  readersOf(id: PageId): readonly Person[] {
    const rights = this.team.pages.find((page) => page.id === id)?.rights;
    return this.team.people.filter((person) => person.on && (person.who === 'client' || (rights?.get(person.who) ?? 'none') !== 'none'));
  }

  /** How many read a page beside one of them. */
  readersBeside(id: PageId, who: Who): number {
    return this.readersOf(id).filter((person) => person.who !== who).length;
  }

  /** The draft of one place of this record: the same while it is open, wherever the screen that shows it comes and goes. */
  draft(place: string): Draft {
    const known = this.#drafts.get(place) ?? new Draft(this.device, `${this.replica.record}/${place}`);
    this.#drafts.set(place, known);
    return known;
  }

  say(what: string): void {
    this.said = what;
  }

  /** Looks for words; made at the first asking, in memory alone. */
  get finder(): Finder {
    this.#finder ??= new Finder(this);
    return this.#finder;
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    this.news.close();
    this.#finder?.close();
    for (const page of this.#open.values()) page.close();
    await (this.record?.close() ?? this.replica.close());
  }
}

const KEY = Symbol('session');

export const giveSession = (session: Session): Session => setContext(KEY, session);

/** The open record of the screens below. */
export const useSession = (): Session => getContext<Session>(KEY);
