import { describe, expect, it } from 'vitest';
import type { PageId, Right } from '#ledger';
import { grant, remove, revoke } from '../../../src/sync/replica/commands.ts';
import { removeDevice } from '../../../src/sync/replica/devices.ts';
import { carry, createCast, further, join, meet, pageOf, read, say } from './cast.ts';

const rights = (...entries: [PageId, Right][]) => new Map(entries);

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const [plan, journal] = [pageOf(cast.client, 'plan'), pageOf(cast.client, 'journal')];
  const ana = await join(cast, 1, 'Ana', rights([plan, 'write'], [journal, 'write']));
  await meet(cast.client, ana);
  return { ...cast, cast, ana, plan, journal };
};

describe('a further device', () => {
  it('of the client’s sees everything, writes as the client, and decides like the first', async () => {
    const { cast, client, ana, journal } = await team(51);
    await say(client, journal, 'a', 'from the phone');
    const laptop = await further(cast, client);
    await carry(client, laptop);
    expect(laptop.view()).toMatchObject({ me: 'client', state: 'on' });
    expect(laptop.view().pages.map(({ kind }) => kind)).toEqual(['about-me', 'plan', 'journal', 'just-me']);
    await say(laptop, journal, 'b', 'from the laptop');
    await remove(laptop, ana.member);
    await meet(client, laptop, ana);
    expect(read(client, journal)).toEqual({ a: 'from the phone', b: 'from the laptop' });
    expect(ana.view().state).toBe('off');
    expect(client.openPage(journal)?.sealOf(laptop.identity.strand, 0)?.who).toBe('client');
  });

  it('of a member’s gets their keys from them, also where the client is away', async () => {
    const { cast, client, ana, plan, journal } = await team(52);
    await say(client, plan, 'goal', 'A flat');
    await carry(client, ana);
    const tablet = await further(cast, ana);
    await carry(ana, tablet);
    expect(tablet.view().me).toBe(ana.member);
    expect(read(tablet, plan)).toEqual({ goal: 'A flat' });
    await say(tablet, journal, 'b', 'from the tablet');
    await meet(client, ana, tablet);
    expect(read(client, journal)).toEqual({ b: 'from the tablet' });
    expect(client.team.members()).toHaveLength(1);
  });

  it('can be taken off without its member, and reads nothing new', async () => {
    const { cast, client, ana, journal } = await team(53);
    const tablet = await further(cast, ana);
    await meet(client, ana, tablet);
    expect((await removeDevice(client, tablet.identity.strand)).ok).toBe(true);
    await say(client, journal, 'c', 'not for the tablet');
    await meet(client, ana, tablet);
    expect(tablet.view().state).toBe('off');
    expect(tablet.openPage(journal)).toBeNull();
    expect(tablet.keyring.get(client.team.rotateOf(journal)?.keyId ?? null)).toBeNull();
    expect(read(ana, journal)).toEqual({ c: 'not for the tablet' });
    expect(ana.view().state).toBe('on');
  });

  it('of the client’s is taken off by no removal, a stranger by none either', async () => {
    const { cast, client, ana } = await team(54);
    const laptop = await further(cast, client);
    expect(await removeDevice(client, laptop.identity.strand)).toMatchObject({ ok: false, error: { type: 'unknown-device' } });
    expect(await removeDevice(ana, client.identity.strand)).toMatchObject({ ok: false, error: { type: 'not-the-client' } });
  });
});

describe('two devices of the client that act at once', () => {
  it('one takes somebody off, the other gives them a page: both end with the same team, and the keys are put right', async () => {
    const { cast, client, ana } = await team(55);
    const laptop = await further(cast, client);
    await meet(client, laptop, ana);
    const about = pageOf(client, 'just-me');
    await grant(client, ana.member, about, 'write');
    await remove(laptop, ana.member);
    await meet(client, laptop);
    // Both at once, and again: what one of them put right may show the other what else is wrong.
    for (let round = 0; round < 3; round++) {
      await Promise.all([client.heal(), laptop.heal()]);
      await meet(client, laptop, ana);
    }
    for (const replica of [client, laptop]) {
      expect(replica.team.rightOf(ana.member, about)).toBe('none');
      expect(replica.team.rotateOf(about)?.keyId).toBe(client.team.rotateOf(about)?.keyId);
    }
    expect(ana.keyring.get(client.team.rotateOf(about)?.keyId ?? null)).toBeNull();
    await say(client, about, 'x', 'after');
    await carry(client, laptop);
    expect(read(laptop, about)).toEqual({ x: 'after' });
  });

  it('both change the same key: one of the two is the page’s, and whoever may read has it', async () => {
    const { cast, client, ana, journal } = await team(56);
    const ben = await join(cast, 2, 'Ben', rights([journal, 'write']));
    const laptop = await further(cast, client);
    await meet(client, laptop, ana, ben);
    await revoke(client, ben.member, journal, 'see');
    await revoke(laptop, ben.member, journal, 'see');
    await meet(client, laptop, ana, ben);
    await say(client, journal, 'a', 'one');
    await say(laptop, journal, 'b', 'two');
    await meet(client, laptop, ana, ben);
    for (const replica of [client, laptop, ana]) expect(read(replica, journal)).toEqual({ a: 'one', b: 'two' });
    expect(ben.openPage(journal)).toBeNull();
  });
});
