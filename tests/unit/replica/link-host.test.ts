import { describe, expect, it } from 'vitest';
import { Redacted } from '#base';
import type { Bytes } from '#base';
import { createBoxKey } from '#crypto';
import type { Entry } from '#ledger';
import { remove } from '../../../src/sync/replica/commands.ts';
import { addDevice, askToBeAdded, removeDevice } from '../../../src/sync/replica/devices.ts';
import { createLinkHost } from '../../../src/sync/replica/link-host.ts';
import { takeNewStrand } from '../../../src/sync/replica/new-strand.ts';
import { lineOf, recover } from '../../../src/sync/replica/recovery.ts';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import { carry, createCast, further, join, meet, newDevice, pageOf } from './cast.ts';
import type { Cast } from './cast.ts';

const hostOf = (replica: Replica, shunned: readonly number[] = []) =>
  createLinkHost(replica, {
    roomKey: new Redacted(new Uint8Array(32)),
    iceServers: [],
    relayOnly: false,
    onLink: () => undefined,
    inviter: null,
    introduction: new Uint8Array(0),
    shuns: (strand) => shunned.includes(strand),
  });

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const [ana, ben] = [await join(cast, 1, 'Ana', new Map([[journal, 'write']])), await join(cast, 2, 'Ben', new Map())];
  await meet(cast.client, ana, ben);
  return { ...cast, cast, ana, ben };
};
/** A new device of the client's, by the recovery sheet. */
const recoveredFrom = async (cast: Cast, from: Replica): Promise<Replica> => {
  const phone = await newDevice(cast);
  await carry(from, phone);
  const receipts = (await createBoxKey(cast.random(32))).publicKey;
  expect((await recover(phone, cast.root, { line: lineOf(phone), receipts })).ok).toBe(true);
  return phone;
};
const NOTHING: readonly Bytes[] = [];
const firstOf = (replica: Replica, kind: Entry['facts']['kind']) =>
  replica.ledger.index.entries.findLast(({ facts }) => facts.kind === kind);

describe('whom a device links to', () => {
  it('L5: a device that a member’s own device named is believed by the entry that says so, until it is taken off', async () => {
    const { cast, client, ana, ben } = await team(101);
    const tablet = await newDevice(cast);
    const { strand, keys } = tablet.identity;
    const added = await addDevice(ana, await askToBeAdded(tablet.identity, cast.record, ana.identity.strand, false));
    if (!added.ok) throw new Error(added.error.type);
    // Ben has not heard of it.
    expect(await hostOf(ben).peerKey(strand, [added.value.bytes])).toBe(keys.sign);
    expect(await hostOf(ben).peerKey(strand, NOTHING)).toBeNull();
    await meet(client, ana);
    await removeDevice(client, strand);
    await meet(client, ben);
    expect(await hostOf(ben).peerKey(strand, [added.value.bytes])).toBeNull();
  });

  it('L5: a further device of the client’s is believed by the client’s word alone', async () => {
    const { cast, client, ana, ben } = await team(102);
    const laptop = await newDevice(cast);
    const byAna = await addDevice(ana, await askToBeAdded(laptop.identity, cast.record, ana.identity.strand, false));
    const byClient = await addDevice(client, await askToBeAdded(laptop.identity, cast.record, client.identity.strand, true));
    if (!byAna.ok || !byClient.ok) throw new Error('both are written');
    expect(byClient.value.facts.kind).toBe('clink');
    expect(await hostOf(ben).peerKey(laptop.identity.strand, [byClient.value.bytes])).toBe(laptop.identity.keys.sign);
    // An introduction of somebody else’s device, and one with another signature on it.
    expect(await hostOf(ben).peerKey((ana.identity.strand + 1) as never, [byClient.value.bytes])).toBeNull();
    const forged = byClient.value.bytes.slice();
    forged.fill(9, 4 + byClient.value.header.length, 4 + byClient.value.header.length + 64);
    expect(await hostOf(ben).peerKey(laptop.identity.strand, [forged])).toBeNull();
  });

  it('L5: a recovered device is believed by the root’s proof, and a stranger’s recovery is not', async () => {
    const { cast, client, ana, ben } = await team(103);
    const phone = await recoveredFrom(cast, ana);
    const introduction = firstOf(phone, 'recover');
    if (!introduction) throw new Error('it recovered');
    expect(await hostOf(ben).peerKey(phone.identity.strand, [introduction.bytes])).toBe(phone.identity.keys.sign);
    const other = await createCast(104);
    expect(await hostOf(other.client).peerKey(phone.identity.strand, [introduction.bytes])).toBeNull();
    await meet(phone, ben, client);
    expect(await hostOf(ben).peerKey(client.identity.strand, NOTHING)).toBeNull();
  });

  it('L5: a chain of introductions is believed, each by the device that the one before named', async () => {
    const { cast, client, ana, ben } = await team(107);
    // The client recovers, and goes on under a fresh strand before anybody has heard of either.
    const phone = await recoveredFrom(cast, ana);
    const { identity } = await newDevice(cast);
    const named = await takeNewStrand(phone, identity);
    const recovered = firstOf(phone, 'recover');
    if (!named.ok || !recovered) throw new Error('both are written');
    const chain = [recovered.bytes, named.value.bytes];
    expect(await hostOf(ben).peerKey(identity.strand, chain)).toBe(identity.keys.sign);
    for (const one of [[named.value.bytes], [recovered.bytes], chain.toReversed(), [...chain, recovered.bytes], []])
      expect(await hostOf(ben).peerKey(identity.strand, one)).toBeNull();
    // No longer one than eight is read.
    expect(await hostOf(ben).peerKey(identity.strand, [...chain, ...Array.from({ length: 7 }, () => named.value.bytes)])).toBeNull();
    // It says so itself when it has been opened again.
    const again = await newDevice(cast, { identity, former: [phone.identity] });
    await carry(phone, again);
    expect(hostOf(again).introductions()).toEqual(chain);
    expect(hostOf(client).introductions()).toEqual([]);
  });

  it('L5: a chain that goes over somebody who was taken off is not', async () => {
    const { cast, client, ana, ben } = await team(108);
    const tablet = await further(cast, ana);
    await carry(ana, tablet);
    const laptop = await further(cast, tablet);
    await carry(tablet, laptop);
    const { strand, keys } = laptop.identity;
    const chain = hostOf(laptop).introductions();
    expect(chain).toHaveLength(3);
    expect(await hostOf(ben).peerKey(strand, chain)).toBe(keys.sign);
    await remove(client, ana.member);
    await meet(client, ben);
    expect(await hostOf(ben).peerKey(strand, chain)).toBeNull();
  });

  it('L5: whoever waits for their first copy believes the device that let them in, also under a strand that it took since', async () => {
    const { cast, client } = await team(106);
    const { strand, keys } = client.identity;
    const eve = await join(cast, 3, 'Eve', new Map());
    const fresh = await newDevice(cast);
    const named = await addDevice(client, await askToBeAdded(fresh.identity, cast.record, strand, true));
    if (!named.ok) throw new Error(named.error.type);
    const host = (inviter: { strand: typeof strand; key: typeof keys.sign } | null) =>
      createLinkHost(eve, {
        roomKey: new Redacted(new Uint8Array(32)),
        iceServers: [],
        relayOnly: false,
        onLink: () => undefined,
        inviter,
        introduction: new Uint8Array(0),
      });
    expect(await host({ strand, key: keys.sign }).peerKey(fresh.identity.strand, [named.value.bytes])).toBe(fresh.identity.keys.sign);
    expect(await host(null).peerKey(fresh.identity.strand, [named.value.bytes])).toBeNull();
  });

  it('a device that sent what it must not gets no further link', async () => {
    const { client, ana } = await team(105);
    expect(await hostOf(client).peerKey(ana.identity.strand, NOTHING)).toBe(ana.identity.keys.sign);
    expect(await hostOf(client, [ana.identity.strand]).peerKey(ana.identity.strand, NOTHING)).toBeNull();
  });
});
