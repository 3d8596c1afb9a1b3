import { expect, test } from 'vitest';
import { ailmentsOf, holdersOf } from '#team';
import { JOURNAL, meet, PLAN, World } from './cast.ts';

const cast = () => {
  const client = new World().begins();
  const laptop = client.links('laptop');
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  if (!sam.member) throw new Error('Sam was let in.');
  meet(client, laptop, sam);
  return { client, laptop, sam, member: sam.member };
};

test('T6.2 a page that has no key yet asks for none, and nobody holds it', () => {
  const { client, sam } = cast();
  client.makesPage(PLAN);
  client.grants(sam, PLAN, 'see');
  expect(client.team.pages()).toEqual([PLAN]);
  expect(ailmentsOf(client.team)).toEqual({ rotate: [], share: [] });
  expect(holdersOf(client.team, PLAN)).toEqual(new Set());
});

test('T5.1 the grants that say a right of now are the latest that give it and were not taken back', () => {
  const { client, laptop, sam, member } = cast();
  const latest = (right: 'see' | 'write') => client.team.latestGrants(member, JOURNAL, right);
  const [first] = client.index.entries.filter((entry) => entry.facts.kind === 'grant');
  expect([latest('see'), latest('write')]).toEqual([[first], [first]]);
  const again = client.grants(sam);
  const see = client.grants(sam, JOURNAL, 'see');
  expect([latest('see'), latest('write')]).toEqual([[see], [again]]);
  const beside = laptop.grants(sam);
  client.hears(laptop);
  expect(new Set(latest('write'))).toEqual(new Set([again, beside]));
  client.revokes(sam, JOURNAL, 'write');
  expect([latest('see').length, latest('write')]).toEqual([2, []]);
  const last = client.grants(sam);
  expect([latest('see'), latest('write')]).toEqual([[last], [last]]);
  client.revokes(sam, JOURNAL, 'see');
  expect([latest('see'), latest('write'), client.team.latestGrants(member, PLAN, 'see')]).toEqual([[], [], []]);
});

test('T6.3 a key that a recovery undid is shared with all who may read while words that count lie under it, and only then', () => {
  const { client, sam } = cast();
  const kim = client.admits('Kim', { [JOURNAL]: 'see' });
  const first = client.rotates(JOURNAL, [client, sam, kim]);
  const undone = client.rotates(JOURNAL, [client, sam]);
  const beside = client.rotates(PLAN, [client, sam]);
  if (!first.keyId || !undone.keyId || !beside.keyId) throw new Error('A rotate has a key.');
  sam.hears(client);
  const phone = kim.recovers('new phone', [first]);
  phone.hears(client);
  const stray = () => ailmentsOf(phone.hears(sam).team).share.filter((missing) => missing.stray);
  sam.says({ kind: 'change' }, { page: JOURNAL, keyId: first.keyId });
  expect(stray()).toEqual([]);
  sam.says({ kind: 'change' }, { page: JOURNAL, keyId: undone.keyId });
  const strands = [kim.strand, phone.strand].sort((a, b) => a - b);
  expect(stray()).toEqual([{ page: JOURNAL, key: undone.keyId, strands, stray: true }]);
  sam.shares(JOURNAL, first.keyId, [kim, phone]);
  expect(stray()).toHaveLength(1);
  sam.shares(JOURNAL, undone.keyId, [kim]);
  expect(stray()).toEqual([{ page: JOURNAL, key: undone.keyId, strands: [phone.strand], stray: true }]);
  sam.shares(JOURNAL, undone.keyId, [phone]);
  expect(stray()).toEqual([]);
});
