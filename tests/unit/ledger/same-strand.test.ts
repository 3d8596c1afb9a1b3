import { describe, expect, it } from 'vitest';
import { createBoxKey } from '#crypto';
import { Ledger, linkProofBytes, runsOf, strandOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { beginRecord, createWriter, memberId, PAGE, seededRandom, Writer } from './cast.ts';
import { keysOfOneStrand } from './same-strand.ts';

const update = (entry: Entry) => writeUpdate(runsOf([entry]));
const hashes = (ledger: Ledger) => ledger.index.entries.map(({ hash }) => hash).sort();

/** Sam and Kim each name a device; the two have keys of one strand, and both write. */
const team = async () => {
  const world = await beginRecord(seededRandom(6));
  const { record, random, key, client, begin } = world;
  const [sam, kim] = [await createWriter(random, record), await createWriter(random, record)];
  const admits = [await world.admit(sam, memberId(1)), await world.admit(kim, memberId(2))];
  const [last] = admits.slice(-1);
  const link = async (writer: Writer, device: Writer) => {
    const proof = await device.signer.sign(linkProofBytes(record, writer.strand, device.keys));
    return writer.write({ kind: 'link', device: device.keys, proof }, { parents: last ? [last] : [] });
  };
  const branches: Entry[][] = [];
  for (const [i, signer] of keysOfOneStrand().entries()) {
    const device = new Writer(signer, await createBoxKey(random(32)), random, record);
    const named = await link(i === 0 ? sam : kim, device);
    const word = await device.write({ kind: 'change' }, { page: PAGE, key, parents: [named] });
    branches.push([named, word]);
  }
  const [ofSam = [], ofKim = []] = branches;
  const words = [ofSam[1], ofKim[1]].filter((entry) => entry !== undefined).sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const answer = await client.write({ kind: 'change' }, { page: PAGE, key, parents: words });
  return { record, start: [begin, ...admits], ofSam, ofKim, answer };
};

describe('two keys of one strand', () => {
  it('are what they are called', () => {
    const [one, other] = keysOfOneStrand();
    expect(one.publicKey).not.toBe(other.publicKey);
    expect(strandOf(one.publicKey)).toBe(strandOf(other.publicKey));
  });

  it('G5: split no ledger, whichever was named first: what each signed is stored, as branches of a fork', async () => {
    const { record, start, ofSam, ofKim, answer } = await team();
    const all = [...start, ...ofSam, ...ofKim, answer].map(({ hash }) => hash).sort();
    for (const order of [
      [...start, ...ofSam, ...ofKim, answer],
      [...start, ...ofKim, ...ofSam, answer],
      [answer, ...ofKim.toReversed(), ...ofSam.toReversed(), ...start.toReversed()],
    ]) {
      const ledger = new Ledger(record);
      for (const entry of order) expect((await ledger.offer(update(entry))).refusals).toEqual([]);
      expect(hashes(ledger)).toEqual(all);
    }
  });
});
