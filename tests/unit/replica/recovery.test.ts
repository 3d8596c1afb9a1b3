import { describe, expect, it } from 'vitest';
import { createBoxKey, createSigningKey } from '#crypto';
import { accept, grant, remove } from '../../../src/sync/replica/commands.ts';
import { lineOf, openWithSheet, recover } from '../../../src/sync/replica/recovery.ts';
import { carry, createCast, further, join, meet, newDevice, pageOf, read, say } from './cast.ts';
import type { Cast } from './cast.ts';

const receipts = async ({ random }: Cast) => (await createBoxKey(random(32))).publicKey;

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const ana = await join(cast, 1, 'Ana', new Map([[journal, 'write']]));
  await say(cast.client, journal, 'a', 'before');
  await meet(cast.client, ana);
  return { ...cast, cast, ana, journal };
};

describe('the recovery sheet', () => {
  it('brings the record back onto a new device, from a member’s, with every page', async () => {
    const { cast, client, ana, journal, root } = await team(81);
    const own = pageOf(client, 'just-me');
    await say(client, own, 'p', 'mine alone');
    await carry(client, ana);
    const phone = await newDevice(cast);
    await carry(ana, phone);
    expect((await recover(phone, root, { line: lineOf(phone), receipts: await receipts(cast) })).ok).toBe(true);
    expect(phone.view()).toMatchObject({ me: 'client', state: 'on', name: 'Sam' });
    expect(read(phone, journal)).toEqual({ a: 'before' });
    expect(read(phone, own)).toEqual({ p: 'mine alone' });
    await meet(phone, ana);
    await say(phone, journal, 'b', 'from the new phone');
    await meet(phone, ana);
    expect(read(ana, journal)).toEqual({ a: 'before', b: 'from the new phone' });
  });

  it('undoes what a thief did past the line, and gives the stolen phone nothing more', async () => {
    const { cast, client, ana, journal, root } = await team(82);
    const line = lineOf(client);
    const about = pageOf(client, 'about-me');
    // The thief holds the client’s phone.
    await remove(client, ana.member);
    const mole = await join(
      cast,
      9,
      'Mole',
      new Map([
        [journal, 'write'],
        [about, 'write'],
      ]),
    );
    await meet(client, mole);
    await say(mole, journal, 'm', 'from the mole');
    await meet(client, mole, ana);
    expect(ana.view().state).toBe('off');

    const phone = await newDevice(cast);
    await carry(ana, phone);
    const former = new Map(line.map((head) => [head.strand, head]));
    expect((await recover(phone, root, { line: lineOf(phone, former), receipts: await receipts(cast) })).ok).toBe(true);
    await meet(phone, ana, client, mole);
    expect(
      phone.team
        .members()
        .filter(({ on }) => on)
        .map(({ member }) => member),
    ).toEqual([ana.member]);
    expect(ana.team.isOn(ana.identity.strand)).toBe(true);
    expect(client.view().state).toBe('off');
    await say(phone, journal, 'c', 'after the theft');
    await meet(phone, ana, client, mole);
    expect(read(phone, journal)).toEqual({ a: 'before', c: 'after the theft' });
    for (const bad of [client, mole]) expect(bad.keyring.get(phone.team.rotateOf(journal)?.keyId ?? null)).toBeNull();
  });

  it('of another record opens nothing, and a new sheet takes the place of the old one', async () => {
    const { cast, ana, root, journal } = await team(83);
    const stranger = { sign: await createSigningKey(cast.random(32)), box: await createBoxKey(cast.random(32)) };
    const phone = await newDevice(cast);
    await carry(ana, phone);
    const options = { line: lineOf(phone), receipts: await receipts(cast) };
    expect(await recover(phone, stranger, options)).toMatchObject({ ok: false, error: { type: 'wrong-words' } });
    const next = { sign: stranger.sign.publicKey, box: stranger.box.publicKey };
    expect((await recover(phone, root, { ...options, next })).ok).toBe(true);
    await meet(phone, ana);
    const tablet = await newDevice(cast);
    await carry(ana, tablet);
    const again = { line: lineOf(tablet), receipts: await receipts(cast) };
    expect(await recover(tablet, root, again)).toMatchObject({ ok: false, error: { type: 'wrong-words' } });
    expect((await recover(tablet, stranger, again)).ok).toBe(true);
    expect(read(tablet, journal)).toEqual({ a: 'before' });
    await meet(tablet, phone, ana);
    expect(phone.view().state).toBe('off');
    expect((await grant(tablet, ana.member, pageOf(tablet, 'plan'), 'see')).ok).toBe(true);
  });
});

describe('words from before a theft that come after the recovery', () => {
  /** The phone goes on alone; then the client recovers from Ana’s copy, which has none of that; then all of it comes. */
  const lateWords = async (seed: number, alone: (world: Awaited<ReturnType<typeof team>>) => Promise<void>) => {
    const world = await team(seed);
    const { cast, client, ana, root } = world;
    await alone(world);
    const phone = await newDevice(cast);
    await carry(ana, phone);
    expect((await recover(phone, root, { line: lineOf(phone), receipts: await receipts(cast) })).ok).toBe(true);
    await meet(phone, ana);
    await meet(phone, client, ana);
    return { ...world, phone };
  };

  it('are shown although no key opens them, until the sheet does', async () => {
    const { phone, root, journal } = await lateWords(84, async ({ client, ana, journal: page }) => {
      await remove(client, ana.member);
      await say(client, page, 'late', 'written under a key that nobody else has');
    });
    expect(phone.view().held).toMatchObject([{ who: 'client', count: 1, locked: true }]);
    await openWithSheet(phone, root);
    const [held] = phone.view().held;
    expect(held).toMatchObject({ who: 'client', count: 1, locked: false });
    if (!held) throw new Error('it is held');
    await accept(phone, held.upTo);
    expect(read(phone, journal)).toMatchObject({ a: 'before', late: 'written under a key that nobody else has' });
  });

  it('of somebody whom the recovery undid are shown as somebody’s', async () => {
    let wrote: string | undefined;
    const { phone } = await lateWords(85, async ({ cast, client, journal }) => {
      const ben = await join(cast, 2, 'Ben', new Map([[journal, 'write']]));
      await meet(client, ben);
      await say(ben, journal, 'b', 'from Ben');
      await meet(client, ben);
      wrote = ben.member;
    });
    expect(phone.team.members()).toHaveLength(1);
    expect(phone.view().held.map(({ who }) => who)).toEqual([wrote]);
  });

  it('of a further device of the client’s that the recovery undid are shown as the client’s', async () => {
    const { phone } = await lateWords(87, async ({ cast, client, journal }) => {
      const laptop = await further(cast, client);
      await carry(client, laptop);
      await say(laptop, journal, 'l', 'from the laptop');
      await carry(laptop, client);
    });
    expect(phone.view().held).toMatchObject([{ who: 'client', count: 1 }]);
  });

  it('T6.4: that count lie open for whoever may read the page, whoever of the team had the key', async () => {
    const { cast, client, ana, journal, root } = await team(86);
    const ben = await join(cast, 2, 'Ben', new Map([[journal, 'write']]));
    const eve = await join(cast, 3, 'Eve', new Map([[journal, 'write']]));
    await meet(client, ana, ben, eve);
    // The thief takes somebody off, and so changes the journal’s key. Ana hears of it and writes under that key; Ben does not.
    await remove(client, eve.member);
    await carry(client, ana);
    await say(ana, journal, 'x', 'under a key that a recovery undoes');
    const phone = await newDevice(cast);
    await carry(ben, phone);
    expect((await recover(phone, root, { line: lineOf(phone), receipts: await receipts(cast) })).ok).toBe(true);
    await meet(phone, ben);
    await meet(phone, ben, ana);
    for (const replica of [ana, phone, ben]) await replica.heal();
    await meet(phone, ben, ana);
    const key = ana.ledger.index.entries.findLast(({ facts, strand }) => facts.kind === 'change' && strand === ana.identity.strand)?.keyId;
    expect(phone.team.undoneRotates().map(({ keyId }) => keyId)).toContain(key);
    for (const replica of [phone, ana, ben])
      expect(read(replica, journal)).toEqual({ a: 'before', x: 'under a key that a recovery undoes' });
  });
});
