import { describe, expect, it } from 'vitest';
import type { PageId, Right } from '#ledger';
import { accept, describePage, grant, remove, revoke } from '../../../src/sync/replica/commands.ts';
import { carry, createCast, join, meet, pageOf, read, say } from './cast.ts';

const rights = (...entries: [PageId, Right][]) => new Map(entries);

describe('a new record', () => {
  it('has its pages, its name and its client', async () => {
    const { client } = await createCast();
    expect(client.view()).toMatchObject({ name: 'Sam', me: 'client', state: 'on' });
    expect(client.view().pages.map((page) => page.kind)).toEqual(['about-me', 'plan', 'journal', 'just-me']);
  });

  it('is as it was when opened again', async () => {
    const cast = await createCast();
    const journal = pageOf(cast.client, 'journal');
    await say(cast.client, journal, 'a', 'Hello.');
    await cast.client.close();
    const again = await cast.reopenClient();
    expect(read(again, journal)).toEqual({ a: 'Hello.' });
    await say(again, journal, 'b', 'And again.');
    expect(read(again, journal)).toEqual({ a: 'Hello.', b: 'And again.' });
  });

  it('says who wrote what from the seal', async () => {
    const { client, clock } = await createCast();
    const journal = pageOf(client, 'journal');
    await say(client, journal, 'a', 'Hello.');
    const page = client.openPage(journal);
    expect(page?.sealOf(client.identity.strand, 0)).toMatchObject({ who: 'client', time: clock.now, kept: true, doubtful: false });
    expect(page?.sealOf(client.identity.strand, 99)).toMatchObject({ kept: false, entry: null });
  });
});

describe('a team', () => {
  const team = async (seed: number) => {
    const cast = await createCast(seed);
    const [plan, journal, own] = [pageOf(cast.client, 'plan'), pageOf(cast.client, 'journal'), pageOf(cast.client, 'just-me')];
    const ana = await join(cast, 1, 'Ana', rights([plan, 'write'], [journal, 'write']));
    const ben = await join(cast, 2, 'Ben', rights([journal, 'write']));
    await meet(cast.client, ana, ben);
    return { ...cast, ana, ben, plan, journal, own };
  };

  it('sees the pages that each was given, and no other', async () => {
    const { client, ana, ben, own } = await team(2);
    expect(ana.view().state).toBe('on');
    expect(ana.view().pages.map((page) => page.kind)).toEqual(['plan', 'journal']);
    expect(ben.view().pages.map((page) => page.kind)).toEqual(['journal']);
    expect(ben.openPage(own)).toBeNull();
    expect(ben.view().people.map((person) => person.name)).toEqual(['Sam', 'Ana', 'Ben']);
    expect(client.view().people.filter((person) => person.on)).toHaveLength(3);
  });

  it('says whom words have reached: those who may read the page, and nobody else', async () => {
    const { client, ana, ben, plan, journal } = await team(31);
    await say(client, plan, 'a', 'words');
    const reached = () => client.openPage(plan)?.tickOf(client.identity.strand, 0).reached;
    expect(reached()).toEqual([]);
    await meet(client, ana, ben);
    // Both have the sealed entry, and what they write builds on it; Ben cannot open it.
    await say(ana, journal, 'b', 'seen');
    await say(ben, journal, 'c', 'seen');
    await meet(client, ana, ben);
    expect(reached()).toEqual([ana.member]);
  });

  it('writes at the same time and ends with the same page', async () => {
    const { client, ana, ben, journal } = await team(3);
    await Promise.all([say(client, journal, 'c', 'one'), say(ana, journal, 'a', 'two'), say(ben, journal, 'b', 'three')]);
    await meet(client, ana, ben);
    for (const replica of [client, ana, ben]) expect(read(replica, journal)).toEqual({ a: 'two', b: 'three', c: 'one' });
  });

  it('gets a page that is granted later, its past included, and loses it again', async () => {
    const { client, ben, plan } = await team(4);
    await say(client, plan, 'goal', 'A flat of my own');
    await meet(client, ben);
    expect(ben.openPage(plan)).toBeNull();
    await grant(client, ben.member, plan, 'write');
    await meet(client, ben);
    expect(read(ben, plan)).toEqual({ goal: 'A flat of my own' });
    await say(ben, plan, 'step', 'Viewing on Monday');
    await meet(client, ben);
    expect(read(client, plan)).toMatchObject({ step: 'Viewing on Monday' });
    await revoke(client, ben.member, plan, 'see');
    await say(client, plan, 'later', 'Not for Ben');
    await meet(client, ben);
    expect(ben.openPage(plan)).toBeNull();
    expect(read(client, plan)).toEqual({ goal: 'A flat of my own', step: 'Viewing on Monday', later: 'Not for Ben' });
  });

  it('finds its own words on a page that was taken away and given back', async () => {
    const cast = await createCast();
    const { client } = cast;
    const journal = pageOf(client, 'journal');
    const ana = await join(cast, 1, 'Ana', new Map([[journal, 'write']]));
    await meet(client, ana);
    await say(ana, journal, 'a', 'from Ana');
    await meet(client, ana);
    await revoke(client, ana.member, journal, 'see');
    await meet(client, ana);
    expect(ana.openPage(journal)).toBeNull();
    await grant(client, ana.member, journal, 'write');
    await meet(client, ana);
    for (const replica of [client, ana]) expect(read(replica, journal)).toEqual({ a: 'from Ana' });
  });

  it('loses a page that is called anew in the same moment', async () => {
    const { client, ben, journal } = await team(41);
    await say(client, journal, 'a', 'for Ben too');
    await meet(client, ben);
    await revoke(client, ben.member, journal, 'see');
    await describePage(client, journal, { kind: 'journal', title: 'Days', order: 3, archived: false });
    await meet(client, ben);
    expect(ben.openPage(journal)).toBeNull();
    expect(client.openPage(journal)).not.toBeNull();
  });

  it('may read and not write where write is taken away', async () => {
    const { client, ben, journal } = await team(5);
    await revoke(client, ben.member, journal, 'write');
    await meet(client, ben);
    expect(ben.openPage(journal)).toMatchObject({ access: 'see', readOnly: 'only-see' });
  });

  it('gives nothing to read to someone taken off', async () => {
    const { client, ana, ben, journal } = await team(6);
    await say(ben, journal, 'b', 'before');
    await meet(client, ana, ben);
    await remove(client, ben.member);
    await say(client, journal, 'c', 'after');
    await meet(client, ana, ben);
    expect(ben.view().state).toBe('off');
    expect(ben.openPage(journal)).toBeNull();
    expect(read(ana, journal)).toEqual({ b: 'before', c: 'after' });
    const latest = client.team.rotateOf(journal);
    expect(ben.keyring.get(latest?.keyId ?? null)).toBeNull();
  });

  it('holds what someone taken off wrote without knowing, until the client accepts it', async () => {
    const { client, ana, ben, journal } = await team(7);
    await remove(client, ben.member);
    await say(ben, journal, 'b', 'I did not know');
    await carry(ben, ana);
    expect(read(ana, journal)).toEqual({ b: 'I did not know' });
    await meet(client, ana);
    expect(read(client, journal)).toEqual({});
    expect(client.view().held).toMatchObject([{ who: ben.member, count: 1 }]);
    const [held] = client.view().held;
    if (!held) throw new Error('nothing is held');
    await accept(client, held.upTo);
    expect(read(client, journal)).toEqual({ b: 'I did not know' });
    expect(client.view().held).toEqual([]);
    await meet(client, ana);
    expect(read(ana, journal)).toEqual({ b: 'I did not know' });
  });

  it('lets it count by itself where somebody who stays had built on it', async () => {
    const { client, ana, ben, journal } = await team(8);
    await remove(client, ben.member);
    await say(ben, journal, 'b', 'I did not know');
    await carry(ben, ana);
    await say(ana, journal, 'a', 'Thank you, Ben');
    await meet(client, ana);
    expect(read(client, journal)).toEqual({ a: 'Thank you, Ben', b: 'I did not know' });
    expect(client.view().held).toEqual([]);
  });
});
