import { describe, expect, it } from 'vitest';
import { createPageKey } from '#ledger';
import { remove } from '../../../src/sync/replica/commands.ts';
import { carry, createCast, further, join, meet, pageOf, read, say } from './cast.ts';

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const { client } = cast;
  const journal = pageOf(client, 'journal');
  const [ana, ben] = [await join(cast, 1, 'Ana', new Map([[journal, 'write']])), await join(cast, 2, 'Ben', new Map([[journal, 'see']]))];
  await meet(client, ana, ben);
  return { ...cast, cast, journal, ana, ben };
};

describe('a page with words that a device cannot open yet', () => {
  it('is for reading alone until the key has come: what it writes beside them would have no place', async () => {
    const { cast, client, journal, ana, ben } = await team(141);
    const laptop = await further(cast, client);
    await carry(client, laptop);
    // At once: on the phone Eve is let in, on the laptop Ben is taken off, which changes the key, and Ana writes under the new one.
    const eve = await join(cast, 3, 'Eve', new Map([[journal, 'write']]));
    await carry(client, eve);
    await remove(laptop, ben.member);
    await carry(laptop, ana);
    await say(ana, journal, 'a', 'under the new key');
    for (const one of [laptop, ana]) await carry(one, eve);
    expect(eve.openPage(journal)?.readOnly).toBe('words-locked');
    expect(eve.hasWordsInTheWay()).toBe(false);
    await meet(client, laptop, ana);
    await client.heal();
    await meet(client, eve);
    expect(eve.openPage(journal)?.readOnly).toBeNull();
    await say(eve, journal, 'e', 'from Eve');
    await meet(client, laptop, ana, eve);
    for (const replica of [client, laptop, ana, eve]) expect(read(replica, journal)).toEqual({ a: 'under the new key', e: 'from Eve' });
  });

  it('is not shut by somebody who writes under a key that the client’s devices did not make', async () => {
    const { client, journal, ana, record, random } = await team(142);
    const key = await createPageKey(record, journal, random);
    const written = await ana.write([{ facts: { kind: 'change' }, page: journal, words: { key, payload: new Uint8Array(2) } }]);
    expect(written.ok).toBe(true);
    await meet(client, ana);
    expect(client.openPage(journal)?.readOnly).toBeNull();
  });
});
