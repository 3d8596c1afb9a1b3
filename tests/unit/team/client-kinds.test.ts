import { expect, test } from 'vitest';
import { JOURNAL, meet, World } from './cast.ts';

const cast = () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'see' });
  client.makesPage(JOURNAL);
  const rotate = client.rotates(JOURNAL, [client]);
  meet(client, sam);
  return { client, sam, rotate };
};

test('T2.1 a key that the client’s device shares is had by whom it is for', () => {
  const { client, sam, rotate } = cast();
  if (rotate.keyId === null) throw new Error('A rotate has a key.');
  const share = client.shares(JOURNAL, rotate.keyId, [sam]);
  sam.hears(client);
  expect(sam.counts(share)).toBe(true);
  expect(sam.team.sharesOf(JOURNAL)).toEqual([share]);
});

test('T2.1 a link is no entry of the client’s: their devices are named by clink', () => {
  const { client, sam } = cast();
  const tablet = client.world.device('tablet', sam.member);
  const link = client.says({ kind: 'link', device: tablet.keys, proof: new Uint8Array(0) });
  sam.hears(client);
  expect(sam.team.whyHeld(link.hash)).toEqual({ rule: 'T2.1', cuts: [] });
  expect(sam.team.whoOf(tablet.strand)).toBeNull();
});
