import * as Y from 'yjs';
import { bytesToHex, Redacted, toInstant } from '#base';
import type { Bytes, Instant, Random } from '#base';
import { createBoxKey } from '#crypto';
import type { OpeningKey } from '#crypto';
import { createRecovery, MemoryLedgerStore } from '#device';
import { admitProofBytes, runsOf, toMemberId, writeUpdate } from '#ledger';
import type { Entry, EntryHash, Head, MemberId, PageId, PageKey, RecordId, Right, Strand } from '#ledger';
import { addItem, changeItem, changeText, headingText, isLocalOrigin, isPageKind, mergeLocal } from '#record';
import type { MadeUpDeed, MadeUpLife, MadeUpPerson, MadeUpTurn, Names, PageKind } from '#record';
import { admit, grant, remove } from '../replica/commands.ts';
import { foundingDrafts, foundRecord } from '../replica/founding.ts';
import type { FirstPage } from '../replica/founding.ts';
import { toIdentity } from '../replica/identity.ts';
import type { Identity } from '../replica/identity.ts';
import { sealOpened } from '../replica/receipts.ts';
import { Replica } from '../replica/replica.ts';
import type { ReplicaOptions } from '../replica/replica.ts';
import { Hand } from './hand.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** What is left of a life that was played: a record as it lies on the client's device. */
export interface Played {
  readonly record: RecordId;
  readonly identity: Identity;
  /** The client's own keys on this record. */
  readonly seeds: { readonly sign: Redacted<Bytes>; readonly box: Redacted<Bytes>; readonly receipts: Redacted<Bytes> };
  readonly receiptsKey: OpeningKey;
  /** Every entry, in the order in which it was sealed. */
  readonly entries: readonly Entry[];
  /** The sealed ledger as one update. */
  readonly ledger: () => Uint8Array;
  /** What is on each page, in plain Yjs. */
  readonly pages: readonly { readonly id: PageId; readonly kind: PageKind; readonly doc: Y.Doc }[];
}

interface Page {
  readonly id: PageId;
  readonly kind: PageKind;
  readonly doc: Y.Doc;
  key: PageKey;
}

type Founded = Pick<Played, 'record' | 'identity' | 'receiptsKey'>;

/** A store with a sealed ledger in it. */
const storeOf = async (ledger: Y.Doc): Promise<MemoryLedgerStore> => {
  const store = new MemoryLedgerStore();
  await store.attach(ledger);
  await store.close();
  return store;
};

const opened = async (options: ReplicaOptions): Promise<Replica> => {
  const replica = await Replica.open(options);
  if (!replica.ok) throw new Error('Memory does not refuse.');
  return replica.value;
};

const dayOf = (time: number): string => {
  const at = new Date(time);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

/**
 * Plays what made-up people did through the real ledger. What the client does about their team goes through a replica of theirs, opened for it
 * anew from what is sealed by then; what anybody does on a page is sealed by their own hand. Nothing here is believed by whoever opens the
 * record afterwards: it comes to them through the gate, like all entries.
 */
class Play {
  readonly #life: MadeUpLife;
  readonly #random: Random;
  readonly #seeds: Played['seeds'];
  readonly #today: number;
  readonly #ledger = new Y.Doc({ gc: false });
  readonly #entries: Entry[] = [];
  readonly #known = new Set<EntryHash>();
  readonly #heads = new Map<Strand, Head>();
  readonly #hands = new Map<string, Hand>();
  readonly #members = new Map<string, MemberId>();
  readonly #items = new Map<string, string>();
  readonly #pages = new Map<PageKind, Page>();
  readonly #founded: Founded;
  /** Sealed, and not in the ledger yet. */
  #fresh: Entry[] = [];

  private constructor(life: MadeUpLife, today: Instant, random: Random, seeds: Played['seeds'], founded: Founded) {
    this.#life = life;
    this.#random = random;
    this.#seeds = seeds;
    this.#founded = founded;
    this.#today = new Date(today).setHours(0, 0, 0, 0);
    this.#hands.set(life.client.id, new Hand(founded.record, founded.identity, random));
  }

  /** Begins the record an hour before the first thing that happens. */
  static async found(life: MadeUpLife, pages: readonly FirstPage[], today: Instant, random: Random): Promise<Play> {
    const secret = () => new Redacted(random(32));
    const seeds = { sign: secret(), box: secret(), receipts: secret() };
    const identity = await toIdentity(seeds);
    const { record, begin } = await foundRecord(identity, { ...createRecovery(random), receipts: seeds.receipts }, random);
    const receiptsKey = await createBoxKey(seeds.receipts.reveal());
    const play = new Play(life, today, random, seeds, { record, identity, receiptsKey });
    const { drafts, keys } = await foundingDrafts({ record, identity, random }, begin, life.client.name, pages);
    const first = Math.min(...[...life.turns, ...life.deeds].map((one) => play.#at(one)));
    await play.#asClient(toInstant(first - HOUR_MS), async (client) => {
      for (const key of keys) client.keyring.add(key);
      await client.write(drafts);
    });
    return play;
  }

  async all(): Promise<Played> {
    const { turns, deeds } = this.#life;
    const all = [...turns, ...deeds].toSorted((a, b) => this.#at(a) - this.#at(b));
    for (let i = 0; i < all.length;) {
      const together: MadeUpTurn[] = [];
      for (let one = all[i]; one && 'turn' in one; one = all[++i]) together.push(one);
      if (together[0]) await this.#turns(together, this.#at(together[0]));
      for (let one = all[i]; one && !('turn' in one); one = all[++i]) await this.#deed(one);
    }
    this.#keep();
    return {
      ...this.#founded,
      seeds: this.#seeds,
      entries: this.#entries,
      ledger: () => Y.encodeStateAsUpdate(this.#ledger),
      pages: [...this.#pages.values()].map(({ id, kind, doc }) => ({ id, kind, doc })),
    };
  }

  async #turns(turns: readonly MadeUpTurn[], at: Instant): Promise<void> {
    await this.#asClient(at, async (client) => {
      for (const { who, turn } of turns) {
        if (turn.type === 'joins') await this.#letIn(client, this.#person(who));
        else if (turn.type === 'leaves') await remove(client, this.#member(who));
        else {
          const page = this.#pages.get(turn.page);
          if (page) await grant(client, this.#member(who), page.id, turn.right);
        }
      }
    });
  }

  async #letIn(client: Replica, person: MadeUpPerson): Promise<void> {
    const random = this.#random;
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
    this.#members.set(person.id, member);
  }

  async #deed(deed: MadeUpDeed): Promise<void> {
    const { what } = deed;
    const time = this.#at(deed);
    const page = this.#pages.get(deed.page);
    if (!page) {
      // Of a page that this record does not have: nothing but what other pages call it.
      if (what.type === 'item' && what.name !== null) this.#items.set(what.name, bytesToHex(this.#random(16)));
      return;
    }
    const hand = this.#hands.get(deed.by);
    if (!hand) throw new Error(`${deed.by} is not on the team yet.`);
    if (what.type === 'looked') {
      const opened = new Map([[page.id, time]]);
      const { record, receiptsKey } = this.#founded;
      await this.#write(hand, {
        time,
        facts: async (place) => ({ kind: 'seen', opened: await sealOpened(opened, receiptsKey.publicKey, { record, ...place }) }),
        page: null,
        words: null,
      });
      return;
    }
    const update = this.#change(page.doc, hand, what);
    await this.#write(hand, {
      time,
      facts: () => ({ kind: 'change' }),
      page: page.id,
      words: { key: page.key, payload: mergeLocal([update]) },
    });
  }

  async #write(hand: Hand, writing: Parameters<Hand['write']>[0]): Promise<void> {
    this.#take(await hand.write(writing, this.#heads.values()));
  }

  /** Does it on the plain page, and gives the update that came of it. */
  #change(doc: Y.Doc, hand: Hand, what: Exclude<MadeUpDeed['what'], { readonly type: 'looked' }>): Uint8Array {
    doc.clientID = hand.identity.strand;
    const made: Uint8Array[] = [];
    const keep = (update: Uint8Array, origin: unknown) => {
      if (isLocalOrigin(origin)) made.push(update);
    };
    doc.on('update', keep);
    if (what.type === 'text') changeText(headingText(doc, what.heading), what.words);
    else if (what.type === 'item') {
      const item = what.item(this.#names);
      const added = addItem(doc, this.#random, item);
      if (!added.ok) throw new Error(`A made-up ${item.kind} does not fit: ${JSON.stringify(item)}`);
      if (what.name !== null) this.#items.set(what.name, added.value);
    } else {
      const changed = changeItem(doc, this.#names.id(what.name), what.fields(this.#names));
      if (!changed.ok) throw new Error(`A made-up change of ${what.name} does not fit: ${changed.error.type}.`);
    }
    doc.off('update', keep);
    const [update] = made;
    if (!update || made.length > 1) throw new Error(`A deed is one change: ${JSON.stringify(what)}`);
    return update;
  }

  // -- what the client does about the team ----------------------------------------------------------------------------

  async #asClient(at: Instant, work: (client: Replica) => Promise<void>): Promise<void> {
    this.#keep();
    const { record, identity, receiptsKey } = this.#founded;
    const store = await storeOf(this.#ledger);
    const client = await opened({ record, identity, store, clock: () => at, random: this.#random, receiptsKey });
    await work(client);
    await client.flush();
    for (const entry of client.ledger.index.entries) if (!this.#known.has(entry.hash)) this.#take(entry);
    for (const { id, kind } of client.view().pages) {
      const key = client.currentKey(id);
      if (key && isPageKind(kind)) this.#openPage(id, kind, key);
    }
    await client.close();
  }

  #openPage(id: PageId, kind: PageKind, key: PageKey): void {
    const page = this.#pages.get(kind);
    if (page) page.key = key;
    else this.#pages.set(kind, { id, kind, key, doc: new Y.Doc() });
  }

  // -- what is sealed -------------------------------------------------------------------------------------------------

  #take(entry: Entry): void {
    this.#entries.push(entry);
    this.#fresh.push(entry);
    this.#known.add(entry.hash);
    this.#heads.set(entry.strand, { strand: entry.strand, seq: entry.seq, hash: entry.hash });
    const { client } = this.#life;
    if (entry.strand === this.#founded.identity.strand) this.#hands.get(client.id)?.follow(entry);
  }

  #keep(): void {
    if (this.#fresh.length > 0) Y.applyUpdate(this.#ledger, writeUpdate(runsOf(this.#fresh)));
    this.#fresh = [];
  }

  // -- who and when ---------------------------------------------------------------------------------------------------

  readonly #names: Names = {
    id: (name) => {
      const id = this.#items.get(name);
      if (id === undefined) throw new Error(`Nothing is called ${name} yet.`);
      return id;
    },
    who: (person) => (person === this.#life.client.id ? 'client' : this.#member(person)),
    day: (daysAgo) => dayOf(this.#today - daysAgo * DAY_MS + 12 * HOUR_MS),
  };

  #at({ daysAgo, hour }: { readonly daysAgo: number; readonly hour: number }): Instant {
    return toInstant(this.#today - daysAgo * DAY_MS + Math.round(hour * HOUR_MS));
  }

  #person(id: string): MadeUpPerson {
    const person = this.#life.people.find((one) => one.id === id);
    if (!person) throw new Error(`Nobody is called ${id}.`);
    return person;
  }

  #member(id: string): MemberId {
    const member = this.#members.get(id);
    if (!member) throw new Error(`${id} is not on the team yet.`);
    return member;
  }
}

/** Plays a life whose last day is today. */
export const playLife = async (life: MadeUpLife, pages: readonly FirstPage[], today: Instant, random: Random): Promise<Played> =>
  (await Play.found(life, pages, today, random)).all();

/** A played record opened as on the client's device, in memory only. */
export const openPlayed = async (played: Played, clock: ReplicaOptions['clock'], random: Random): Promise<Replica> => {
  const ledger = new Y.Doc({ gc: false });
  Y.applyUpdate(ledger, played.ledger());
  const { record, identity, receiptsKey } = played;
  return opened({ record, identity, store: await storeOf(ledger), clock, random, receiptsKey });
};
