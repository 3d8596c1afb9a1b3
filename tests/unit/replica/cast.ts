import * as Y from 'yjs';
import { Redacted, toInstant } from '#base';
import type { Bytes, Clock, Random } from '#base';
import { createBoxKey, createSigningKey } from '#crypto';
import type { OpeningKey } from '#crypto';
import { MemoryLedgerStore } from '#device';
import type { LedgerStore } from '#device';
import { admitProofBytes, toMemberId } from '#ledger';
import type { MemberId, PageId, Right } from '#ledger';
import { LOCAL } from '#record';
import { admit, remove } from '../../../src/sync/replica/commands.ts';
import { addDevice, askToBeAdded } from '../../../src/sync/replica/devices.ts';
import { foundingDrafts, foundRecord } from '../../../src/sync/replica/founding.ts';
import { toIdentity } from '../../../src/sync/replica/identity.ts';
import type { FormerIdentity, Identity } from '../../../src/sync/replica/identity.ts';
import type { Hearing } from '../../../src/sync/replica/notice.ts';
import { Replica } from '../../../src/sync/replica/replica.ts';
import { seededRandom } from '../ledger/cast.ts';

const secret = (random: Random): Redacted<Bytes> => new Redacted(random(32));

/** A clock that moves only when told, so that a test's times are its own. */
export class TestClock {
  now = Date.UTC(2026, 0, 5, 9);
  readonly read: Clock = () => toInstant(this.now);
}

const opened = async (options: Parameters<typeof Replica.open>[0]): Promise<Replica> => {
  const replica = await Replica.open(options);
  if (!replica.ok) throw new Error(replica.error.type);
  return replica.value;
};

/** A client's new record in memory, with the four first pages. */
export const createCast = async (seed = 1) => {
  const random = seededRandom(seed);
  const clock = new TestClock();
  const seeds = { sign: secret(random), box: secret(random) };
  const identity = await toIdentity(seeds);
  const receipts = secret(random);
  const [rootSign, rootBox] = [secret(random), secret(random)];
  const { record, begin } = await foundRecord(identity, { rootSign, rootBox, receipts }, random);
  const store: LedgerStore = new MemoryLedgerStore();
  const receiptsKey = await createBoxKey(receipts.reveal());
  const open = () => opened({ record, identity, store, clock: clock.read, random, receiptsKey });
  const client = await open();
  const { drafts, keys } = await foundingDrafts({ record, identity, random }, begin, 'Sam', [
    { kind: 'about-me', title: 'About me' },
    { kind: 'plan', title: 'My plan' },
    { kind: 'journal', title: 'Journal' },
    { kind: 'just-me', title: 'Just me' },
  ]);
  for (const key of keys) client.keyring.add(key);
  const written = await client.write(drafts);
  if (!written.ok) throw new Error(written.error.type);
  return {
    client,
    record,
    random,
    clock,
    store,
    seeds: { ...seeds, receipts },
    root: { sign: await createSigningKey(rootSign.reveal()), box: await createBoxKey(rootBox.reveal()) },
    reopenClient: open,
  };
};

export type Cast = Awaited<ReturnType<typeof createCast>>;

/** Lets somebody in, and gives their device as it is before it has heard of anything. */
export const join = async (
  cast: Cast,
  n: number,
  name: string,
  rights: ReadonlyMap<PageId, Right>,
  store: LedgerStore = new MemoryLedgerStore(),
): Promise<Replica & { readonly member: MemberId }> => {
  const identity = await toIdentity({ sign: secret(cast.random), box: secret(cast.random) });
  const member = toMemberId(n.toString(16).padStart(32, '0'));
  if (!member) throw new Error('a member id is 16 bytes');
  const proof = await identity.signer.sign(admitProofBytes(cast.record, cast.client.identity.strand, member, identity.keys));
  const done = await admit(cast.client, {
    member,
    device: identity.keys,
    proof,
    card: { name, role: 'Worker', organisation: 'Somewhere' },
    rights,
  });
  if (!done.ok) throw new Error(done.error.type);
  const replica = await opened({
    record: cast.record,
    identity,
    store,
    clock: cast.clock.read,
    random: cast.random,
    receiptsKey: null,
  });
  return Object.assign(replica, { member });
};

/** At once: on the client's phone Eve is let in, on their laptop, which has not heard of it, somebody is taken off, which changes keys. */
export const letInAndTakenOff = async (cast: Cast, rights: ReadonlyMap<PageId, Right>, off: MemberId) => {
  const laptop = await further(cast, cast.client);
  await carry(cast.client, laptop);
  const eve = await join(cast, 3, 'Eve', rights);
  await carry(cast.client, eve);
  await remove(laptop, off);
  return { laptop, eve };
};

/** What a device goes by when it hears word left in an old room: what it has stored, and whatever else is given. */
export const hearing = (replica: Replica, change: Partial<Hearing> = {}): Hearing => ({
  inviter: null,
  client: new Map(),
  member: replica.me === 'client' ? null : replica.me,
  ...change,
});

/** Gives `to` what `from` has. */
export const carry = async (from: Replica, to: Replica): Promise<void> => {
  for (const slice of from.ledger.missing(to.ledger.have())) await to.offer(slice);
  for (const slice of from.ledger.branchesBeyond(to.ledger.heads())) await to.offer(slice);
  await to.settled();
};

/** A device of the cast's making: fresh keys, an empty disk or the one given, nothing heard of yet. */
export const newDevice = async (
  cast: Pick<Cast, 'random' | 'record' | 'clock'>,
  options: {
    readonly store?: LedgerStore;
    readonly identity?: Identity;
    readonly receiptsKey?: OpeningKey;
    readonly former?: readonly FormerIdentity[];
  } = {},
): Promise<Replica> =>
  opened({
    record: cast.record,
    identity: options.identity ?? (await toIdentity({ sign: secret(cast.random), box: secret(cast.random) })),
    store: options.store ?? new MemoryLedgerStore(),
    clock: cast.clock.read,
    random: cast.random,
    receiptsKey: options.receiptsKey ?? null,
    former: options.former ?? [],
  });

export const newIdentity = (cast: Pick<Cast, 'random'>): Promise<Identity> =>
  toIdentity({ sign: secret(cast.random), box: secret(cast.random) });

/** Lets a further device of the same person in, by one that they have; it has heard of nothing yet. */
export const further = async (cast: Cast, by: Replica): Promise<Replica> => {
  const device = await newDevice(cast);
  const added = await addDevice(by, await askToBeAdded(device.identity, cast.record, by.identity.strand, by.isClient));
  if (!added.ok) throw new Error(added.error.type);
  return device;
};

/** Until all have the same, one after the other. */
export const meet = async (...replicas: readonly Replica[]): Promise<void> => {
  for (let i = 0; i < 2; i++) for (const from of replicas) for (const to of replicas) if (from !== to) await carry(from, to);
};

export const pageOf = (replica: Replica, kind: string): PageId => {
  const page = replica.view().pages.find((one) => one.kind === kind);
  if (!page) throw new Error(`no ${kind}`);
  return page.id;
};

/** Sets one value on a page, as a command does, and seals it. */
export const say = async (replica: Replica, page: PageId, key: string, value: string): Promise<void> => {
  const open = replica.openPage(page);
  if (!open) throw new Error('this page is not open here');
  open.doc.transact(() => open.doc.getMap('items').set(key, value), LOCAL);
  await replica.flush();
};

export const read = (replica: Replica, page: PageId): Record<string, unknown> | null =>
  replica.openPage(page)?.doc.getMap('items').toJSON() ?? null;

export const sameDocument = (a: Replica, b: Replica, page: PageId): boolean => {
  const [x, y] = [a.openPage(page), b.openPage(page)];
  return (
    x !== null &&
    y !== null &&
    JSON.stringify(x.doc.getMap('items').toJSON()) === JSON.stringify(y.doc.getMap('items').toJSON()) &&
    Y.encodeStateVector(x.doc).length === Y.encodeStateVector(y.doc).length
  );
};
