import { expect, it } from 'vitest';
import { beginAfresh } from '../../../src/sync/replica/commands.ts';
import { createCast, join, meet, pageOf, read, say } from './cast.ts';

it('a page closed and begun afresh keeps its people, and whoever comes later gets nothing of before', async () => {
  const cast = await createCast(71);
  const { client } = cast;
  const journal = pageOf(client, 'journal');
  const ana = await join(cast, 1, 'Ana', new Map([[journal, 'write']]));
  await meet(client, ana);
  await say(client, journal, 'a', 'before');
  const fresh = await beginAfresh(client, journal);
  if (!fresh.ok) throw new Error(fresh.error.type);
  const ben = await join(cast, 2, 'Ben', new Map([[fresh.value, 'write']]));
  await say(client, fresh.value, 'b', 'after');
  await meet(client, ana, ben);
  expect(read(ana, journal)).toEqual({ a: 'before' });
  expect(read(ana, fresh.value)).toEqual({ b: 'after' });
  expect(read(ben, fresh.value)).toEqual({ b: 'after' });
  expect(ben.openPage(journal)).toBeNull();
  expect(ben.keyring.keysOf(journal)).toEqual([]);
  expect(
    client
      .view()
      .pages.filter(({ kind }) => kind === 'journal')
      .map(({ id, archived }) => [id === journal, archived]),
  ).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, false],
    ]),
  );
  await say(ana, fresh.value, 'c', 'and Ana');
  await meet(client, ana, ben);
  expect(read(client, fresh.value)).toEqual({ b: 'after', c: 'and Ana' });
});
