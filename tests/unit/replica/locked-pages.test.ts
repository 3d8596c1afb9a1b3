import { describe, expect, it } from 'vitest';
import { createPageKey } from '#ledger';
import { carry, createCast, join, letInAndTakenOff, meet, pageOf, read, say } from './cast.ts';

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
    const { laptop, eve } = await letInAndTakenOff(cast, new Map([[journal, 'write']]), ben.member);
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
