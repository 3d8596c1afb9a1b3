import { bytesToHex, textToBytes } from '#base';
import { Ancestry, Ledger, runsOf, writeUpdate } from '#ledger';
import type { Entry, EntryHash, Facts, Head, MemberId, PageId, PageKey, Right } from '#ledger';
import { TeamFold } from '#team';
import type { Team } from '#team';
import { certain, createRecord, JOURNAL, MEET_PAGE, memberOf, Pen, PLAN, TEAM_PAGE } from './cast.ts';
import type { MadeRecord, Say } from './cast.ts';
import type { Json } from './json.ts';
import { sealPageKey } from './seal-box.ts';

/** A story that is told with real entries: each has a name, and comes to whom it comes. */
export class Story {
  readonly made: MadeRecord;
  readonly names = new Map<EntryHash, string>();
  readonly people = new Map<string, MemberId>();
  readonly copies: Copy[] = [];

  private constructor(made: MadeRecord) {
    this.made = made;
  }

  static async begin(): Promise<{ readonly story: Story; readonly phone: Copy }> {
    const story = new Story(await createRecord());
    const phone = new Copy(story, await Pen.of('the client’s phone'), null);
    await phone.says('begin', story.made.begin);
    return { story, phone };
  }

  nameOf(hash: EntryHash): string {
    return certain(this.names.get(hash));
  }

  keyOf(page: PageId): PageKey {
    const { meet, team, journal, plan } = this.made.keys;
    return certain([meet, team, journal, plan].find((key) => key.page === page));
  }
}

/** One device with its copy of the ledger; it writes on what it goes by, as an honest one does. */
export class Copy {
  readonly story: Story;
  readonly pen: Pen;
  readonly person: string | null;
  readonly index: Ancestry;
  readonly fold: TeamFold;

  constructor(story: Story, pen: Pen, person: string | null) {
    this.story = story;
    this.pen = pen;
    this.person = person;
    this.index = new Ancestry(story.made.record);
    this.fold = new TeamFold(this.index);
    story.copies.push(this);
  }

  get team(): Team {
    return this.fold.team;
  }

  async says(
    name: string,
    facts: Facts,
    more: { readonly page?: PageId; readonly say?: Say; readonly parents?: readonly Head[] } = {},
  ): Promise<Entry> {
    const { parents = this.team.parentsFor(this.pen.strand), ...rest } = more;
    const { entry } = await this.pen.write(this.story.made.record, facts, { parents, ...rest });
    if ([...this.story.names.values()].includes(name)) throw new Error(`Two entries are called ${name}.`);
    this.story.names.set(entry.hash, name);
    return this.takes(entry);
  }

  takes(entry: Entry): Entry {
    if (!this.index.get(entry.hash)) this.index.add(entry);
    this.fold.update();
    return entry;
  }

  /** Gets what another copy has, as far as it follows on what is here. */
  hears(from: Copy): this {
    for (const entry of from.index.entries) {
      const parts = [...(entry.prev ? [entry.prev] : []), ...entry.parents.map(({ hash }) => hash)];
      if (!this.index.get(entry.hash) && parts.every((hash) => this.index.get(hash))) this.index.add(entry);
    }
    this.fold.update();
    return this;
  }

  writes(name: string, page: PageId = JOURNAL, parents?: readonly Head[]): Promise<Entry> {
    const say = { key: this.story.keyOf(page), payload: textToBytes(name) };
    return this.says(name, { kind: 'change' }, { page, say, ...(parents ? { parents } : {}) });
  }

  /** Lets somebody in with one device, which gets what this one has. */
  async admits(person: string, rights: readonly (readonly [PageId, Right])[] = []): Promise<Copy> {
    const { made, people } = this.story;
    const member = memberOf(person);
    people.set(person, member);
    const pen = await Pen.of(`${person}’s phone`);
    const say = { key: made.keys.team, payload: textToBytes(JSON.stringify({ name: person, role: '', organisation: '' })) };
    await this.says(`admit ${person}`, await this.pen.admits(made.record, member, pen), { page: TEAM_PAGE, say });
    for (const [page, right] of rights) await this.grants(person, page, right);
    return new Copy(this.story, pen, person).hears(this);
  }

  grants(person: string, page: PageId = JOURNAL, right: Right = 'write'): Promise<Entry> {
    return this.says(`${right} ${pageName(page)} for ${person}`, { kind: 'grant', member: memberOf(person), right }, { page });
  }

  /** A further device of the same person. */
  async links(name: string): Promise<Copy> {
    const pen = await Pen.of(name);
    const { record } = this.story.made;
    await this.says(`link ${name}`, await (this.person === null ? this.pen.clinks(record, pen) : this.pen.links(record, pen)));
    return new Copy(this.story, pen, this.person).hears(this);
  }

  async rotates(name: string, key: PageKey, readers: readonly Copy[]): Promise<Entry> {
    const { made } = this.story;
    const place = { record: made.record, ...this.pen.place, page: key.page, keyId: key.id };
    const boxes = await Promise.all(
      readers
        .toSorted((a, b) => a.pen.strand - b.pen.strand)
        .map(async ({ pen }) => ({ strand: pen.strand, sealed: await sealPageKey(key, pen.keys.box, { ...place, receiver: pen.strand }) })),
    );
    const rootBox = await sealPageKey(key, made.root.box.publicKey, { ...place, receiver: 'root' });
    return this.says(name, { kind: 'rotate', boxes, rootBox }, { page: key.page, say: { key, payload: new Uint8Array(0) } });
  }

  /** The same keys on another disk: it goes on from what is here. */
  async copied(): Promise<Copy> {
    const pen = await Pen.of(this.pen.name);
    pen.last = this.pen.last;
    return new Copy(this.story, pen, this.person).hears(this);
  }
}

export const pageName = (page: PageId): string =>
  page === JOURNAL ? 'journal' : page === PLAN ? 'plan' : page === MEET_PAGE ? 'meet' : 'team';

/** Until all have the same. */
export const meet = (...copies: readonly Copy[]): void => {
  for (const to of [...copies, ...copies]) for (const from of copies) if (from !== to) to.hears(from);
};

/** A history with the answer that every device must come to which has all of it. */
export const historyJson = async (name: string, what: string, story: Story): Promise<Json> => {
  const all = new Copy(story, await Pen.of('nobody'), null);
  story.copies.pop();
  meet(all, ...story.copies);
  const { team, index } = all;
  const ledger = new Ledger(story.made.record);
  for (const entry of index.entries.toReversed()) await ledger.offer(writeUpdate(runsOf([entry])));
  if (ledger.index.entries.length !== story.names.size)
    throw new Error(`${name}: the gate took ${ledger.index.entries.length} of ${story.names.size}.`);
  const pages = [MEET_PAGE, TEAM_PAGE, JOURNAL, PLAN];
  const pens = new Map(story.copies.map(({ pen }) => [pen.strand, pen.name]));
  return {
    name,
    what,
    entries: index.entries.map((entry) => {
      const held = team.whyHeld(entry.hash);
      const accepted = team.acceptedBy(entry.hash);
      return {
        name: story.nameOf(entry.hash),
        kind: entry.facts.kind,
        hash: entry.hash,
        entry: bytesToHex(entry.bytes),
        state: team.stateOf(entry.hash),
        rule: held?.rule ?? null,
        cuts: held ? held.cuts.map(({ hash }) => story.nameOf(hash)).sort() : [],
        acceptedBy: accepted ? story.nameOf(accepted.hash) : null,
      };
    }),
    devices: [...pens]
      .filter(([strand]) => index.entries.some((entry) => entry.strand === strand))
      .map(([strand, device]) => ({
        device,
        strand,
        who: team.whoOf(strand),
        on: team.isOn(strand),
        isClients: team.isClientNow(strand),
        forked: team.isForked(strand),
      })),
    rights: [...story.people].flatMap(([person, member]) =>
      pages.map((page) => ({ person, member, page, right: team.rightOf(member, page) })),
    ),
    pageKeys: pages.flatMap((page) => {
      const rotate = team.rotateOf(page);
      return rotate ? [{ page, rotate: story.nameOf(rotate.hash), keyId: rotate.keyId }] : [];
    }),
  };
};
