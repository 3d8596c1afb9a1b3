import { expect, it } from 'vitest';
import { addItem, changeItem, changeText, headingText } from '#record';
import { carry, createCast, join, pageOf } from './cast.ts';

const NOTE = { kind: 'note', type: 'visit', words: 'First words.', day: '2026-01-05', together: false } as const;

it('tells who wrote which words of a note when, from the seals, and what was overtaken', async () => {
  const cast = await createCast();
  const { client, clock, random } = cast;
  const journal = pageOf(client, 'journal');
  const tom = await join(cast, 1, 'Tom', new Map([[journal, 'write']]));
  await carry(client, tom);
  const doc = () => client.openPage(journal)?.doc;
  const made = doc();
  const added = made && addItem(made, random, NOTE);
  if (!added?.ok) throw new Error('a note fits');
  await client.flush();
  await carry(client, tom);
  clock.now += 60_000;
  const his = tom.openPage(journal)?.doc;
  const mine = doc();
  if (!his || !mine) throw new Error('both have the page');
  // At once, neither having heard of the other.
  changeItem(his, added.value, { words: 'Words of Tom.' });
  changeItem(mine, added.value, { words: 'Words of Sam.' });
  await tom.flush();
  await client.flush();
  await carry(tom, client);
  await carry(client, tom);
  const told = async (replica: typeof client) =>
    (await replica.historyOf(journal, { item: added.value }))?.filter(({ field }) => field === 'words') ?? [];
  for (const replica of [client, tom]) {
    const versions = await told(replica);
    expect(versions.map(({ value, who }) => [value, who]).slice(0, 1)).toEqual([['First words.', 'client']]);
    expect(versions).toContainEqual(expect.objectContaining({ value: 'Words of Tom.', who: tom.member, time: clock.now }));
    expect(versions).toContainEqual(expect.objectContaining({ value: 'Words of Sam.', who: 'client' }));
    const shown: unknown = replica.openPage(journal)?.doc.getMap('items').toJSON()[added.value];
    expect(versions.findLast(({ overtaken }) => !overtaken)?.value).toBe((shown as { words: string }).words);
  }
});

it('has what is typed and not sealed yet, and can be stopped', async () => {
  const { client } = await createCast();
  const page = pageOf(client, 'about-me');
  const doc = client.openPage(page)?.doc;
  if (!doc) throw new Error('a page of their own');
  changeText(headingText(doc, 'strengths'), 'I am patient.');
  await client.flush();
  changeText(headingText(doc, 'strengths'), 'I am patient and kind.');
  const versions = await client.historyOf(page, { text: 'strengths' });
  expect(versions?.map(({ value }) => value)).toEqual(['I am patient.', 'I am patient and kind.']);
  const stopped = new AbortController();
  stopped.abort();
  expect(await client.historyOf(page, { text: 'strengths' }, { signal: stopped.signal })).toBeNull();
});
