import { getContext, setContext } from 'svelte';
import { systemClock } from '#base';
import type { Random } from '#base';
import type { PageId, Who } from '#ledger';
import { readItems } from '#record';
import type { PageItems, PageKind, Row, StructId } from '#record';
import type { LinkView, OpenPage, OpenRecord, Replica, ReplicaProblem, Seal, TeamView, Tick } from '#sync';
import { words } from '../words/index.ts';

const NOBODY: Tick = { kept: false, reached: [], opened: [] };
const LINKS_EVERY_MS = 1500;
const NOW_EVERY_MS = 30_000;

/** One open page as runes: what it holds now, and who wrote it. Made again when the page's document is another one. */
export class LivePage {
  readonly open: OpenPage;
  readonly #session: Session;
  items: PageItems = $state.raw({ rows: [], unreadable: [] });
  /** Goes up with every change of the document: what reads texts directly depends on it. */
  changes = $state(0);
  #asked = false;

  constructor(session: Session, open: OpenPage) {
    this.#session = session;
    this.open = open;
    this.#read();
    open.doc.on('update', this.#heard);
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
  }

  readonly #heard = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    // Once for all that came together.
    queueMicrotask(() => {
      this.#asked = false;
      this.#read();
    });
  };

  #read(): void {
    this.items = this.open.kind === 'about-me' ? { rows: [], unreadable: [] } : readItems(this.open.doc);
    this.changes += 1;
  }
}

/** The open record as the screens see it. Reads are reactive; writes are commands. */
export class Session {
  readonly replica: Replica;
  /** `null` for the made-up record, which is kept nowhere and meets nobody. */
  readonly record: OpenRecord | null;
  readonly random: Random;
  team: TeamView = $state.raw() as TeamView;
  links: LinkView | null = $state.raw(null);
  problems: readonly ReplicaProblem[] = $state.raw([]);
  ticks = $state(0);
  pages = $state(0);
  now: number = $state(systemClock());
  /** What was just done, for those who listen to the screen. */
  said = $state('');
  readonly #open = new Map<PageId, LivePage>();
  readonly #ends: (() => void)[] = [];

  constructor(replica: Replica, record: OpenRecord | null, random: Random) {
    this.replica = replica;
    this.record = record;
    this.random = random;
    this.team = replica.view();
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
    const looking = setInterval(() => {
      this.links = record?.links() ?? null;
    }, LINKS_EVERY_MS);
    const ticking = setInterval(() => {
      this.now = systemClock();
    }, NOW_EVERY_MS);
    this.#ends.push(() => {
      clearInterval(looking);
      clearInterval(ticking);
    });
  }

  get isClient(): boolean {
    return this.team.me === 'client';
  }

  get madeUp(): boolean {
    return this.record === null;
  }

  /** The page of a kind that this device may see. */
  pageIdOf(kind: PageKind): PageId | null {
    return this.team.pages.find((page) => page.kind === kind)?.id ?? null;
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
    if (known?.open.doc === open.doc && known.open.access === open.access && known.open.readOnly === open.readOnly) return known;
    known?.close();
    const live = new LivePage(this, open);
    this.#open.set(id, live);
    return live;
  }

  /** What to call somebody: "you" is the screen's business. */
  nameOf(who: Who | null | undefined): string {
    return this.team.people.find((person) => person.who === who)?.name || words.page.somebody;
  }

  /** Names of who reads a page, the client's first. */
  readersOf(id: PageId): readonly string[] {
    const rights = this.team.pages.find((page) => page.id === id)?.rights;
    return this.team.people.filter((person) => person.on && rights?.has(person.who)).map((person) => (person.me ? words.page.you : person.name));
  }

  tick(of: Tick | null): Tick {
    return of ?? NOBODY;
  }

  say(what: string): void {
    this.said = what;
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    for (const page of this.#open.values()) page.close();
    await (this.record?.close() ?? this.replica.close());
  }
}

const KEY = Symbol('session');

export const giveSession = (session: Session): Session => setContext(KEY, session);

/** The open record of the screens below. */
export const useSession = (): Session => getContext<Session>(KEY);
