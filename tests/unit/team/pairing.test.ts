import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToHex, textToBytes, toInstant } from '#base';
import type { Bytes, Random } from '#base';
import { createBoxKey, createSigningKey, toBoxKey, toSignKey, verifySignature } from '#crypto';
import { admitProofBytes, strandOf, toMemberId, toRecordId } from '#ledger';
import type { MemberId } from '#ledger';
import { createInvite, InviteGuest, InviteHost, inviteRoom } from '#team';
import type { GuestCard, HostState, Invite, InviteGuestOptions, InviteHostOptions, KeptInvite, PictureRow } from '#team';
import { commitmentTo, picturesOf } from '../../../src/team/invite-pictures.ts';
import type { GuestPart, HostPart } from '../../../src/team/invite-pictures.ts';
import { createDice, RECORD } from './cast.ts';

const NOON = toInstant(Date.UTC(2030, 0, 1, 12));
const HOUR = 3_600_000;
const SAM: GuestCard = { name: 'Sam', role: 'Support worker', organisation: 'St Mungo’s' };
const WELCOME = textToBytes('begin, admit, share');

const memberOf = (byte: string): MemberId => {
  const member = toMemberId(byte.repeat(16));
  if (!member) throw new Error('Sixteen bytes make a member.');
  return member;
};

const randomFrom = (seed: number): Random => {
  const dice = createDice(seed);
  return (length) => Uint8Array.from({ length }, () => Math.floor(dice.roll() * 256));
};

const device = async (random: Random) => {
  const [signer, box] = await Promise.all([createSigningKey(random(32)), createBoxKey(random(32))]);
  return { keys: { sign: signer.publicKey, box: box.publicKey }, sign: (message: Uint8Array) => signer.sign(message) };
};

/** A client's device, an invitation of theirs, and whoever is invited. The time stands still until it is moved. */
const setUp = async (seed = 1) => {
  const random = randomFrom(seed);
  const clock = { now: NOON };
  const invite = createInvite(random, toInstant(NOON + HOUR), []);
  const client = await device(random);
  const createHost = (more: Partial<InviteHostOptions> = {}) =>
    InviteHost.create({ invite, record: RECORD, keys: client.keys, random, now: () => clock.now, ...more });
  const createGuest = async (more: Partial<InviteGuestOptions> = {}) =>
    InviteGuest.create({ invite, ...(await device(random)), card: SAM, random, ...more });
  return { random, clock, invite, client, createHost, createGuest };
};

type Side = Pick<InviteHost, 'receive'> | Pick<InviteGuest, 'receive'>;

/** Carries frames between two sides until both are silent; fails where they never are. */
const carry = async (from: readonly Bytes[], to: Side, back: Side): Promise<void> => {
  let frames = from;
  let [here, there] = [to, back];
  for (let i = 0; frames.length > 0; i++) {
    if (i > 20) throw new Error('They go on for ever.');
    const answers: Bytes[] = [];
    for (const frame of frames) answers.push(...(await here.receive(frame)).send);
    frames = answers;
    [here, there] = [there, here];
  }
};

const rightRow = (guest: InviteGuest): PictureRow => {
  if (guest.state.type !== 'showing') throw new Error('No pictures are shown.');
  return guest.state.row;
};

const rowsOf = (state: HostState): readonly PictureRow[] => {
  if (state.type !== 'comparing') throw new Error('No rows are shown.');
  return state.rows;
};

const pair = async (seed = 1) => {
  const world = await setUp(seed);
  const [host, guest] = [await world.createHost(), await world.createGuest()];
  await carry(guest.again(), host, guest);
  return { ...world, host, guest };
};

test('I6: both see the same four pictures, and after two yeses the guest is welcomed', async () => {
  const { host, guest, client } = await pair();
  expect(rowsOf(host.state).filter((row) => row.join() === rightRow(guest).join())).toHaveLength(1);
  expect(host.state).toMatchObject({ card: SAM });

  await host.choose(rightRow(guest));
  const { state } = host;
  if (state.type !== 'deciding') throw new Error('The pictures were the same.');
  const { member, device: keys, proof, card } = state.newcomer;
  expect(card).toEqual(SAM);
  expect(await verifySignature(keys.sign, admitProofBytes(RECORD, strandOf(client.keys.sign), member, keys), proof)).toBe(true);

  await carry((await host.approve(WELCOME)).send, guest, host);
  expect(host.state).toMatchObject({ type: 'welcomed', delivered: true });
  expect(guest.state).toEqual({
    type: 'welcomed',
    welcome: WELCOME,
    admittance: { record: RECORD, host: strandOf(client.keys.sign), hostKeys: client.keys, member },
  });
});

test('the right row stands in each of three places about equally often, and the rows differ in every picture', async () => {
  const places = [0, 0, 0];
  for (let seed = 1; seed <= 90; seed++) {
    const { host, guest } = await pair(seed);
    const rows = rowsOf(host.state);
    expect(rows).toHaveLength(3);
    for (let i = 0; i < 4; i++) expect(new Set(rows.map((row) => row[i])).size).toBe(3);
    const place = rows.findIndex((row) => row.join() === rightRow(guest).join());
    places[place] = (places[place] ?? 0) + 1;
  }
  for (const count of places) expect(count).toBeGreaterThan(15);
});

test('a guest who comes first waits until the client’s device is there', async () => {
  const { createHost, createGuest } = await setUp();
  const guest = await createGuest();
  expect(guest.state.type).toBe('looking');
  const host = await createHost();
  await carry(guest.again(), host, guest);
  expect(guest.state.type).toBe('showing');
});

test.each(['a wrong row', 'none of these'])('I6: %s ends the invitation for good, for whoever comes', async (what) => {
  const { host, guest, createGuest } = await pair();
  const wrong = rowsOf(host.state).find((row) => row.join() !== rightRow(guest).join()) ?? null;
  const step = await host.choose(what === 'a wrong row' ? wrong : null);
  await carry(step.send, guest, host);
  expect(step.keep?.over).toBe('pictures-differ');
  expect(guest.state).toEqual({ type: 'over', end: 'pictures-differ' });
  expect((await host.choose(rightRow((await pair()).guest))).state.type).toBe('over');
  const next = await createGuest();
  await carry(next.again(), host, next);
  expect(next.state).toEqual({ type: 'over', end: 'pictures-differ' });
});

test('I7: the client can say no, and take the invitation back', async () => {
  const one = await pair();
  await one.host.choose(rightRow(one.guest));
  await carry((await one.host.decline()).send, one.guest, one.host);
  expect(one.guest.state).toEqual({ type: 'over', end: 'declined' });

  const other = await setUp();
  const host = await other.createHost();
  expect((await host.takeBack()).keep?.over).toBe('taken-back');
  const guest = await other.createGuest();
  await carry(guest.again(), host, guest);
  expect(guest.state).toEqual({ type: 'over', end: 'taken-back' });
});

test('I7: an invitation past its end lets nobody in', async () => {
  const { clock, createHost, createGuest } = await setUp();
  const [host, guest] = [await createHost(), await createGuest()];
  clock.now = toInstant(NOON + HOUR + 1);
  await carry(guest.again(), host, guest);
  expect(guest.state).toEqual({ type: 'over', end: 'expired' });
  expect(host.state).toEqual({ type: 'over', end: 'expired' });
});

test('I4: a second guest is told that somebody is there, and once pictures were shown that the invitation is used', async () => {
  const { createHost, createGuest } = await setUp();
  const [host, first, second, third] = [await createHost(), await createGuest(), await createGuest(), await createGuest()];
  const [hello] = first.again();
  if (!hello) throw new Error('A guest says hello.');
  const answer = await host.receive(hello);
  await carry(second.again(), host, second);
  expect(second.state).toEqual({ type: 'over', end: 'busy' });
  await carry(answer.send, first, host);
  await carry(third.again(), host, third);
  expect(third.state).toEqual({ type: 'over', end: 'used' });
  expect(host.state).toMatchObject({ type: 'comparing', card: SAM });
});

test('I4: a guest who was answered and fell silent makes room after a minute, but only so often', async () => {
  const { clock, createHost, createGuest } = await setUp();
  const host = await createHost();
  const ends: string[] = [];
  for (let i = 0; i < 8; i++) {
    const guest = await createGuest();
    for (const frame of guest.again()) for (const answer of (await host.receive(frame)).send) await guest.receive(answer);
    ends.push(guest.state.type === 'over' ? guest.state.end : guest.state.type);
    clock.now = toInstant(clock.now + 60_000);
  }
  expect(ends).toEqual([...Array.from({ length: 5 }, () => 'showing'), 'used', 'used', 'used']);
});

test('I7: a record that this person may not join is refused without using the invitation up', async () => {
  const { createHost, createGuest } = await setUp();
  const host = await createHost();
  const own = await createGuest({ mayJoin: (record) => record !== RECORD });
  await carry(own.again(), host, own);
  expect(own.state).toEqual({ type: 'over', end: 'wrong-record' });
  expect(host.state).toEqual({ type: 'waiting' });
  const guest = await createGuest();
  await carry(guest.again(), host, guest);
  expect(guest.state.type).toBe('showing');
});

test('a hello of somebody who has left is not answered when it comes again', async () => {
  const { createHost, createGuest } = await setUp();
  const host = await createHost();
  const own = await createGuest({ mayJoin: () => false });
  const hello = own.again();
  await carry(hello, host, own);
  for (const frame of hello) expect((await host.receive(frame)).send).toEqual([]);
  expect(host.state).toEqual({ type: 'waiting' });
});

test('I7: a guest who leaves after pictures were shown ends the invitation', async () => {
  const { host, guest } = await pair();
  await carry((await guest.leave()).send, host, guest);
  expect(host.state).toEqual({ type: 'over', end: 'left' });
});

test('I8: after a restart nobody gets another try, and a welcome that was on its way is sent again', async () => {
  const { host, guest, createHost, createGuest } = await pair();
  const shown: KeptInvite = { answers: 1, over: 'used', welcome: null };
  const again = await createHost({ kept: shown });
  const late = await createGuest();
  await carry(late.again(), again, late);
  expect(late.state).toEqual({ type: 'over', end: 'used' });

  await host.choose(rightRow(guest));
  const { keep } = await host.approve(WELCOME);
  if (!keep) throw new Error('A welcome is kept.');
  const restarted = await createHost({ kept: keep });
  await carry(guest.again(), restarted, guest);
  expect(guest.state).toMatchObject({ type: 'welcomed', welcome: WELCOME });
  for (const thanks of guest.again()) expect((await restarted.receive(thanks)).send).toEqual([]);
});

test('I6: someone between the two who knows the link gives them different pictures', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { random, invite, clock, createHost, createGuest } = await setUp(seed);
    const [host, guest] = [await createHost(), await createGuest()];
    const eve = await device(random);
    const toGuest = await InviteHost.create({ invite, record: RECORD, keys: eve.keys, random, now: () => clock.now });
    const toHost = await InviteGuest.create({ invite, ...eve, card: SAM, random });
    await carry(guest.again(), toGuest, guest);
    await carry(toHost.again(), host, toHost);
    const heard = rightRow(guest);
    expect(rightRow(toHost)).not.toEqual(heard);
    expect(rowsOf(host.state).some((row) => row.join() === heard.join())).toBe(false);
    expect((await host.choose(heard)).state).toEqual({ type: 'over', end: 'pictures-differ' });
  }
});

test('I6: someone between the two who passes on the guest’s hello cannot put their own device in its place', async () => {
  const { random, createHost, createGuest } = await setUp();
  const [host, guest] = [await createHost(), await createGuest()];
  const hello = guest.again()[0] ?? new Uint8Array(0);
  const answer = (await host.receive(hello)).send;
  // A device of their own that takes up the guest's session, knowing the link.
  let isFirst = true;
  const sameSession: Random = (length) => {
    const bytes = isFirst ? hello.slice(1, 17) : random(length);
    isFirst = false;
    return bytes;
  };
  const eve = await createGuest({ ...(await device(random)), random: sameSession });
  await carry(answer, eve, host);
  expect(host.state).toEqual({ type: 'over', end: 'tampered' });
  expect(eve.state).toEqual({ type: 'over', end: 'tampered' });
});

test('I5: a reveal that was not committed to ends the invitation', async () => {
  const { random, invite, client, clock } = await setUp();
  const keys = await device(random);
  const card = { ...SAM };
  const host = await InviteHost.create({ invite, record: RECORD, keys: client.keys, random, now: () => clock.now });
  const liar = await InviteGuest.create({ invite, ...keys, card, random });
  card.name = 'Kim';
  await carry(liar.again(), host, liar);
  expect(host.state).toEqual({ type: 'over', end: 'tampered' });
  expect(liar.state).toEqual({ type: 'over', end: 'tampered' });
});

test('I5: a proof for another record or another member ends the invitation', async () => {
  const { createHost, createGuest, random } = await setUp();
  const other = await device(random);
  const [host, guest] = [await createHost(), await createGuest({ sign: (message) => other.sign(message) })];
  await carry(guest.again(), host, guest);
  expect(host.state).toEqual({ type: 'over', end: 'tampered' });
});

/** All the frames of an honest meeting, in order, by who sent them. */
const recorded = async (seed: number) => {
  const { host, guest, ...world } = await pair(seed);
  await host.choose(rightRow(guest));
  const fresh = { host: await world.createHost(), guest: await world.createGuest() };
  return { ...world, host, guest, fresh, welcome: (await host.approve(WELCOME)).send };
};

test('I2: what belongs to another meeting, another invitation or the other direction is passed over', async () => {
  const { fresh, welcome, guest, host } = await recorded(7);
  for (const frame of [...welcome, ...host.again()]) {
    expect((await fresh.guest.receive(frame)).state.type).toBe('looking');
    expect((await fresh.host.receive(frame)).state.type).toBe('waiting');
  }
  const elsewhere = await pair(8);
  for (const frame of guest.again()) expect((await elsewhere.host.receive(frame)).send).toEqual([]);
});

test('I2: frames that are changed, cut or made up change nothing', async () => {
  const { createHost, createGuest } = await setUp(3);
  const [host, guest] = [await createHost(), await createGuest()];
  const [hello] = guest.again();
  if (!hello) throw new Error('A guest says hello.');
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: hello.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      fc.nat({ max: hello.length - 1 }),
      async (at, change, length) => {
        const changed = new Uint8Array(hello);
        changed[at] = (changed[at] ?? 0) ^ change;
        for (const frame of [changed, hello.subarray(0, length), changed.subarray(at), new Uint8Array(length)]) {
          const step = await host.receive(frame);
          expect(step).toEqual({ state: { type: 'waiting' }, send: [], keep: null });
          expect((await guest.receive(frame)).state.type).toBe('looking');
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('I3: lost, repeated and overtaken frames hinder nobody, and nothing is said for ever', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
      const dice = createDice(seed);
      const { createHost, createGuest } = await setUp(seed);
      const [host, guest] = [await createHost(), await createGuest()];
      let air: { to: 'host' | 'guest'; frame: Bytes }[] = [];
      const put = (to: 'host' | 'guest', frames: readonly Bytes[]) => {
        for (const frame of frames) for (let copies = dice.pick([0, 1, 1, 2]); copies > 0; copies--) air.push({ to, frame });
      };
      let steps = 0;
      for (let round = 0; round < 60 && guest.state.type !== 'welcomed'; round++) {
        put('host', guest.again());
        while (air.length > 0) {
          if (++steps > 3000) throw new Error('They go on for ever.');
          const next = dice.pick(air);
          air = air.filter((other) => other !== next);
          put(next.to === 'host' ? 'guest' : 'host', (await (next.to === 'host' ? host : guest).receive(next.frame)).send);
        }
        if (host.state.type === 'comparing' && guest.state.type === 'showing') await host.choose(rightRow(guest));
        if (host.state.type === 'deciding') put('guest', (await host.approve(WELCOME)).send);
      }
      expect(guest.state.type).toBe('welcomed');
      expect(host.state.type).toBe('welcomed');
    }),
    { numRuns: 25 },
  );
});

test('steps that are asked for at once happen one after the other', async () => {
  const { createHost, createGuest } = await setUp();
  const [host, one, other] = [await createHost(), await createGuest(), await createGuest()];
  const steps = await Promise.all([...one.again(), ...other.again()].map((frame) => host.receive(frame)));
  for (const step of steps) for (const frame of step.send) await Promise.all([one.receive(frame), other.receive(frame)]);
  expect(one.state.type).toBe('showing');
  expect(other.state).toEqual({ type: 'over', end: 'busy' });
});

test('the room of an invitation does not show its secret, and is its own', () => {
  const random = randomFrom(4);
  const invites: Invite[] = [createInvite(random, NOON, []), createInvite(random, NOON, [])];
  const rooms = invites.map((invite) => inviteRoom(invite.secret));
  expect(new Set(rooms).size).toBe(2);
  for (const room of rooms) expect(room).toMatch(/^[0-9a-f]{32}$/);
});

const PARTS = {
  host: {
    nonce: new Uint8Array(32).fill(1),
    keys: { sign: toSignKey('02'.repeat(32)), box: toBoxKey('03'.repeat(32)) },
    record: RECORD,
    member: memberOf('04'),
  },
  guest: { nonce: new Uint8Array(32).fill(5), keys: { sign: toSignKey('06'.repeat(32)), box: toBoxKey('07'.repeat(32)) }, card: SAM },
};

test('the commitment and the pictures of known words are known: they are part of the protocol', () => {
  expect(bytesToHex(commitmentTo(PARTS.guest))).toBe('3885a2736ceaaac3810cf54caf7b8c045ece6753a9840f9dbd3f376ca182778b');
  expect(picturesOf(PARTS.host, PARTS.guest).join(' ')).toBe('boat penguin snail owl');
});

test.each<[string, HostPart, GuestPart]>([
  ['the record', { ...PARTS.host, record: toRecordId('9'.repeat(64)) ?? RECORD }, PARTS.guest],
  ['the host’s nonce', { ...PARTS.host, nonce: new Uint8Array(32) }, PARTS.guest],
  ['the host’s signing key', { ...PARTS.host, keys: { ...PARTS.host.keys, sign: PARTS.guest.keys.sign } }, PARTS.guest],
  ['the host’s box key', { ...PARTS.host, keys: { ...PARTS.host.keys, box: PARTS.guest.keys.box } }, PARTS.guest],
  ['the member', { ...PARTS.host, member: memberOf('08') }, PARTS.guest],
  ['the guest’s nonce', PARTS.host, { ...PARTS.guest, nonce: new Uint8Array(32) }],
  ['the guest’s signing key', PARTS.host, { ...PARTS.guest, keys: { ...PARTS.guest.keys, sign: PARTS.host.keys.sign } }],
  ['the guest’s box key', PARTS.host, { ...PARTS.guest, keys: { ...PARTS.guest.keys, box: PARTS.host.keys.box } }],
  ['the card', PARTS.host, { ...PARTS.guest, card: { ...SAM, role: '' } }],
])('the pictures change with %s', (_, host, guest) => {
  expect(picturesOf(host, guest)).not.toEqual(picturesOf(PARTS.host, PARTS.guest));
});
