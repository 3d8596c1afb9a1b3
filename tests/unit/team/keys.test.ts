import { expect, test } from 'vitest';
import { createBoxKey, toBoxKey } from '#crypto';
import { createPageKey, KEY_BOX_BYTES, keyIdOf, toStrand } from '#ledger';
import type { KeyId, Strand } from '#ledger';
import { ailmentsOf, holdersOf, keysToCarry, openKeyBox, rotateFacts, sealKeyBox, shareFacts } from '#team';
import type { KeyBoxPlace } from '#team';
import { createDice, JOURNAL, meet, PLAN, RECORD, World } from './cast.ts';

const dice = createDice(5);
const seed = () => Uint8Array.from({ length: 32 }, () => Math.floor(dice.roll() * 256));
const strand = (value: number): Strand => toStrand(value) ?? (0 as Strand);

const boxed = async () => {
  const mine = await createBoxKey(seed());
  const key = seed();
  const place: KeyBoxPlace = {
    record: RECORD,
    strand: strand(2 ** 53 - 1),
    seq: 7,
    page: JOURNAL,
    keyId: keyIdOf(RECORD, JOURNAL, key),
    receiver: strand(12),
  };
  const sealed = await sealKeyBox(key, mine.publicKey, place);
  if (!sealed.ok) throw new Error('A fresh key is usable.');
  return { mine, key, place, sealed: sealed.value };
};

test('a key box opens for its receiver at its place', async () => {
  const { mine, key, place, sealed } = await boxed();
  expect(sealed).toHaveLength(KEY_BOX_BYTES);
  expect(await openKeyBox(sealed, place, mine)).toEqual(key);
});

test.each([
  ['record', { record: 'f'.repeat(64) }],
  ['author', { strand: strand(2 ** 53 - 2) }],
  ['sequence', { seq: 8 }],
  ['page', { page: PLAN }],
  ['key id', { keyId: '0'.repeat(63) + '1' }],
  ['receiver', { receiver: strand(13) }],
  ['receiver, being the root', { receiver: 'root' }],
])('a key box does not open under another %s', async (_, other) => {
  const { mine, place, sealed } = await boxed();
  expect(await openKeyBox(sealed, { ...place, ...(other as Partial<KeyBoxPlace>) }, mine)).toBeNull();
});

test('a rotate holds one box for each reader, sorted, one for the root, and none for a key that is no key', async () => {
  const [one, other, root] = await Promise.all([createBoxKey(seed()), createBoxKey(seed()), createBoxKey(seed())]);
  const key = await createPageKey(RECORD, JOURNAL, seed);
  const at = { record: RECORD, strand: strand(1), seq: 3 };
  const readers = [
    { strand: strand(9), box: one.publicKey },
    { strand: strand(4), box: other.publicKey },
    { strand: strand(5), box: toBoxKey('0'.repeat(64)) },
  ];
  const facts = await rotateFacts(at, key, readers, root.publicKey);
  if (!facts.ok) throw new Error('The root’s key is usable.');
  expect(facts.value.boxes.map((box) => box.strand)).toEqual([4, 9]);
  const place = { ...at, page: JOURNAL, keyId: key.id };
  expect(await openKeyBox(facts.value.rootBox, { ...place, receiver: 'root' }, root)).toEqual(key.bytes);
  expect(await openKeyBox(facts.value.boxes[1]?.sealed ?? new Uint8Array(0), { ...place, receiver: strand(9) }, one)).toEqual(key.bytes);
  expect((await rotateFacts(at, key, [], toBoxKey('0'.repeat(64)))).ok).toBe(false);
  expect(await shareFacts(at, key, readers.slice(2))).toBeNull();
});

const cast = () => {
  const world = new World(3);
  const client = world.begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'see' });
  client.makesPage(JOURNAL);
  client.rotates(JOURNAL, [client, sam, kim]);
  meet(client, sam, kim);
  return { world, client, sam, kim };
};

test('T6.2 a page is to be rotated when someone who holds its key is taken off, or may not see it any more', () => {
  const { client, sam, kim } = cast();
  expect(ailmentsOf(client.team)).toEqual({ rotate: [], share: [] });
  client.revokes(kim, JOURNAL, 'see');
  expect(ailmentsOf(client.team).rotate).toEqual([JOURNAL]);
  client.rotates(JOURNAL, [client, sam]);
  expect(ailmentsOf(client.team).rotate).toEqual([]);
  client.removes(sam);
  expect(ailmentsOf(client.team).rotate).toEqual([JOURNAL]);
});

test('T6.2 a share to someone without the right asks for a rotation, one of an older key does not', () => {
  const { world, client, sam } = cast();
  const jo = client.admits('Jo');
  client.shares(JOURNAL, world.keyId(), [jo]);
  expect(ailmentsOf(client.team).rotate).toEqual([]);
  sam.hears(client).shares(JOURNAL, sam.team.rotateOf(JOURNAL)?.keyId ?? world.keyId(), [jo]);
  expect(ailmentsOf(client.hears(sam).team).rotate).toEqual([JOURNAL]);
});

test('T6.2 a share of someone taken off says nothing', () => {
  const { world, client, sam } = cast();
  client.removes(sam);
  const current = client.rotates(JOURNAL, [client]);
  sam.shares(JOURNAL, current.keyId ?? world.keyId(), [sam]);
  expect(ailmentsOf(client.hears(sam).team).rotate).toEqual([]);
});

test('T6.2 whoever made a key holds it, box or none', () => {
  const { client, sam, kim } = cast();
  const laptop = client.links('laptop');
  laptop.rotates(JOURNAL, [sam, kim]);
  meet(client, laptop, sam, kim);
  const rotate = laptop.last;
  const phone = client.recovers('new phone', rotate && client.last ? [client.last, rotate] : []);
  expect(phone.team.rotateOf(JOURNAL)).toEqual(rotate);
  expect(ailmentsOf(phone.team).rotate).toContain(JOURNAL);
});

test('T6.3 a device with the right and without a box is to be given the key, once', () => {
  const { world, client, sam } = cast();
  const tablet = sam.links('tablet');
  meet(client, sam, tablet);
  const key = client.team.rotateOf(JOURNAL)?.keyId ?? world.keyId();
  expect(ailmentsOf(client.team).share).toEqual([{ page: JOURNAL, key, strands: [tablet.strand], stray: false }]);
  sam.shares(JOURNAL, key, [tablet]);
  expect(ailmentsOf(client.hears(sam).team)).toEqual({ rotate: [], share: [] });
  expect(holdersOf(client.team, JOURNAL)).toContain(tablet.strand);
});

const keyOf = (entry: { readonly keyId: KeyId | null }): KeyId => entry.keyId ?? ('' as KeyId);
const everything = () => true;

test('the next rotate carries the key of the last one, of concurrent ones both', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  const second = client.rotates(JOURNAL, [client]);
  expect(keysToCarry(client.team, JOURNAL, everything)).toEqual([keyOf(second)]);
  const third = laptop.rotates(JOURNAL, [laptop]);
  meet(client, laptop, sam);
  expect(keysToCarry(client.team, JOURNAL, everything)).toEqual([keyOf(second), keyOf(third)].sort());
  const fourth = client.rotates(JOURNAL, [client]);
  expect(keysToCarry(client.team, JOURNAL, everything)).toEqual([keyOf(fourth)]);
});

test('behind a rotate whose key is not held, or that does not count, the next rotate carries the one before too', () => {
  const { client, sam } = cast();
  const first = client.team.rotateOf(JOURNAL);
  const last = client.writes();
  const stolen = client.rotates(JOURNAL, [client]);
  expect(keysToCarry(client.team, JOURNAL, (id) => id !== stolen.keyId)).toEqual([first?.keyId]);
  const phone = client.recovers('new phone', [last]);
  expect(phone.team.rotateOf(JOURNAL)).toEqual(first);
  expect(keysToCarry(phone.team, JOURNAL, everything)).toEqual([keyOf(stolen), first?.keyId].sort());
  expect(ailmentsOf(phone.hears(sam).team).rotate).toEqual([JOURNAL]);
});
