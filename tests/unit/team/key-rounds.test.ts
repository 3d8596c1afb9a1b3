import { expect, test } from 'vitest';
import { createBoxKey } from '#crypto';
import { createPageKey } from '#ledger';
import { openKeyBox, readersWithKeys, rotateFacts, shareFacts, withKeys } from '#team';
import { createDice, JOURNAL, meet, PLAN, RECORD, World } from './cast.ts';

const dice = createDice(23);
const seed = () => Uint8Array.from({ length: 32 }, () => Math.floor(dice.roll() * 256));

test('T6.3 those who may see a page are its readers, each with the key that its device was named with', () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'see' });
  const kim = client.admits('Kim', { [PLAN]: 'write' });
  const stranger = client.world.device('stranger', null);
  meet(client, sam, kim);
  const readers = [client, sam].map(({ strand, keys }) => ({ strand, box: keys.box })).sort((a, b) => a.strand - b.strand);
  expect(readersWithKeys(client.team, JOURNAL)).toEqual(readers);
  expect(withKeys(client.team, [kim.strand, stranger.strand])).toEqual([{ strand: kim.strand, box: kim.keys.box }]);
});

test('T6.3 a share holds a box of the key for each reader, and is none where there is nobody to seal it to', async () => {
  const mine = await createBoxKey(seed());
  const [key, root] = [await createPageKey(RECORD, JOURNAL, seed), await createBoxKey(seed())];
  const strand = new World().begins().strand;
  const at = { record: RECORD, strand, seq: 4 };
  const facts = await shareFacts(at, key, [{ strand, box: mine.publicKey }]);
  expect(facts).toMatchObject({ kind: 'share', shared: key.id, boxes: [{ strand }] });
  const [box] = facts?.boxes ?? [];
  expect(box && (await openKeyBox(box.sealed, { ...at, page: JOURNAL, keyId: key.id, receiver: strand }, mine))).toEqual(key.bytes);
  expect(await shareFacts(at, key, [])).toBeNull();
  expect(await rotateFacts(at, key, [], root.publicKey)).toMatchObject({ ok: true, value: { kind: 'rotate', boxes: [] } });
});
