import { err, ok, Redacted } from '#base';
import type { Bytes, Clock, Random, Result } from '#base';
import { createBoxKey, toSignKey } from '#crypto';
import { createRecovery, holdRecord } from '#device';
import type { Device, Network, StorageError, StoredRecord } from '#device';
import { MEET_PAGE, toPageKey, toStrand } from '#ledger';
import { Attachments } from './attachments/attachments.ts';
import { Cursors } from './cursors/cursors.ts';
import { formerOf } from './former.ts';
import { Connection } from './replica/connection.ts';
import type { LinkView } from './replica/connection.ts';
import { Preview } from './preview/preview.ts';
import { SnapshotWriter } from './preview/snapshot-writer.ts';
import { foundingDrafts, foundRecord } from './replica/founding.ts';
import type { FirstPage } from './replica/founding.ts';
import { toIdentity } from './replica/identity.ts';
import { needsNewStrand, takeNewStrand } from './replica/new-strand.ts';
import { Replica } from './replica/replica.ts';
import type { ReplicaError } from './replica/types.ts';

export type OpenError =
  | { readonly type: 'storage'; readonly reason: StorageError['type'] }
  | { readonly type: 'open-elsewhere' }
  | { readonly type: 'unknown-record' }
  | { readonly type: 'taken-off' }
  | ReplicaError;

/** What opening needs of the world. */
export interface World {
  readonly device: Device;
  readonly clock: Clock;
  readonly random: Random;
}

/** Why an open record is shut without having been asked to. `storage`: what was shown could not be opened. */
export type Gone = 'taken-over' | 'taken-off' | 'new-strand' | 'storage';

/** A record that is open in this tab. */
export interface OpenRecord {
  readonly stored: StoredRecord;
  /** What it looked like last is seen at once where this device has it; the record itself follows: see `replica.opened`. */
  readonly replica: Replica;
  /** Pictures and letters: those that are here, and those that others have. */
  readonly attachments: Attachments;
  /** Where others are in the texts of the pages that are open. */
  readonly cursors: Cursors;
  /** `null` while the record itself is not open yet. */
  links(): LinkView | null;
  /** Says whether others see that this person is here. */
  show(me: boolean): Promise<void>;
  /** Another tab took the record over, this device was taken off while it was open, or it goes on under a new strand: open it again. */
  onGone(listener: (why: Gone) => void): () => void;
  /** The person looks elsewhere: seals what is unsealed, and writes down what is shown at the next start. */
  rest(): Promise<void>;
  /** Closes links and forgets keys. Resolves when what was written is on the disk. */
  close(): Promise<void>;
}

/** How long a sealed ledger stays on a device that was taken off, so that a thief who removes everybody destroys nothing. */
export const KEPT_AFTER_REMOVAL_MS = 90 * 24 * 60 * 60 * 1000;

const secret = (random: Random): Redacted<Bytes> => new Redacted(random(32));

/**
 * Makes a new record on this device: its root, its keys, its first pages. The words are shown once; they are kept nowhere.
 */
export const createRecord = async (
  world: World,
  options: { readonly name: string; readonly pages: readonly FirstPage[]; readonly network: Network },
): Promise<Result<{ readonly open: OpenRecord; readonly words: readonly string[] }, OpenError>> => {
  const { device, random, clock } = world;
  const recovery = createRecovery(random);
  const seeds = { sign: secret(random), box: secret(random), receipts: secret(random) };
  const identity = await toIdentity(seeds);
  const { record, begin } = await foundRecord(identity, { ...recovery, receipts: seeds.receipts }, random);
  const stored: StoredRecord = {
    id: device.records.createName(),
    record,
    role: 'client',
    label: options.name,
    space: device.records.createName(),
    state: 'open',
    seeds,
    network: options.network,
    introduction: new Uint8Array(0),
    inviter: null,
    meet: null,
    takenOffAt: null,
    showMe: false,
    former: [],
  };
  const replica = await Replica.open({
    record,
    identity,
    store: device.records.ledgerStoreOf(stored),
    clock,
    random,
    receiptsKey: await createBoxKey(seeds.receipts.reveal()),
  });
  if (!replica.ok) return err({ type: 'storage', reason: replica.error.type });
  const { drafts, keys } = await foundingDrafts({ record, identity, random }, begin, options.name, options.pages);
  for (const key of keys) replica.value.keyring.add(key);
  const written = await replica.value.write(drafts);
  if (!written.ok) return written;
  try {
    await device.records.put(stored);
  } catch {
    return err({ type: 'storage', reason: 'failed' });
  }
  await replica.value.close();
  const open = await openRecord(world, stored.id);
  return open.ok ? ok({ open: open.value, words: recovery.words }) : open;
};

/** Opens a record of this device, and looks for its team. `take`: take it over from another tab. */
export const openRecord = async (
  world: World,
  id: string,
  options: { readonly take: boolean } = { take: false },
): Promise<Result<OpenRecord, OpenError>> => {
  const { device, clock, random } = world;
  let stored = await device.records.get(id);
  if (!stored) return err({ type: 'unknown-record' });
  if (stored.state === 'taken-off') return err({ type: 'taken-off' });
  const snapshots = device.records.snapshotsOf(stored);
  const written = snapshots.load();
  const listeners = new Set<(why: Gone) => void>();
  const gone = (why: Gone) => {
    void close().then(() => {
      for (const listener of listeners) listener(why);
    });
  };
  const hold = await holdRecord(stored.space, {
    take: options.take,
    onLost: () => {
      gone('taken-over');
    },
  });
  if (hold.state === 'elsewhere') return err({ type: 'open-elsewhere' });
  const identity = await toIdentity(stored.seeds);
  const receiptsKey = stored.seeds.receipts ? await createBoxKey(stored.seeds.receipts.reveal()) : null;
  const preview = Preview.of(await written, { record: stored.record, own: identity.strand });
  const replica = Replica.begin({
    record: stored.record,
    identity,
    store: device.records.ledgerStoreOf(stored),
    clock,
    random,
    receiptsKey,
    former: await formerOf(stored),
    preview,
  });
  const attachments = new Attachments({
    store: device.records.blobsOf(stored),
    clock,
    random,
    maySee: (strand, page) => replica.team.maySee(strand, page),
  });
  const cursors = new Cursors({
    docOf: (page) => (replica.isOpening ? null : (replica.openPage(page)?.doc ?? null)),
    maySee: (strand, page) => replica.team.maySee(strand, page),
    whoOf: (strand) => replica.team.whoOf(strand),
    shows: () => !replica.isClient || (stored ?? opening).showMe,
  });
  const inviterStrand = stored.inviter && toStrand(stored.inviter.strand);
  const inviter = stored.inviter && inviterStrand !== null ? { strand: inviterStrand, key: toSignKey(stored.inviter.key) } : null;
  const meet = stored.meet && (await toPageKey(stored.record, MEET_PAGE, stored.meet.reveal()));

  const keep = async (change: Partial<StoredRecord>) => {
    if (!stored) return;
    stored = { ...stored, ...change };
    await device.records.put(stored);
  };
  let snapshot: SnapshotWriter | null = null;
  /** Taken off: keys, snapshot and attachments go now, the sealed ledger later. */
  const takenOff = async () => {
    const none = new Redacted(new Uint8Array(32));
    await (snapshot?.close({ forget: true }) ?? snapshots.forget());
    await attachments.forget();
    await keep({ state: 'taken-off', takenOffAt: clock(), seeds: { sign: none, box: none, receipts: null }, meet: null, former: [] });
    gone('taken-off');
  };
  let renewing = false;
  /** This device's strand was forked, or its own words are in its way: from here on it writes under another one. */
  const renew = async () => {
    if (renewing || !stored) return;
    renewing = true;
    const seeds = { sign: secret(random), box: secret(random), receipts: stored.seeds.receipts };
    const taken = await takeNewStrand(replica, await toIdentity(seeds));
    // Not before it is durable: a device must never wake up under a strand that nobody named.
    if (!taken.ok || !(await replica.kept())) {
      renewing = false;
      return;
    }
    await keep({ seeds, introduction: taken.value.bytes, former: [...stored.former, { strand: identity.strand, box: stored.seeds.box }] });
    gone('new-strand');
  };
  const opening = stored;
  let connection: Connection | null = null;
  let watching: () => void = () => undefined;
  const connect = (showMe: boolean) =>
    new Connection({
      replica,
      network: opening.network,
      showMe: !replica.isClient || showMe,
      introduction: opening.introduction,
      inviter,
      meet,
      talks: [attachments, cursors],
      onMoved: (key) => void keep({ meet: new Redacted(key.bytes) }),
      onTakenOff: () => void takenOff(),
    });
  /** What goes on while the record is open, from the moment on that it is. */
  const start = async (): Promise<Result<void, OpenError>> => {
    const opened = await replica.opened;
    if (closing) return err({ type: 'storage', reason: 'gone' });
    if (!opened.ok) {
      hold.release();
      return err({ type: 'storage', reason: opened.error.type });
    }
    if (replica.view().state === 'off') {
      await takenOff();
      return err({ type: 'taken-off' });
    }
    snapshot = new SnapshotWriter(replica, snapshots, preview);
    connection = connect((stored ?? opening).showMe);
    watching = replica.subscribe((event) => {
      if (event === 'team' || event === 'pages') cursors.check();
      if (event !== 'team' || !stored || stored.state === 'taken-off') return;
      const { state, name } = replica.view();
      if (state === 'off') void takenOff();
      else if (state === 'on' && (stored.state === 'joining' || (name !== '' && name !== stored.label)))
        void keep({ state: 'open', label: name || stored.label });
      if (needsNewStrand(replica)) void renew();
    });
    if (needsNewStrand(replica)) void renew();
    return ok(undefined);
  };
  let closing: Promise<void> | null = null;
  const close = () =>
    (closing ??= (async () => {
      watching();
      connection?.close();
      cursors.close();
      attachments.close();
      await replica.flush();
      await snapshot?.close({ forget: false });
      await replica.close();
      hold.release();
    })());
  const started = start();
  if (!preview) {
    const done = await started;
    if (!done.ok) return done;
  } else
    void started.then((done) => {
      if (!done.ok && done.error.type !== 'taken-off' && !closing) gone('storage');
    });
  return ok({
    get stored() {
      return stored ?? opening;
    },
    replica,
    attachments,
    cursors,
    links: () => connection?.view() ?? null,
    show: async (me) => {
      await keep({ showMe: me });
      connection?.show(!replica.isClient || me);
      cursors.showChanged();
    },
    onGone: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rest: async () => {
      await replica.flush();
      await snapshot?.write();
    },
    close,
  });
};

/** Drops the sealed ledgers of records that this device was taken off long ago. */
export const clearOldRecords = async ({ device, clock }: World): Promise<void> => {
  for (const stored of await device.records.list()) {
    if (stored.takenOffAt !== null && clock() - stored.takenOffAt > KEPT_AFTER_REMOVAL_MS) await device.records.forget(stored);
  }
};
