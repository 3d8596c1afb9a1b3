import { isKind, MEET_PAGE } from '#ledger';
import type { EntryOf } from '#ledger';
import { remove } from '../../src/sync/replica/commands.ts';
import { carry, createCast, join } from '../unit/replica/cast.ts';
import { seededBoxes } from './seeded-boxes.ts';

/** A record in which the room has just moved: Kim has not heard of it, nor of Lee, who was let in after it. The same bytes each time. */
export const createTestRecord = () => seededBoxes(31, make);

const make = async () => {
  const cast = await createCast(31);
  const { client } = cast;
  const kim = await join(cast, 1, 'Kim', new Map());
  const robin = await join(cast, 2, 'Robin', new Map());
  await carry(client, kim);
  const meet = client.currentKey(MEET_PAGE);
  if (!meet) throw new Error('a record has a meeting key');
  const done = await remove(client, robin.member);
  if (!done.ok) throw new Error(done.error.type);
  await client.settled();
  const rotate = client.team.rotateOf(MEET_PAGE);
  if (!rotate || rotate.keyId === meet.id) throw new Error('the room moves when somebody is taken off');
  const lee = await join(cast, 3, 'Lee', new Map());
  const admit = client.ledger.index.entries.findLast((entry): entry is EntryOf<'admit'> => isKind(entry, 'admit'));
  if (!admit) throw new Error('Lee was let in');
  return { client, kim, lee, meet, rotate, admit };
};

export type TestRecord = Awaited<ReturnType<typeof make>>;
