import { expect, it, vi } from 'vitest';
import { toInstant } from '#base';
import { grant } from '../../../src/sync/replica/commands.ts';
import { createCast, join, meet, pageOf, read, say } from './cast.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const journal = pageOf(cast.client, 'journal');
  const ana = await join(cast, 1, 'Ana', new Map());
  await meet(cast.client, ana);
  const day = (n: number) => toInstant(cast.clock.now + n * DAY_MS);
  return { ...cast, ana, journal, day };
};

it('a right that ends holds until then, and is taken back by the client’s device', async () => {
  const { client, ana, journal, clock, day } = await team(61);
  await grant(client, ana.member, journal, 'write', day(7));
  await say(client, journal, 'a', 'for a week');
  await meet(client, ana);
  expect(read(ana, journal)).toEqual({ a: 'for a week' });
  expect(
    client
      .view()
      .pages.find(({ id }) => id === journal)
      ?.ends.get(ana.member),
  ).toBe(day(7));
  clock.now += 6 * DAY_MS;
  await client.heal();
  expect(client.team.rightOf(ana.member, journal)).toBe('write');
  clock.now += 2 * DAY_MS;
  await client.heal();
  await say(client, journal, 'b', 'after the week');
  await meet(client, ana);
  expect(client.team.rightOf(ana.member, journal)).toBe('none');
  expect(ana.openPage(journal)).toBeNull();
  expect(ana.keyring.get(client.team.rotateOf(journal)?.keyId ?? null)).toBeNull();
});

it('what was given last says when it ends: it can be made longer, or without an end', async () => {
  const { client, ana, journal, clock, day } = await team(62);
  await grant(client, ana.member, journal, 'see', day(7));
  await grant(client, ana.member, journal, 'see', day(20));
  clock.now += 8 * DAY_MS;
  await client.heal();
  expect(client.team.rightOf(ana.member, journal)).toBe('see');
  await grant(client, ana.member, journal, 'see');
  clock.now += 30 * DAY_MS;
  await client.heal();
  expect(client.team.rightOf(ana.member, journal)).toBe('see');
  expect(client.view().pages.find(({ id }) => id === journal)?.ends.size).toBe(0);
});

it('writing may end before reading does', async () => {
  const { client, ana, journal, clock, day } = await team(63);
  await grant(client, ana.member, journal, 'write', day(7));
  await grant(client, ana.member, journal, 'see');
  clock.now += 8 * DAY_MS;
  await client.heal();
  expect(client.team.rightOf(ana.member, journal)).toBe('see');
  await meet(client, ana);
  expect(ana.openPage(journal)).toMatchObject({ access: 'see', readOnly: 'only-see' });
});

it('a right that cannot be taken back for want of room is tried again in a while, not at once', async () => {
  const { client, ana, journal, clock, day, store } = await team(65);
  await grant(client, ana.member, journal, 'see', day(1));
  clock.now += 2 * DAY_MS;
  let asked = 0;
  vi.spyOn(store, 'keepOwn').mockImplementation(() => {
    asked += 1;
    return Promise.resolve({ ok: false, error: { type: 'full' } });
  });
  await client.heal();
  await new Promise((resolve) => setTimeout(resolve, 100));
  // By this call, and by what is put right after each decision.
  expect(asked).toBeLessThan(5);
  vi.restoreAllMocks();
  await client.heal();
  expect(client.team.rightOf(ana.member, journal)).toBe('none');
});

it('a device that stays open takes the right back in time', async () => {
  const { client, ana, journal, clock, day } = await team(64);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await grant(client, ana.member, journal, 'see', day(2));
    for (let i = 0; i < 3; i++) {
      clock.now += DAY_MS;
      vi.advanceTimersByTime(DAY_MS);
      await client.settled();
    }
    // Sealing goes on in threads of the browser's: it is asked for turn by turn, with no clock.
    for (let turn = 0; turn < 100_000 && client.team.rightOf(ana.member, journal) !== 'none'; turn++)
      await new Promise((resolve) => setImmediate(resolve));
    expect(client.team.rightOf(ana.member, journal)).toBe('none');
  } finally {
    vi.useRealTimers();
  }
});
