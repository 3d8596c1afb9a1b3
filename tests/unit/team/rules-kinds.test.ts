import { expect, test } from 'vitest';
import { strandOf } from '#ledger';
import type { Facts } from '#ledger';
import { toBoxKey, toSignKey } from '#crypto';
import { headOf, JOURNAL, meet, World } from './cast.ts';

const NO_BYTES = new Uint8Array(0);

const cast = () => {
  const world = new World();
  const client = world.begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, sam, kim);
  const device = { sign: toSignKey(world.dice.hex(32)), box: toBoxKey(world.dice.hex(32)) };
  return { world, client, sam, kim, device };
};

test('T3.2 what a member’s device says of the team stands in no kind, and lets nothing stand', () => {
  const { world, client, sam, kim, device } = cast();
  const member = world.memberId();
  const says: readonly Facts[] = [
    { kind: 'clink', device, proof: NO_BYTES },
    { kind: 'admit', member, device, proof: NO_BYTES },
    { kind: 'page' },
    { kind: 'grant', member: sam.member ?? member, right: 'write' },
    { kind: 'revoke', member: kim.member ?? member, right: 'see' },
    { kind: 'rotate', boxes: [], rootBox: NO_BYTES },
    { kind: 'remove', target: { strand: kim.strand } },
    { kind: 'accept', upTo: headOf(client.last ?? client.writes()) },
  ];
  const held = says.map((facts) => sam.says(facts, { page: JOURNAL, keyId: world.keyId() }));
  meet(client, sam, kim);
  for (const entry of held) expect(client.team.whyHeld(entry.hash)?.rule, entry.facts.kind).toBe('T3.2');
  expect(client.team.isOn(kim.strand)).toBe(true);
  expect(client.team.members()).toHaveLength(2);
});

test('T3.2 change, link, share and seen of a member’s device stand', () => {
  const { world, client, sam, kim, device } = cast();
  const stand = [
    sam.writes(),
    sam.says({ kind: 'link', device, proof: NO_BYTES }),
    sam.shares(JOURNAL, world.keyId(), [kim]),
    sam.receipts(),
  ];
  meet(client, sam, kim);
  for (const entry of stand) expect(client.team.stateOf(entry.hash), entry.facts.kind).toBe('counts');
});

test('T5.3 of two links the one nearer to an admit says whose a device is, whichever was written first', () => {
  const { client, sam, kim, device } = cast();
  const tablet = sam.links('tablet');
  tablet.says({ kind: 'link', device, proof: NO_BYTES });
  // Kim’s device had heard of that, and is one step from Kim’s admit, where Sam’s tablet is two.
  kim.hears(tablet).says({ kind: 'link', device, proof: NO_BYTES });
  meet(client, sam, kim, tablet);
  expect(client.team.whoOf(strandOf(device.sign))).toBe(kim.member);
});
