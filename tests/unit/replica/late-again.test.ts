import { describe, expect, it } from 'vitest';
import { LOCAL } from '#record';
import { describePage, remove, revoke } from '../../../src/sync/replica/commands.ts';
import { carry, createCast, further, join, meet, pageOf, read, say } from './cast.ts';

describe('a page that is put together anew', () => {
  it('is so once more where what was sealed meanwhile lets other words count', async () => {
    const cast = await createCast(131);
    const { client } = cast;
    const [plan, journal] = [pageOf(client, 'plan'), pageOf(client, 'journal')];
    const ana = await join(cast, 1, 'Ana', new Map([[journal, 'write']]));
    const ben = await join(
      cast,
      2,
      'Ben',
      new Map([
        [journal, 'write'],
        [plan, 'write'],
      ]),
    );
    await meet(client, ana, ben);
    await say(ana, journal, 'a', 'from Ana');
    await carry(ana, ben);
    // Ben has read it, and is writing on another page: his words build on hers, and he has not heard of what comes now.
    const doc = ben.openPage(plan)?.doc;
    doc?.transact(() => doc.getMap('items').set('b', 'being written'), LOCAL);
    await remove(client, ana.member);
    await carry(client, ben);
    await ben.flush();
    await meet(client, ben);
    for (const replica of [client, ben]) {
      expect(read(replica, journal)).toEqual({ a: 'from Ana' });
      expect(read(replica, plan)).toEqual({ b: 'being written' });
    }
  });
});

describe('a page on which somebody was writing when the right was taken', () => {
  it('is the same for them as for the others: what does not count is not on it', async () => {
    const cast = await createCast(133);
    const { client } = cast;
    const plan = pageOf(client, 'plan');
    const ben = await join(cast, 2, 'Ben', new Map([[plan, 'write']]));
    await meet(client, ben);
    const doc = ben.openPage(plan)?.doc;
    doc?.transact(() => doc.getMap('items').set('b', 'being written'), LOCAL);
    await revoke(client, ben.member, plan, 'write');
    await carry(client, ben);
    await ben.flush();
    await meet(client, ben);
    expect(client.view().held).toMatchObject([{ who: ben.member, count: 1 }]);
    for (const replica of [client, ben]) expect(read(replica, plan)).toEqual({});
  });
});

describe('a page whose key two devices of the client changed at once', () => {
  it('T6.4: lies open, under either key, for somebody who comes then', async () => {
    const cast = await createCast(132);
    const { client } = cast;
    const journal = pageOf(client, 'journal');
    const [ana, ben] = [
      await join(cast, 1, 'Ana', new Map([[journal, 'write']])),
      await join(cast, 2, 'Ben', new Map([[journal, 'write']])),
    ];
    const laptop = await further(cast, client);
    await meet(client, laptop, ana, ben);
    await remove(client, ana.member);
    await remove(laptop, ben.member);
    await say(client, journal, 'p', 'under the phone’s key');
    await describePage(client, journal, { kind: 'journal', title: 'Days', order: 3, archived: false });
    await say(laptop, journal, 'l', 'under the laptop’s key');
    const eve = await join(cast, 3, 'Eve', new Map([[journal, 'write']]));
    for (let round = 0; round < 3; round++) {
      await meet(client, laptop, eve);
      for (const replica of [client, laptop]) await replica.heal();
    }
    await meet(client, laptop, eve);
    for (const replica of [client, laptop, eve])
      expect(read(replica, journal)).toEqual({ p: 'under the phone’s key', l: 'under the laptop’s key' });
    // What a page is called may lie under the key that was lost, too.
    for (const replica of [client, laptop, eve]) expect(replica.view().pages.find(({ id }) => id === journal)?.title).toBe('Days');
  });
});
