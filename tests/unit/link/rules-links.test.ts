import { describe, expect, it, vi } from 'vitest';
import { Redacted } from '#base';
import type { Bytes } from '#base';
import { createSigningKey } from '#crypto';
import { isKind, MEET_PAGE, sealEntry, toStrand } from '#ledger';
import type { Entry, Facts } from '#ledger';
import { Channel } from '../../../src/sync/link/channel.ts';
import type { LinkEnd, LinkHost } from '../../../src/sync/link/host.ts';
import { Introduction, readSignal } from '../../../src/sync/link/introduction.ts';
import { readMessage, writeAsk, writeGive } from '../../../src/sync/link/messages.ts';
import { roomTag } from '../../../src/sync/link/room.ts';
import { linkSecret, SealedSignals } from '../../../src/sync/link/sealed-signals.ts';
import { remove } from '../../../src/sync/replica/commands.ts';
import { createLinkHost } from '../../../src/sync/replica/link-host.ts';
import { readNotice, roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import { createCast, hearing, join, meet, pageOf } from '../replica/cast.ts';

// Rules L1 to L9 of docs/protocol.md as far as they need no connection; tests/browser/link has the others.

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('It is not there.');
  return value;
};

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const ana = await join(cast, 1, 'Ana', new Map([[journal, 'write' as const]]));
  const ben = await join(cast, 2, 'Ben', new Map([[journal, 'write' as const]]));
  await meet(cast.client, ana, ben);
  return { ...cast, ana, ben };
};

const meetKeyOf = (replica: Replica) => certain(replica.keyring.get(replica.team.rotateOf(MEET_PAGE)?.keyId ?? null));

describe('a room', () => {
  it('L1: moves when the meeting key does: for those who stay, and not for who was left out', async () => {
    const { client, ana, ben } = await team(61);
    const tags = () => [client, ana, ben].map((replica) => roomTag(roomKeyOf(meetKeyOf(replica))));
    const [before, ...same] = tags();
    expect(same).toEqual([before, before]);
    await remove(client, ben.member);
    await meet(client, ana, ben);
    const after = roomTag(roomKeyOf(meetKeyOf(client)));
    expect(after).not.toBe(before);
    expect(roomTag(roomKeyOf(meetKeyOf(ana)))).toBe(after);
    expect(ben.keyring.get(client.team.rotateOf(MEET_PAGE)?.keyId ?? null)).toBeNull();
  });

  const left = async (seed: number) => {
    const world = await team(seed);
    const old = roomKeyOf(meetKeyOf(world.client));
    await remove(world.client, world.ben.member);
    const rotate = certain(world.client.team.rotateOf(MEET_PAGE));
    const removal = certain(world.client.ledger.index.entries.findLast((entry) => isKind(entry, 'remove')));
    const notice = (entry: Entry, key = old) => sealNotice(key, entry, world.random);
    return { ...world, old, rotate, removal, notice };
  };

  it('L2: tells those who stay where it moved, and who was taken off that they were', async () => {
    const { client, ana, ben, old, rotate, removal, notice } = await left(62);
    const sealed = await notice(rotate);
    const moved = await readNotice(ana, old, sealed, hearing(ana));
    expect(moved?.type === 'moved' && roomTag(roomKeyOf(moved.meet))).toBe(roomTag(roomKeyOf(meetKeyOf(client))));
    expect(await readNotice(ana, old, await notice(removal), hearing(ana))).toBeNull();
    // A key that is not for Ben says nothing: whoever made it may not have heard of him. The removal does.
    expect(await readNotice(ben, old, sealed, hearing(ben))).toBeNull();
    expect(await readNotice(ben, old, await notice(removal), hearing(ben))).toEqual({ type: 'taken-off' });
  });

  it('L2: is not moved by anybody else’s word, by old news, or by another page’s', async () => {
    const { client, ana, ben, old, rotate, random, notice } = await left(63);
    const by = async (signer: Replica, facts: Facts = { kind: 'remove', target: { member: ana.member } }) => {
      const place = { record: rotate.record, strand: signer.identity.strand, seq: 9, prev: rotate.hash, parents: [] };
      const sealed = await sealEntry({ ...place, facts, page: null, words: null }, signer.identity.signer, random);
      if (!sealed.ok) throw new Error(sealed.error.type);
      return sealed.value;
    };
    const hears = async (entry: Entry, key = old) => readNotice(ana, old, await notice(entry, key), hearing(ana));
    expect(await hears(await by(client))).toEqual({ type: 'taken-off' });
    expect(await hears(await by(client, { kind: 'remove', target: { strand: ana.identity.strand } }))).toEqual({ type: 'taken-off' });
    expect(await hears(await by(client, { kind: 'remove', target: { strand: ben.identity.strand } }))).toBeNull();
    expect(await hears(await by(ben))).toBeNull();
    const removal = await by(client);
    expect(await hears({ ...removal, bytes: unsigned(removal) })).toBeNull();
    expect((await hears(rotate))?.type).toBe('moved');
    expect(await hears({ ...rotate, bytes: unsigned(rotate) })).toBeNull();
    expect(await hears(rotate, new Uint8Array(32))).toBeNull();
    expect(await readNotice(ana, old, new Uint8Array(40), hearing(ana))).toBeNull();
    // Another page's key moves nothing.
    const journal = client.team.rotateOf(pageOf(client, 'journal'));
    expect(await hears(certain(journal))).toBeNull();
    const stored = certain(ana.ledger.index.entries.find((entry) => isKind(entry, 'rotate') && entry.page === MEET_PAGE));
    expect(await hears(stored)).toBeNull();
  });

  it('L2: is believed before the first sync when it is the word of the device that let this one in', async () => {
    const { cast, ana, client } = await fresh(64);
    const old = roomKeyOf(meetKeyOf(client));
    await remove(client, ana.member);
    const sealed = await sealNotice(old, certain(client.ledger.index.entries.findLast((entry) => isKind(entry, 'remove'))), cast.random);
    const inviter = { strand: client.identity.strand, key: client.identity.keys.sign };
    const { member } = ana;
    expect(await readNotice(ana, old, sealed, hearing(ana, { inviter, member }))).toEqual({ type: 'taken-off' });
    expect(await readNotice(ana, old, sealed, hearing(ana, { member }))).toBeNull();
    expect(await readNotice(ana, old, sealed, hearing(ana, { inviter }))).toBeNull();
    expect(await readNotice(ana, old, sealed, hearing(ana, { inviter: { ...inviter, key: ana.identity.keys.sign }, member }))).toBeNull();
  });
});

/** A member who has heard of nothing yet but the entry that let them in. */
const fresh = async (seed: number) => {
  const cast = await createCast(seed);
  const ana = await join(cast, 1, 'Ana', new Map());
  const admit = certain(cast.client.ledger.index.entries.find((entry) => isKind(entry, 'admit')));
  return { cast, client: cast.client, ana, admit };
};

const unsigned = (entry: Entry): Bytes => new Uint8Array(entry.bytes).fill(0, 4 + entry.header.length, 4 + entry.header.length + 64);

describe('an introduction', () => {
  const room = new Uint8Array(32).fill(9);
  const hostOf = (replica: Replica, introduction: Bytes, inviter: Replica | null, change: Partial<LinkHost> = {}): LinkHost => ({
    ...createLinkHost(replica, {
      roomKey: new Redacted<Bytes>(room),
      iceServers: [],
      relayOnly: false,
      introduction,
      inviter: inviter && { strand: inviter.identity.strand, key: inviter.identity.keys.sign },
      onLink: () => undefined,
    }),
    ...change,
  });

  /** What one side says of who it is, and what the other makes of it. */
  const check = async (from: LinkHost, to: LinkHost, said: 'out' | 'back' = 'out', asked: 'out' | 'back' = 'out') => {
    const [out, back] = [await Introduction.begin(from), await Introduction.begin(to)];
    expect(await out.meet(back.hello, 'out')).toBe(true);
    expect(await back.meet(out.hello, 'back')).toBe(true);
    const proof = certain(await out.proof(said));
    if (proof.is !== 'proof') throw new Error('A proof is one.');
    return back.check(proof, asked);
  };

  it('L4: a hello that gives no secret is no hello', async () => {
    const { client } = await fresh(65);
    const introduction = await Introduction.begin(hostOf(client, new Uint8Array(0), null));
    for (const key of ['00'.repeat(32), `01${'00'.repeat(31)}`])
      expect(await introduction.meet({ key, nonce: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'out')).toBe(false);
    expect(introduction.hellos).toBeNull();
  });

  it('L4: opens signals in their order, keeps 64 early ones at most, and drops what the other side did not seal', async () => {
    const [secret, salt] = [linkSecret(new Uint8Array(32).fill(1), room), new Uint8Array(32)];
    const [out, back] = [new SealedSignals(secret, salt, true), new SealedSignals(secret, salt, false)];
    const sent = await Promise.all(Array.from({ length: 70 }, (_, i) => out.seal(Uint8Array.of(i))));
    for (const early of sent.slice(1, 64)) expect(await back.open(early)).toEqual([]);
    const opened = certain(await back.open(certain(sent[0])));
    expect(opened.map(([i]) => i)).toEqual(Array.from({ length: 64 }, (_, i) => i));
    expect(await back.open({ n: 64, box: certain(sent[0]).box })).toBeNull();
    expect(await back.open(certain(sent[64]))).toEqual([Uint8Array.of(64)]);
    expect(await back.open(certain(sent[64]))).toEqual([]);
    for (let i = 0; i < 64; i++) expect(await back.open({ n: 70 + (i % 50), box: certain(sent[0]).box })).toBeNull();
    expect(await back.open(certain(sent[66]))).toEqual([]);
    expect(await out.open(certain(sent[65]))).not.toEqual([Uint8Array.of(65)]);
  });

  it('L4: what somebody else put in the place of a signal takes nothing from those before it', async () => {
    const [secret, salt] = [linkSecret(new Uint8Array(32).fill(1), room), new Uint8Array(32)];
    const [out, back] = [new SealedSignals(secret, salt, true), new SealedSignals(secret, salt, false)];
    const first = await out.seal(Uint8Array.of(1));
    await back.open({ n: 1, box: 'AAAA' });
    expect(await back.open(first)).toEqual([Uint8Array.of(1)]);
  });

  it('L4: the signal that is next is taken although 64 others wait', async () => {
    const [secret, salt] = [linkSecret(new Uint8Array(32).fill(1), room), new Uint8Array(32)];
    const [out, back] = [new SealedSignals(secret, salt, true), new SealedSignals(secret, salt, false)];
    for (let n = 2; n < 66; n++) await back.open({ n, box: 'AAAA' });
    expect(await back.open(await out.seal(Uint8Array.of(1)))).toEqual([Uint8Array.of(1)]);
  });

  it('L5: one that is not stored is believed by the entry that let it in, of a device of the client’s', async () => {
    const { client, ana, admit, cast } = await fresh(66);
    const elsewhere = await fresh(67);
    const there = hostOf(client, new Uint8Array(0), null);
    const stranger = await join(cast, 2, 'Eve', new Map());
    expect(await check(hostOf(ana, admit.bytes, client), there)).toMatchObject({ strand: ana.identity.strand });
    // The client has stored who Ana is; a member who has not, goes by the introduction.
    const newcomer = hostOf(stranger, new Uint8Array(0), client);
    expect(await check(hostOf(ana, admit.bytes, client), newcomer)).toMatchObject({ strand: ana.identity.strand });
    for (const introduction of [new Uint8Array(0), elsewhere.admit.bytes, unsigned(admit), client.ledger.index.entries[0]?.bytes])
      expect(await check(hostOf(ana, certain(introduction), client), newcomer)).toBe('not-on-team');
    expect(await check(hostOf(client, new Uint8Array(0), null), newcomer)).toMatchObject({ strand: client.identity.strand });
  });

  it('L5: one that was taken off is not on the team, whatever it shows', async () => {
    const { client, ana, admit } = await fresh(68);
    await remove(client, ana.member);
    expect(await check(hostOf(ana, admit.bytes, client), hostOf(client, new Uint8Array(0), null))).toBe('not-on-team');
  });

  it('L6: a proof by another key, for another role or under one’s own strand is wrong', async () => {
    const { client, ana, admit } = await fresh(69);
    const there = hostOf(client, new Uint8Array(0), null);
    const other = await createSigningKey(new Uint8Array(32).fill(5));
    expect(await check(hostOf(ana, admit.bytes, client, { sign: (message) => other.sign(message) }), there)).toBe('wrong-proof');
    expect(await check(hostOf(ana, admit.bytes, client), there, 'back', 'out')).toBe('wrong-proof');
    expect(await check(hostOf(ana, admit.bytes, client), there, 'out', 'back')).toBe('wrong-proof');
    expect(await check(hostOf(client, admit.bytes, null), there)).toBe('wrong-proof');
    const elsewhere = hostOf(ana, admit.bytes, client, { roomKey: new Redacted<Bytes>(new Uint8Array(32)) });
    expect(await check(elsewhere, there)).toBe('wrong-proof');
  });

  it('L6: a signal of another shape is none', () => {
    for (const text of ['', 'null', '{"is":"proof"}', '{"is":"description","type":"rollback","sdp":""}', '{"is":"candidate"}'])
      expect(readSignal(new TextEncoder().encode(text))).toBeNull();
  });
});

describe('a channel', () => {
  const open = () => {
    const sent: Uint8Array[] = [];
    const data = {
      readyState: 'open',
      bufferedAmount: 0,
      send: (frame: Uint8Array) => sent.push(frame),
      close: () => undefined,
      onmessage: null as null | ((event: { data: unknown }) => void),
    };
    const [messages, ends]: [Bytes[], LinkEnd[]] = [[], []];
    const channel = new Channel(data as unknown as RTCDataChannel, {
      message: (bytes) => {
        messages.push(bytes);
        return Promise.resolve();
      },
      end: (reason) => ends.push(reason),
    });
    return {
      channel,
      sent,
      messages,
      ends,
      takes: (frame: Uint8Array) => data.onmessage?.({ data: new Uint8Array(frame).buffer }),
      says: data,
    };
  };

  it('L8: puts parts together, and says how much it took in', async () => {
    const { channel, sent, messages, takes } = open();
    takes(new Uint8Array(16_384).fill(7).fill(1, 0, 1));
    takes(Uint8Array.of(2, 9));
    await vi.waitFor(() => expect(messages).toEqual([new Uint8Array(16_384).fill(7).fill(9, -1)]));
    await vi.waitFor(() => expect(sent).toContainEqual(Uint8Array.of(5, 0, 0, 0x40, 0)));
    takes(Uint8Array.of(3));
    expect(sent).toContainEqual(Uint8Array.of(4));
    channel.close();
  });

  it('L8: ends as malformed at a first byte that is none, at text, and at a message of more than 4 MiB', () => {
    for (const wrong of [Uint8Array.of(0), Uint8Array.of(6), new Uint8Array(0), Uint8Array.of(5, 0, 0)]) {
      const { channel, ends, takes } = open();
      takes(wrong);
      expect(ends).toEqual(['malformed']);
      channel.close();
    }
    const text = open();
    text.says.onmessage?.({ data: 'hello' });
    expect(text.ends).toEqual(['malformed']);
    text.channel.close();
    const long = open();
    const part = new Uint8Array(16_384).fill(1);
    for (let i = 0; i < 256; i++) long.takes(part);
    expect(long.ends).toEqual([]);
    long.takes(part);
    expect(long.ends).toEqual(['malformed']);
    expect(long.messages).toEqual([]);
    long.channel.close();
  });

  it('L9: passes asks, updates and one’s own awareness, and nothing else of y-protocols', () => {
    const strand = certain(toStrand(7));
    expect(readMessage(writeAsk(new Map([[strand, 3]])))).toEqual({ type: 'ask', have: new Map([[7, 3]]) });
    expect(readMessage(writeGive(Uint8Array.of(0, 0), true))).toMatchObject({ type: 'give', last: true });
    const awareness = [1, 7, 1, 7, 1, 3, 0x22, 0x61, 0x22];
    expect(readMessage(Uint8Array.from(awareness))).toEqual({ type: 'awareness', client: 7, clock: 1, state: '"a"' });
    const wrong: readonly (readonly number[])[] = [
      [],
      [0],
      [0, 3, 0], // no such step
      [2, 0], // who may sync, of y-protocols
      [3], // who is aware, asked
      [0, 0, 3, 1, 7], // cut off
      [0, 0, 5, 2, 7, 1, 7, 2], // one strand twice
      [...writeGive(Uint8Array.of(0, 0), true), 0], // a byte more
      [1, 13, 2, 7, 1, 3, 0x22, 0x61, 0x22, 8, 1, 3, 0x22, 0x61, 0x22], // two at once
      [1, 5, 1, 7, 1, 1, 0x7b], // no JSON
    ];
    for (const bytes of wrong) expect(readMessage(Uint8Array.from(bytes)), bytes.join(' ')).toBeNull();
  });
});
