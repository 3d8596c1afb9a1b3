import * as Y from 'yjs';
import { Redacted, toInstant } from '#base';
import type { Bytes, Clock, Instant, Random } from '#base';
import { createBoxKey } from '#crypto';
import { createRecovery, MemoryBlobs, MemoryLedgerStore } from '#device';
import { admitProofBytes, runsOf, toMemberId, writeUpdate } from '#ledger';
import type { Entry, Head, PageId, PageKey, Right, Strand } from '#ledger';
import { isPageKind, mergeLocal } from '#record';
import type { Item, MadeUpDeed, MadeUpLife, MadeUpPerson, MadeUpTurn, Names, PageKind } from '#record';
import { sealBlob } from '../attachments/seal-blob.ts';
import { admit, grant, remove } from '../replica/commands.ts';
import { foundingDrafts, foundRecord } from '../replica/founding.ts';
import type { FirstPage } from '../replica/founding.ts';
import { toIdentity } from '../replica/identity.ts';
import { sealOpened } from '../replica/receipts.ts';
import { Replica } from '../replica/replica.ts';
import { doOnPage } from './deed-on-page.ts';
import type { DeedOnPage } from './deed-on-page.ts';
import { Hand } from './hand.ts';
import { KnownNames, timeOf } from './known-names.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What is left of a life that was played. */
export interface Played {
  /** The client's device, open, with its ledger in memory. It goes by the clock of what happened last. */
  readonly client: Replica;
  /** From now on the client's device goes by another clock. */
  readonly goBy: (clock: Clock) => void;
  /** The client's own keys on this record. */
  readonly seeds: { readonly sign: Redacted<Bytes>; readonly box: Redacted<Bytes>; readonly receipts: Redacted<Bytes> };
  /** Pictures, sealed. */
  readonly blobs: MemoryBlobs;
  /** What is on each page, in plain Yjs. */
  readonly pages: readonly { readonly id: PageId; readonly kind: PageKind; readonly doc: Y.Doc }[];
}

type Picture = Extract<MadeUpDeed['what'], { readonly type: 'picture' }>;
type Looked = Extract<MadeUpDeed['what'], { readonly type: 'looked' }>;

interface Page {
  readonly id: PageId;
  readonly kind: PageKind;
  readonly doc: Y.Doc;
  key: PageKey;
}

/**
 * Plays what made-up people did through the real ledger. What the client does goes through their own replica, as it does in the app; what a
 * member does on a page is sealed by their own hand, and comes to the client through the gate, like all that others write.
 */
class Play {
  readonly #life: MadeUpLife;
  readonly #random: Random;
  readonly #seeds: Played['seeds'];
  readonly #client: Replica;
  readonly #clock: { read: Clock };
  readonly #today: number;
  readonly #blobs = new MemoryBlobs();
  readonly #heads = new Map<Strand, Head>();
  readonly #hands = new Map<string, Hand>();
  readonly #names: KnownNames;
  readonly #pages = new Map<PageKind, Page>();
  /** Written by members, and not offered to the client's device yet. */
  #fresh: Entry[] = [];

  private constructor(
    life: MadeUpLife,
    today: number,
    random: Random,
    of: Pick<Played, 'client' | 'seeds'> & { readonly clock: { read: Clock } },
  ) {
    this.#life = life;
    this.#today = today;
    this.#names = new KnownNames(life.client.id, today);
    this.#random = random;
    this.#client = of.client;
    this.#seeds = of.seeds;
    this.#clock = of.clock;
  }

  /** Begins the record an hour before the first thing that happens. */
  static async found(life: MadeUpLife, pages: readonly FirstPage[], now: Instant, random: Random): Promise<Play> {
    const today = new Date(now).setHours(0, 0, 0, 0);
    const first = Math.min(...[...life.turns, ...life.deeds].map((one) => timeOf(one, today)));
    const clock: { read: Clock } = { read: () => toInstant(first - HOUR_MS) };
    const secret = () => new Redacted(random(32));
    const seeds = { sign: secret(), box: secret(), receipts: secret() };
    const identity = await toIdentity(seeds);
    const { record, begin } = await foundRecord(identity, { ...createRecovery(random), receipts: seeds.receipts }, random);
    const receiptsKey = await createBoxKey(seeds.receipts.reveal());
    const store = new MemoryLedgerStore();
    const opened = await Replica.open({ record, identity, store, clock: () => clock.read(), random, receiptsKey });
    if (!opened.ok) throw new Error('Memory does not refuse.');
    const client = opened.value;
    const { drafts, keys } = await foundingDrafts({ record, identity, random }, begin, life.client.name, pages);
    for (const key of keys) client.keyring.add(key);
    await client.write(drafts);
    const play = new Play(life, today, random, { client, seeds, clock });
    play.#follow();
    return play;
  }

  async all(): Promise<Played> {
    const { turns, deeds } = this.#life;
    const at = (one: MadeUpDeed | MadeUpTurn) => timeOf(one, this.#today);
    for (const one of [...turns, ...deeds].toSorted((a, b) => at(a) - at(b))) {
      const time = at(one);
      this.#clock.read = () => time;
      if ('turn' in one) await this.#turn(one);
      else await this.#deed(one, time);
    }
    await this.#catchUp();
    return {
      client: this.#client,
      goBy: (clock) => (this.#clock.read = clock),
      seeds: this.#seeds,
      blobs: this.#blobs,
      pages: [...this.#pages.values()].map(({ id, kind, doc }) => ({ id, kind, doc })),
    };
  }

  // -- what happens ---------------------------------------------------------------------------------------------------

  async #turn({ who, turn }: MadeUpTurn): Promise<void> {
    await this.#catchUp();
    if (turn.type === 'joins') await this.#letIn(this.#person(who));
    else if (turn.type === 'leaves') await remove(this.#client, this.#names.member(who));
    else {
      const page = this.#pages.get(turn.page);
      if (page) await grant(this.#client, this.#names.member(who), page.id, turn.right);
    }
    this.#follow();
  }

  async #letIn(person: MadeUpPerson): Promise<void> {
    const [client, random] = [this.#client, this.#random];
    const identity = await toIdentity({ sign: new Redacted(random(32)), box: new Redacted(random(32)) });
    const member = toMemberId(random(16));
    if (!member) throw new RangeError('A member id is 16 bytes.');
    const proof = await identity.signer.sign(admitProofBytes(client.record, client.identity.strand, member, identity.keys));
    const rights = new Map<PageId, Right>();
    for (const { kind, id } of this.#pages.values()) {
      const right = person.rights[kind];
      if (right) rights.set(id, right);
    }
    const { name, role, organisation } = person;
    const done = await admit(client, { member, device: identity.keys, proof, card: { name, role, organisation }, rights });
    if (!done.ok) throw new Error(`${name} is not let in: ${done.error.type}.`);
    this.#hands.set(person.id, new Hand(client.record, identity, random));
    this.#names.joined(person.id, member);
  }

  async #deed(deed: MadeUpDeed, time: Instant): Promise<void> {
    const { what } = deed;
    const page = this.#pages.get(deed.page);
    if (!page) {
      // Of a page that this record does not have: nothing but what other pages call it.
      if (what.type === 'item' && what.name !== null) this.#names.calledElsewhere(what.name, this.#random);
      return;
    }
    const done = what.type === 'picture' ? await this.#sealPicture(page, what, time) : what;
    if (deed.by === this.#life.client.id) return this.#byClient(page, done);
    const hand = this.#hands.get(deed.by);
    if (!hand) throw new Error(`${deed.by} is not on the team yet.`);
    await this.#byMember(hand, page, done, time);
  }

  /** Seals a picture as the app does, and keeps it where the client's device looks for it. */
  async #sealPicture(page: Page, what: Picture, time: Instant): Promise<DeedOnPage> {
    const { to, base64, mime, width, height, words } = what;
    const { ref, sealed } = await sealBlob(
      Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
      this.#random,
    );
    await this.#blobs.keep({ hash: ref.hash, page: page.id, bytes: sealed.length, own: true, at: time }, sealed);
    const item = ({ id }: Names): Item => ({ kind: 'attachment', to: id(to), ...ref, mime, width, height, words });
    return { type: 'item', name: null, item };
  }

  async #byClient(page: Page, what: DeedOnPage | Looked): Promise<void> {
    if (what.type === 'looked') throw new Error('The client’s own reading is told to nobody.');
    await this.#catchUp();
    const doc = this.#client.openPage(page.id)?.doc;
    if (!doc) throw new Error('The client reads every page.');
    Y.applyUpdate(page.doc, doOnPage(doc, what, this.#names, this.#random));
    await this.#client.flush();
    this.#follow();
  }

  async #byMember(hand: Hand, page: Page, what: DeedOnPage | Looked, time: Instant): Promise<void> {
    if (what.type === 'looked') {
      const key = this.#client.team.receiptsKey();
      if (!key) throw new Error('A record has a key for receipts.');
      const opened = new Map([[page.id, time]]);
      const { record } = this.#client;
      await this.#write(hand, {
        time,
        facts: async (place) => ({ kind: 'seen', opened: await sealOpened(opened, key, { record, ...place }) }),
        page: null,
        words: null,
      });
      return;
    }
    page.doc.clientID = hand.identity.strand;
    const payload = mergeLocal([doOnPage(page.doc, what, this.#names, this.#random)]);
    await this.#write(hand, { time, facts: () => ({ kind: 'change' }), page: page.id, words: { key: page.key, payload } });
  }

  // -- what is sealed -------------------------------------------------------------------------------------------------

  async #write(hand: Hand, writing: Parameters<Hand['write']>[0]): Promise<void> {
    const entry = await hand.write(writing, this.#heads.values());
    this.#heads.set(entry.strand, entry);
    this.#fresh.push(entry);
  }

  /** The client's device takes in what members wrote, as from a link. */
  async #catchUp(): Promise<void> {
    if (this.#fresh.length === 0) return;
    const { refusals } = await this.#client.offer(writeUpdate(runsOf(this.#fresh)));
    if (refusals.length > 0 || this.#client.ledger.waiting > 0) throw new Error('The gate takes what members wrote.');
    this.#fresh = [];
    await this.#client.settled();
  }

  /** The members' devices take in what the client wrote: whatever they write from now on is by somebody who had seen it. */
  #follow(): void {
    const { ledger, identity } = this.#client;
    const head = ledger.headOf(identity.strand);
    if (head) this.#heads.set(identity.strand, head);
    for (const { id, kind } of this.#client.view().pages) {
      const key = this.#client.currentKey(id);
      if (!key || !isPageKind(kind)) continue;
      const page = this.#pages.get(kind);
      if (page) page.key = key;
      else this.#pages.set(kind, { id, kind, key, doc: new Y.Doc() });
    }
  }

  #person(id: string): MadeUpPerson {
    const person = this.#life.people.find((one) => one.id === id);
    if (!person) throw new Error(`Nobody is called ${id}.`);
    return person;
  }
}

/** Plays a life whose last day is today. */
export const playLife = async (life: MadeUpLife, pages: readonly FirstPage[], now: Instant, random: Random): Promise<Played> =>
  (await Play.found(life, pages, now, random)).all();
