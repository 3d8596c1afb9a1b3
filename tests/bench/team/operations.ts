import { clinkProofBytes, createPageKey, linkProofBytes, toPageId } from '#ledger';
import type { Entry, Facts, PageId, PageKey } from '#ledger';
import { beginRecord, createWriter, memberId, seededRandom } from '../../unit/ledger/cast.ts';
import type { Writer } from '../../unit/ledger/cast.ts';

const PAGES = 12;
/** As many decisions as one device of the client's takes before the other one is picked up. */
const SITTING = 20;
const BOX_BYTES = 80;

/**
 * A team's first `count` operations, after its `begin`: two devices of the client let people in, share pages, take them back, change
 * keys and take people off; whoever is let in names a second device. All sealed and signed, in causal order.
 */
export const writeOperations = async (count: number): Promise<readonly Entry[]> => {
  const random = seededRandom(500);
  const team = await beginRecord(random);
  const { client, record } = team;
  const entries: Entry[] = [team.begin];
  const keys = new Map<PageId, PageKey>();
  for (let i = 1; i <= PAGES; i++) {
    const page = toPageId(i.toString(16).padStart(15, '0').padStart(16, 'b'));
    if (page) keys.set(page, await createPageKey(record, page, random));
  }
  const second = await createWriter(random, record);
  let other: Writer = second;
  let hand: Writer = client;

  const write = async (by: Writer, facts: Facts, on: Parameters<Writer['write']>[1] = {}): Promise<void> => {
    entries.push(await by.write(facts, on));
  };
  const decide = async (facts: Facts, on: Parameters<Writer['write']>[1] = {}): Promise<void> => {
    if (entries.length % SITTING === 0) [hand, other] = [other, hand];
    await write(hand, facts, { ...on, parents: [...(on.parents ?? []), ...(other.prev ? [other.prev] : [])] });
  };
  const rotate = (page: PageId, key: PageKey): Promise<void> =>
    decide({ kind: 'rotate', boxes: [{ strand: client.strand, sealed: random(BOX_BYTES) }], rootBox: random(BOX_BYTES) }, { page, key });

  const proof = await second.signer.sign(clinkProofBytes(record, client.strand, second.keys));
  await write(client, { kind: 'clink', device: second.keys, proof });
  for (const [page, key] of keys) {
    await rotate(page, key);
    await decide({ kind: 'page' }, { page, key });
  }
  for (let n = 1; entries.length <= count; n++) {
    const member = memberId(n);
    const [device, further] = [await createWriter(random, record), await createWriter(random, record)];
    const pages = [...keys].filter((_, i) => (i + n) % 4 === 0);
    entries.push(await team.admit(device, member, second.prev ? [second.prev] : []));
    for (const [page] of pages) await decide({ kind: 'grant', member, right: 'write' }, { page });
    const named = await further.signer.sign(linkProofBytes(record, device.strand, further.keys));
    await write(device, { kind: 'link', device: further.keys, proof: named }, { parents: client.prev ? [client.prev] : [] });
    const [first] = pages;
    if (first && n % 2 === 0) {
      await decide({ kind: 'revoke', member, right: 'see' }, { page: first[0] });
      await rotate(...first);
    }
    if (n % 3 === 0) {
      await decide({ kind: 'remove', target: { member } }, { parents: device.prev ? [device.prev] : [] });
      for (const page of pages) await rotate(...page);
    }
  }
  return entries.slice(0, count + 1);
};
