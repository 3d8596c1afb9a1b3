import { expect, test } from 'vitest';
import { JOURNAL, meet, World } from './cast.ts';

const cast = () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, sam, kim);
  return { client, sam, kim };
};

test('T3.3 a removal reaches what a device had linked before the one removed named that device theirs', () => {
  const { client, sam, kim } = cast();
  const tablet = kim.links('tablet');
  const phone = tablet.links('phone');
  sam.hears(phone).says({ kind: 'link', device: tablet.keys, proof: new Uint8Array(0) });
  meet(client, sam, kim, tablet, phone);
  expect([tablet, phone].map(({ strand }) => client.team.isOn(strand))).toEqual([true, true]);
  client.removes(sam);
  expect([tablet, phone].map(({ strand }) => client.team.isOn(strand))).toEqual([false, false]);
  expect(client.team.isOn(kim.strand)).toBe(true);
});
