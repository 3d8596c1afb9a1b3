import { Redacted, systemRandom, toInstant } from '#base';
import type { Clock, Instant } from '#base';
import { createBoxKey } from '#crypto';
import { createRecovery, MemoryLedgerStore } from '#device';
import { admitProofBytes, toMemberId } from '#ledger';
import type { MemberId, PageId, Right } from '#ledger';
import { addItem, changeText, headingText, MADE_UP_DEEDS, MADE_UP_PEOPLE } from '#record';
import type { MadeUpDeed, MadeUpPerson } from '#record';
import { admit } from './replica/commands.ts';
import { foundingDrafts, foundRecord } from './replica/founding.ts';
import type { FirstPage } from './replica/founding.ts';
import { toIdentity } from './replica/identity.ts';
import { Replica } from './replica/replica.ts';

const random = systemRandom;
const secret = () => new Redacted(random(32));

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** Gives `to` what `from` has, as a link would. */
const carry = async (from: Replica, to: Replica): Promise<void> => {
  const have = to.ledger.have();
  for (const slice of from.ledger.missing(have)) await to.offer(slice);
  await to.settled();
};

const opened = async (options: Parameters<typeof Replica.open>[0]): Promise<Replica> => {
  const replica = await Replica.open(options);
  if (!replica.ok) throw new Error('Memory does not refuse.');
  return replica.value;
};

/** Plays what a made-up team did through the real ledger: each person a device of their own, each deed sealed and carried to the client. */
class MadeUpTeam {
  readonly #replicas = new Map<MadeUpPerson['id'], Replica>();
  readonly #members = new Map<MadeUpPerson['id'], MemberId>();
  readonly #items = new Map<string, string>();
  readonly #clock: Clock = () => this.#now;
  readonly #start: number;
  #now: Instant;

  constructor(today: Instant) {
    this.#start = new Date(today).setHours(0, 0, 0, 0);
    this.#now = toInstant(this.#start - 49 * DAY_MS + 10 * HOUR_MS);
  }

  get client(): Replica {
    return this.#of('sam');
  }

  async found(name: string, pages: readonly FirstPage[]): Promise<void> {
    const identity = await toIdentity({ sign: secret(), box: secret() });
    const receipts = secret();
    const { record, begin } = await foundRecord(identity, { ...createRecovery(random), receipts }, random);
    const receiptsKey = await createBoxKey(receipts.reveal());
    const client = await opened({
      record,
      identity,
      store: new MemoryLedgerStore(),
      clock: () => this.#clockOfClient(),
      random,
      receiptsKey,
    });
    const { drafts, keys } = await foundingDrafts({ record, identity, random }, begin, name, pages);
    for (const key of keys) client.keyring.add(key);
    await client.write(drafts);
    this.#replicas.set('sam', client);
  }

  async letIn(person: MadeUpPerson): Promise<void> {
    const identity = await toIdentity({ sign: secret(), box: secret() });
    const member = toMemberId(random(16));
    if (!member) throw new RangeError('A member id is 16 bytes.');
    const { client } = this;
    const proof = await identity.signer.sign(admitProofBytes(client.record, client.identity.strand, member, identity.keys));
    const rights = new Map<PageId, Right>();
    for (const page of client.view().pages) {
      const right = Object.entries(person.rights).find(([kind]) => kind === page.kind)?.[1];
      if (right) rights.set(page.id, right);
    }
    const { name, role, organisation } = person;
    await admit(client, { member, device: identity.keys, proof, card: { name, role, organisation }, rights });
    const replica = await opened({
      record: client.record,
      identity,
      store: new MemoryLedgerStore(),
      clock: this.#clock,
      random,
      receiptsKey: null,
    });
    this.#replicas.set(person.id, replica);
    this.#members.set(person.id, member);
  }

  async play(deed: MadeUpDeed): Promise<void> {
    this.#now = toInstant(this.#start - deed.daysAgo * DAY_MS + deed.hour * HOUR_MS);
    const replica = this.#of(deed.by);
    if (replica !== this.client) await carry(this.client, replica);
    const page = replica.view().pages.find(({ kind }) => kind === deed.page);
    const doc = page && replica.openPage(page.id)?.doc;
    if (!doc) throw new Error(`${deed.by} has no ${deed.page}.`);
    if ('heading' in deed.what) changeText(headingText(doc, deed.what.heading), deed.what.words);
    else {
      const item = deed.what.item((name) => this.#items.get(name) ?? '');
      const added = addItem(doc, random, this.#dated(item));
      if (!added.ok) throw new Error(`An item of ${deed.by} does not fit.`);
      if (deed.what.name) this.#items.set(deed.what.name, added.value);
    }
    await replica.flush();
    if (replica !== this.client) {
      await carry(replica, this.client);
      await replica.flush();
    }
  }

  /** From now on the client's device goes by the real clock; the others are put away. */
  async end(now: Clock): Promise<void> {
    for (const [id, replica] of this.#replicas) {
      if (id === 'sam') continue;
      await carry(this.client, replica);
      await replica.close();
    }
    this.#real = now;
  }

  #real: Clock | null = null;

  #clockOfClient(): Instant {
    return this.#real ? this.#real() : this.#now;
  }

  /** Notes name their day, steps their person: filled in as the deed is played. */
  #dated(item: ReturnType<Extract<MadeUpDeed['what'], { readonly item: unknown }>['item']>): typeof item {
    const at = new Date(this.#now);
    const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    if (item.kind === 'note') return { ...item, day };
    if (item.kind === 'step') {
      const person = MADE_UP_PEOPLE.find(({ id }) => id === item.who);
      return { ...item, who: (person && this.#members.get(person.id)) ?? 'client' };
    }
    return item;
  }

  #of(id: MadeUpPerson['id']): Replica {
    const replica = this.#replicas.get(id);
    if (!replica) throw new Error(`${id} is not in the team yet.`);
    return replica;
  }
}

/** The record of a made-up person, in memory only: it leaves nothing behind and meets nobody. */
export const openMadeUp = async (pages: readonly FirstPage[], now: Clock): Promise<Replica> => {
  const team = new MadeUpTeam(now());
  const [client, ...members] = MADE_UP_PEOPLE;
  await team.found(client?.name ?? '', pages);
  for (const member of members) await team.letIn(member);
  for (const deed of MADE_UP_DEEDS.toSorted((a, b) => b.daysAgo - a.daysAgo || a.hour - b.hour)) await team.play(deed);
  await team.end(now);
  return team.client;
};
