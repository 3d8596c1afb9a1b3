import { Redacted, textToBytes } from '#base';
import { createBoxKey } from '#crypto';
import { MemoryLedgerStore } from '#device';
import { admitProofBytes, Ledger, linkProofBytes, TEAM_PAGE } from '#ledger';
import type { Entry, MemberId, PageId } from '#ledger';
import { writePersonCard } from '#record';
import { Replica } from '#sync';
import { ailmentsOf, TeamFold, withKeys } from '#team';
import { createPageId, foundingDrafts, foundRecord, pageDrafts } from '../../../src/sync/replica/founding.ts';
import { toIdentity } from '../../../src/sync/replica/identity.ts';
import type { Identity } from '../../../src/sync/replica/identity.ts';
import { shareRound } from '../../../src/sync/replica/key-rounds.ts';
import { OwnLog } from '../../../src/sync/replica/own-log.ts';
import type { Draft } from '../../../src/sync/replica/own-log.ts';
import { memberId, seededRandom } from '../../unit/ledger/cast.ts';
import { TestClock } from '../../unit/replica/cast.ts';
import { storeOf } from '../ledger/reopen.ts';

/** A member with the device that they were let in with and the one that they named. */
export interface TwoDevices {
  readonly member: MemberId;
  readonly first: Identity;
  readonly second: Identity;
}

/**
 * A client and `members` others with two devices each, who may write on `pages` pages, with every key where it belongs. Written by the
 * product's own log, entry by entry, without the devices around it: what they do by themselves, and when, would be mixed up with it.
 */
export const createLargeTeam = async (members: number, pages: number) => {
  const random = seededRandom(12);
  const clock = new TestClock();
  const secret = () => new Redacted(random(32));
  const createIdentity = () => toIdentity({ sign: secret(), box: secret() });
  const client = await createIdentity();
  const receipts = secret();
  const { record, begin } = await foundRecord(client, { rootSign: secret(), rootBox: secret(), receipts }, random);
  const ledger = new Ledger(record);
  const fold = new TeamFold(ledger.index);
  const team = () => (fold.update(), fold.team);

  const logOf = (identity: Identity) => {
    const goesBy = () => ledger.heads().filter(({ strand }) => strand !== identity.strand);
    return new OwnLog({ ledger, store: new MemoryLedgerStore(), identity, clock: clock.read, random, goesBy });
  };
  const write = async (log: OwnLog, drafts: readonly Draft[]): Promise<void> => {
    const written = await log.write(drafts);
    if (!written.ok) throw new Error(written.error.type);
  };

  const log = logOf(client);
  const founding = await foundingDrafts({ record, identity: client, random }, begin, 'Sam', [{ kind: 'just-me', title: 'Just me' }]);
  await write(log, founding.drafts);
  const keys = new Map(founding.keys.map((key) => [key.id, key]));
  const teamKey = founding.keys.find(({ page }) => page === TEAM_PAGE);
  if (!teamKey) throw new Error('no key');
  const shared: PageId[] = [];
  for (let i = 1; i <= pages; i++) {
    const page = createPageId(random);
    const card = { kind: 'journal' as const, title: `Journal ${String(i)}`, order: i + 1 };
    const made = await pageDrafts({ record, identity: client, random, rootBox: begin.rootBox }, page, card);
    keys.set(made.key.id, made.key);
    await write(log, made.drafts);
    shared.push(page);
  }
  const shareWhatLacks = async (): Promise<void> => {
    const drafts = ailmentsOf(team()).share.flatMap(({ key: id, strands }) => {
      const key = keys.get(id);
      return key ? [shareRound(record, key, withKeys(team(), strands))] : [];
    });
    await write(log, drafts);
  };

  const people: TwoDevices[] = [];
  for (let n = 1; n <= members; n++) {
    const [first, second] = [await createIdentity(), await createIdentity()];
    const member = memberId(n);
    const proof = await first.signer.sign(admitProofBytes(record, client.strand, member, first.keys));
    const card = writePersonCard({ name: `Worker ${String(n)}`, role: 'Worker', organisation: 'Somewhere' });
    await write(log, [
      {
        facts: { kind: 'admit', member, device: first.keys, proof },
        page: TEAM_PAGE,
        words: { key: teamKey, payload: textToBytes(card) },
      },
      { facts: { kind: 'grant', member, right: 'see' }, page: TEAM_PAGE, words: null },
      ...shared.map((page): Draft => ({ facts: { kind: 'grant', member, right: 'write' }, page, words: null })),
    ]);
    const named = await second.signer.sign(linkProofBytes(record, first.strand, second.keys));
    await write(logOf(first), [{ facts: { kind: 'link', device: second.keys, proof: named }, page: null, words: null }]);
    await shareWhatLacks();
    people.push({ member, first, second });
  }
  const entries: readonly Entry[] = [...ledger.index.entries];
  ledger.close();
  const receiptsKey = await createBoxKey(receipts.reveal());

  /** A device of the team with all that was written. */
  const open = async (identity: Identity): Promise<Replica> => {
    const opened = await Replica.open({
      record,
      identity,
      store: await storeOf(entries),
      clock: clock.read,
      random,
      receiptsKey: identity === client ? receiptsKey : null,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    return opened.value;
  };
  return { record, client, people, shared, keys: [...keys.values()], entries, open };
};
