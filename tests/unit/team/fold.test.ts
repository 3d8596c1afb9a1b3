import { expect, test } from 'vitest';
import { MEET_PAGE, TEAM_PAGE } from '#ledger';
import { JOURNAL, meet, PLAN, World } from './cast.ts';

const cast = () => {
  const world = new World();
  const client = world.begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write', [PLAN]: 'see' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write', [PLAN]: 'write' });
  meet(client, sam, kim);
  return { world, client, sam, kim };
};

test('T1.1 the recovery with the highest number is the root’s word, of equal ones the smaller hash', () => {
  const { client, kim } = cast();
  const note = client.writes();
  const early = kim.recovers('early', [note], 1);
  const high = kim.hears(client).recovers('high', [note], 2);
  const other = kim.recovers('other', [note], 2);
  meet(client, kim, early, high, other);
  const winner = (high.last?.hash ?? '') < (other.last?.hash ?? '') ? high : other;
  expect(client.team.clientDevices()).toEqual([winner.strand]);
});

test('T1.2 a recovery that the root’s word had not seen cuts nothing; one among its ancestors still does', () => {
  const { client, kim } = cast();
  const first = client.recovers('first', [], 1);
  const second = first.recovers('second', first.last ? [first.last] : [], 2);
  const stray = kim.recovers('stray', [], 1);
  meet(client, kim, first, second, stray);
  expect(client.team.isClientNow(second.strand)).toBe(true);
  expect(client.team.isClientNow(first.strand)).toBe(false);
  expect(client.team.isClientNow(stray.strand)).toBe(false);
});

test('T2.1 a member’s admit, grant or remove says nothing', () => {
  const { client, sam, kim } = cast();
  const eve = sam.admits('Eve', { [JOURNAL]: 'write' });
  sam.grants(sam, PLAN);
  const removal = sam.removes(kim);
  meet(client, sam, kim, eve);
  expect(client.team.whoOf(eve.strand)).toBeNull();
  expect(client.team.rightOf(sam.member ?? 'client', PLAN)).toBe('see');
  expect(client.team.isOn(kim.strand)).toBe(true);
  expect(client.team.whyHeld(removal.hash)?.rule).toBe('T3.2');
});

test('T2.2 a device that the client links is the client’s from there on', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  const jo = laptop.admits('Jo', { [JOURNAL]: 'write' });
  const note = jo.writes();
  meet(client, laptop, sam, jo);
  expect(sam.team.clientDevices()).toHaveLength(2);
  expect(sam.counts(note)).toBe(true);
  expect(sam.team.whoOf(laptop.strand)).toBe('client');
});

test('T2.2 what a device of the client wrote without having what made it theirs does not count', () => {
  const { world, client, sam } = cast();
  const laptop = client.links('laptop');
  const removal = laptop.says({ kind: 'remove', target: { strand: sam.strand } }, { parents: [] });
  const note = laptop.says({ kind: 'change' }, { page: JOURNAL, keyId: world.keyId(), parents: [] });
  const next = laptop.writes();
  client.hears(laptop);
  expect(client.team.whyHeld(removal.hash)?.rule).toBe('T2.2');
  expect(client.team.whyHeld(note.hash)?.rule).toBe('T2.2');
  expect(client.team.isOn(sam.strand)).toBe(true);
  expect(client.counts(next)).toBe(true);
});

test('T2.3 what a stolen device of the client did past the line is undone', () => {
  const { client, sam, kim } = cast();
  const last = client.writes();
  meet(client, sam, kim);
  client.removes(kim);
  client.revokes(sam);
  const eve = client.admits('Eve', { [JOURNAL]: 'write' });
  meet(client, sam, kim, eve);
  const phone = sam.recovers('new phone', [last], 1);
  const note = phone.writes();
  meet(phone, sam, kim);
  expect(kim.team.isOn(kim.strand)).toBe(true);
  expect(kim.team.rightOf(sam.member ?? 'client', JOURNAL)).toBe('write');
  expect(kim.team.whoOf(eve.strand)).toBeNull();
  expect(kim.counts(last)).toBe(true);
  expect(kim.counts(note)).toBe(true);
  expect(kim.team.clientDevices()).toEqual([phone.strand]);
  expect(kim.team.rootKeys()?.sign).toBe('e'.repeat(64));
});

test('T2.3 a device of the client made theirs again after a recovery keeps what it had written', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  const last = client.writes();
  const phone = client.recovers('new phone', [last]);
  const jo = laptop.admits('Jo', { [JOURNAL]: 'write' });
  phone.says({ kind: 'clink', device: laptop.keys, proof: new Uint8Array(0) });
  meet(client, sam, laptop, jo, phone);
  expect(sam.team.isClientNow(laptop.strand)).toBe(true);
  expect(sam.team.isClientNow(client.strand)).toBe(false);
  expect(sam.team.isOn(jo.strand)).toBe(true);
});

test('T2.3 what a line names counts when it comes after the recovery', () => {
  const { client, sam, kim } = cast();
  const last = client.writes();
  const phone = sam.recovers('new phone', [last]);
  kim.hears(phone);
  expect(kim.team.clientDevices()).toEqual([phone.strand]);
  kim.takes(last);
  expect(kim.counts(last)).toBe(true);
});

test('T3.1 a further device that a member links writes as that member', () => {
  const { client, sam } = cast();
  const tablet = sam.links('tablet');
  const note = tablet.writes();
  meet(client, sam, tablet);
  expect(client.team.whoOf(tablet.strand)).toBe(sam.member);
  expect(client.counts(note)).toBe(true);
  expect(client.team.members().find((one) => one.member === sam.member)?.strands).toHaveLength(2);
});

test('T3.1 words of a device that nobody on the team let in are held', () => {
  const { client, sam } = cast();
  const eve = sam.admits('Eve');
  client.hears(sam);
  const note = eve.writes();
  client.takes(note);
  expect(client.team.whyHeld(note.hash)?.rule).toBe('T3.1');
  expect(client.team.isGoneBy(note)).toBe(false);
});

test('T3.3 a removal reaches all devices of a member, also one linked at the same time', () => {
  const { client, sam } = cast();
  client.removes(sam);
  const tablet = sam.links('tablet');
  const note = tablet.writes();
  meet(client, tablet);
  expect(client.team.isOn(sam.strand)).toBe(false);
  expect(client.team.isOn(tablet.strand)).toBe(false);
  expect(client.counts(note)).toBe(false);
  expect(client.team.whoOf(tablet.strand)).toBeNull();
  expect(client.team.claimOf(tablet.strand)).toBe(sam.member);
});

test('T3.3 a removal of one device leaves the member’s other one', () => {
  const { client, sam } = cast();
  const tablet = sam.links('tablet');
  meet(client, sam, tablet);
  client.removesDevice(sam);
  const note = tablet.hears(client).writes();
  client.hears(tablet);
  expect(client.team.isOn(sam.strand)).toBe(false);
  expect(client.team.isOn(tablet.strand)).toBe(true);
  expect(client.counts(note)).toBe(true);
});

test('T3.4 no removal takes a device of the client off', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  client.removesDevice(laptop);
  meet(client, sam, laptop);
  expect(sam.team.isOn(laptop.strand)).toBe(true);
});

test('T3.5 what the removal had seen goes on counting, what it had not is held', () => {
  const { client, sam } = cast();
  const before = sam.writes();
  client.hears(sam);
  const removal = client.removes(sam);
  const after = sam.writes();
  client.hears(sam);
  expect(client.counts(before)).toBe(true);
  expect(client.counts(after)).toBe(false);
  expect(client.team.whyHeld(after.hash)).toEqual({ rule: 'T3.5', cuts: [removal] });
  expect(client.team.held()).toEqual([after]);
});

test('T3.6 what someone had answered before they heard of the removal counts by itself', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  const late = sam.writes();
  kim.hears(sam);
  client.hears(kim);
  expect(client.counts(late)).toBe(false);
  const answer = kim.writes();
  client.hears(kim);
  expect(client.counts(answer)).toBe(true);
  expect(client.counts(late)).toBe(true);
});

test('T3.6 what was answered after the removal was known is not vouched for', () => {
  const { client, sam, kim } = cast();
  const removal = client.removes(sam);
  const late = sam.writes();
  meet(client, sam, kim);
  const answer = kim.says(
    { kind: 'change' },
    { page: JOURNAL, parents: [{ strand: late.strand, seq: late.seq, hash: late.hash }, ...kim.team.parentsFor(kim.strand)] },
  );
  client.hears(kim);
  expect(client.index.has(answer, removal)).toBe(true);
  expect(client.counts(late)).toBe(false);
});

test('T3.6 two who were removed do not vouch for each other', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  client.removes(kim);
  const late = sam.writes();
  kim.hears(sam);
  const answer = kim.writes();
  meet(client, sam, kim);
  expect(client.counts(late)).toBe(false);
  expect(client.counts(answer)).toBe(false);
});

test('T3.6 vouching carries along a chain of removals', () => {
  const { client, sam, kim } = cast();
  const jo = client.admits('Jo', { [JOURNAL]: 'write' });
  meet(client, jo);
  client.removes(sam);
  client.removes(kim);
  const late = sam.writes();
  const answer = kim.hears(sam).writes();
  const third = jo.hears(kim).writes();
  client.hears(jo);
  for (const entry of [late, answer, third]) expect(client.counts(entry)).toBe(true);
});

test.each(['seen', 'share'] as const)('T3.7 a %s vouches for nothing', (kind) => {
  const { world, client, sam, kim } = cast();
  client.removes(sam);
  const late = sam.writes();
  kim.hears(sam);
  if (kind === 'seen') kim.receipts();
  else kim.shares(JOURNAL, world.keyId(), [sam]);
  client.hears(kim);
  expect(client.counts(late)).toBe(false);
});

test('T4.1 the client writes on every page', () => {
  const { client, kim } = cast();
  const note = client.writes(PLAN);
  expect(kim.hears(client).counts(note)).toBe(true);
});

test('T4.2 words on a page without a grant to write among their ancestors are held', () => {
  const { client, sam } = cast();
  const note = sam.writes(PLAN);
  client.hears(sam);
  expect(client.team.whyHeld(note.hash)?.rule).toBe('T4.2');
  client.grants(sam, PLAN);
  expect(client.counts(note)).toBe(false);
  const next = sam.hears(client).writes(PLAN);
  expect(client.hears(sam).counts(next)).toBe(true);
});

test('T4.3 a revoke keeps what it had seen, and holds what came after', () => {
  const { client, sam } = cast();
  const before = sam.writes();
  client.hears(sam);
  const revoke = client.revokes(sam);
  const after = sam.writes();
  client.hears(sam);
  expect(client.counts(before)).toBe(true);
  expect(client.team.whyHeld(after.hash)).toEqual({ rule: 'T4.3', cuts: [revoke] });
});

test('T4.3 a grant that had seen the revoke lets words count again', () => {
  const { client, sam } = cast();
  client.revokes(sam);
  client.grants(sam);
  const note = sam.hears(client).writes();
  client.hears(sam);
  expect(client.counts(note)).toBe(true);
});

test('T4.3 words that another had built on before the revoke was known go on counting', () => {
  const { client, sam, kim } = cast();
  client.revokes(sam, JOURNAL, 'write');
  const late = sam.writes();
  const answer = kim.hears(sam).writes();
  client.hears(kim);
  expect(client.counts(answer)).toBe(true);
  expect(client.counts(late)).toBe(true);
});

test('T4.4 words on a branch wait until the client has met that branch and not the other', () => {
  const { client, sam, kim } = cast();
  const copy = sam.copy();
  const one = sam.writes();
  const other = copy.writes();
  client.hears(sam);
  client.receipts();
  meet(client, kim, copy);
  expect(kim.counts(one)).toBe(true);
  expect(kim.team.whyHeld(other.hash)?.rule).toBe('T4.4');
  expect(kim.team.mayWrite(sam.strand, JOURNAL)).toBe(false);
});

test('T4.4 a client’s entry that had both branches chooses neither', () => {
  const { client, sam } = cast();
  const copy = sam.copy();
  const [one, other] = [sam.writes(), copy.writes()];
  client.hears(sam).hears(copy).receipts();
  expect([one, other].map((entry) => client.team.whyHeld(entry.hash)?.rule)).toEqual(['T4.4', 'T4.4']);
});

test('T4.4 a branch of the client’s own strand is not chosen by what follows on it', () => {
  const { client, kim } = cast();
  const laptop = client.links('laptop');
  const copy = client.copy();
  const one = client.writes();
  client.receipts();
  const other = copy.writes();
  copy.receipts();
  kim.hears(client).hears(copy);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, false]);
  laptop.hears(copy).receipts();
  kim.hears(laptop);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, true]);
});

test('T4.5 of two branches that the client met on two devices the one with the smaller hash counts', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  const copy = sam.copy();
  const one = sam.writes();
  const other = copy.writes();
  client.hears(sam).receipts();
  laptop.hears(copy).receipts();
  meet(client, laptop);
  const [smaller, larger] = one.hash < other.hash ? [one, other] : [other, one];
  expect(client.counts(smaller)).toBe(true);
  expect(client.team.whyHeld(larger.hash)?.rule).toBe('T4.5');
});

test('T4.6 an accept lets held words count up to the one it names, and nothing else', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  const first = sam.writes();
  const tablet = sam.links('tablet');
  const second = sam.writes();
  const third = sam.writes();
  client.hears(sam).hears(tablet);
  const accept = client.accepts(second);
  kim.hears(client);
  expect([first, second, third].map((entry) => kim.counts(entry))).toEqual([true, true, false]);
  expect(kim.team.acceptedBy(first.hash)).toEqual(accept);
  expect(kim.team.isOn(tablet.strand)).toBe(false);
});

test('T4.6 an accept that comes before the words it names lets them count when they come', () => {
  const { client, sam, kim } = cast();
  client.removes(sam);
  const late = sam.writes();
  client.hears(sam);
  const accept = client.accepts(late);
  for (const entry of client.index.entries) if (entry !== late && !kim.index.get(entry.hash)) kim.takes(entry);
  expect(kim.index.get(accept.hash)).toBeDefined();
  kim.takes(late);
  expect(kim.counts(late)).toBe(true);
});

test('T4.7 of two branches the one that the client let count first counts, whatever their devices had met', () => {
  const { client, sam, kim } = cast();
  const laptop = client.links('laptop');
  const copy = sam.copy();
  const one = sam.writes();
  const other = copy.writes();
  client.hears(sam).receipts();
  meet(client, laptop, copy);
  expect(client.counts(one)).toBe(true);
  const accept = client.accepts(other);
  kim.hears(client);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, true]);
  expect(kim.team.whyHeld(one.hash)?.rule).toBe('T4.7');
  expect([kim.team.isSetAside(one), kim.team.isSetAside(other)]).toEqual([true, false]);
  // A second word on the same place comes too late.
  client.accepts(one);
  kim.hears(client);
  expect([one, other].map((entry) => kim.counts(entry))).toEqual([false, true]);
  expect(kim.team.acceptedBy(other.hash)).toEqual(accept);
  expect(kim.team.acceptedBy(one.hash)).toBeNull();
});

test('T4.7 two devices of the client that let another branch count each end with one of them', () => {
  const { client, sam, kim } = cast();
  const laptop = client.links('laptop');
  const copy = sam.copy();
  const [one, other] = [sam.writes(), copy.writes()];
  meet(client, laptop, sam, copy);
  const accepts = [client.accepts(one), laptop.accepts(other)];
  kim.hears(client).hears(laptop);
  const [first] = accepts.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  expect(kim.counts(one)).toBe(first === accepts[0]);
  expect(kim.counts(other)).toBe(first === accepts[1]);
  expect(kim.team.isSetAside(first === accepts[0] ? other : one)).toBe(true);
});

test('T5.1 write includes see, losing write leaves see, losing see loses both', () => {
  const { client, sam } = cast();
  const who = sam.member ?? 'client';
  expect(client.team.rightOf(who, JOURNAL)).toBe('write');
  client.revokes(sam, JOURNAL, 'write');
  expect(client.team.rightOf(who, JOURNAL)).toBe('see');
  client.revokes(sam, JOURNAL, 'see');
  expect(client.team.rightOf(who, JOURNAL)).toBe('none');
  client.grants(sam, JOURNAL, 'see');
  expect(client.team.rightOf(who, JOURNAL)).toBe('see');
  expect(client.team.mayWrite(sam.strand, JOURNAL)).toBe(false);
});

test('T5.1 a revoke at the same time as a grant wins', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  client.grants(sam, PLAN);
  laptop.revokes(sam, PLAN, 'write');
  meet(client, laptop);
  expect(client.team.rightOf(sam.member ?? 'client', PLAN)).toBe('see');
});

test('T5.2 every device on the team sees the meeting page, and only with a grant the team page', () => {
  const { client } = cast();
  const keeper = client.admits('Office tablet');
  expect(client.team.rightOf(keeper.member ?? 'client', MEET_PAGE)).toBe('see');
  expect(client.team.rightOf(keeper.member ?? 'client', TEAM_PAGE)).toBe('none');
  client.grants(keeper, TEAM_PAGE, 'see');
  expect(client.team.maySee(keeper.strand, TEAM_PAGE)).toBe(true);
});

test('T5.3 a device is whose it was first named for', () => {
  const { client, sam, kim } = cast();
  client.says({ kind: 'admit', member: kim.member ?? new World(9).memberId(), device: sam.keys, proof: new Uint8Array(0) });
  expect(client.team.whoOf(sam.strand)).toBe(sam.member);
  expect(client.team.keysOf(sam.strand)).toEqual(sam.keys);
});

test('T5.4 who was removed has no right on any page', () => {
  const { client, sam } = cast();
  client.removes(sam);
  for (const page of [JOURNAL, PLAN, MEET_PAGE]) expect(client.team.rightOf(sam.member ?? 'client', page)).toBe('none');
  expect(client.team.readersOf(JOURNAL)).not.toContain(sam.strand);
});

test('T6.1 the page’s key is that of the latest rotate, of concurrent ones the smaller hash', () => {
  const { client, sam } = cast();
  const laptop = client.links('laptop');
  client.rotates(JOURNAL, [client, sam]);
  laptop.hears(client);
  const one = client.rotates(JOURNAL, [client]);
  const other = laptop.rotates(JOURNAL, [client]);
  meet(client, laptop, sam);
  expect(sam.team.rotateOf(JOURNAL)).toEqual(one.hash < other.hash ? one : other);
  const later = laptop.rotates(JOURNAL, [client]);
  expect(laptop.team.rotateOf(JOURNAL)).toEqual(later);
});

test('a held entry is never a parent', () => {
  const { client, sam } = cast();
  client.removes(sam);
  const late = sam.writes();
  client.hears(sam);
  const note = client.writes();
  expect(client.index.has(note, late)).toBe(false);
  client.accepts(late);
  expect(client.index.has(client.writes(), late)).toBe(true);
});

test('pages are those with a counting page entry or key, each with its latest entry', () => {
  const { client, sam } = cast();
  client.makesPage(PLAN);
  const renamed = client.makesPage(PLAN);
  sam.makesPage(JOURNAL);
  client.hears(sam);
  expect(client.team.pages()).toEqual([PLAN]);
  expect(client.team.pageEntry(PLAN)).toEqual(renamed);
});
