import { expect, test } from 'vitest';
import type { Entry } from '#ledger';
import { JOURNAL, meet, World } from './cast.ts';

const cast = () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, sam, kim);
  return { client, sam, kim, last: client.writes() };
};

test('T1.2 what an earlier recovery of the chain had undone stays undone, whatever the line of a later one says', () => {
  const { client, kim, last } = cast();
  const [removal, words] = [client.removes(kim), client.writes()];
  const first = client.recovers('first', [last], 1);
  const [firstLast, clientLast] = [first.last, client.last].filter((entry): entry is Entry => entry !== undefined);
  if (!firstLast || !clientLast) throw new Error('Both wrote.');
  const second = first.hears(client).recovers('second', [clientLast, firstLast], 2);
  expect(second.team.whyHeld(removal.hash)?.rule).toBe('T2.3');
  expect(second.team.isOn(kim.strand)).toBe(true);
  expect(second.counts(words)).toBe(false);
  expect(second.counts(last)).toBe(true);
});

test('T3.5 a line that names an entry by another place keeps nothing of it', () => {
  for (const change of [{ seq: 7 }, 'strand'] as const) {
    const { client, sam, last } = cast();
    const named = change === 'strand' ? { ...last, strand: sam.strand } : { ...last, ...change };
    const phone = client.recovers('new phone', [named], 1);
    expect(phone.counts(last)).toBe(false);
    expect(phone.team.clientDevices()).toEqual([phone.strand]);
  }
});
