import { expect, test } from 'vitest';
import { headOf, JOURNAL, meet, World } from './cast.ts';

/** Sam and Kim were taken off, and wrote after it what the client now has, held. */
const cast = () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const kim = client.admits('Kim', { [JOURNAL]: 'write' });
  meet(client, sam, kim);
  client.removes(sam);
  client.removes(kim);
  return { client, sam, kim };
};

test('T4.6 words are accepted by the first accept that names them or what follows them, and by no other', () => {
  const { client, sam, kim } = cast();
  const [first, second, third] = [sam.writes(), sam.writes(), sam.writes()];
  const kims = kim.writes();
  client.hears(sam).hears(kim);
  const [ofKim, upToFirst, upToThird] = [client.accepts(kims), client.accepts(first), client.accepts(third)];
  const acceptedBy = [kims, first, second, third].map(({ hash }) => client.team.acceptedBy(hash));
  expect(acceptedBy).toEqual([ofKim, upToFirst, upToThird, upToThird]);
});

test('T4.6 an accept accepts words and nothing that lies between them', () => {
  const { client, sam } = cast();
  sam.writes();
  const link = sam.says({ kind: 'link', device: sam.keys, proof: new Uint8Array(0) });
  const words = sam.writes();
  client.hears(sam).accepts(words);
  expect(client.counts(words)).toBe(true);
  expect(client.counts(link)).toBe(false);
  expect(client.team.acceptedBy(link.hash)).toBeNull();
});

test('T4.6 an accept that names words by another place accepts nothing', () => {
  const { client, sam, kim } = cast();
  const late = sam.writes();
  client.hears(sam);
  client.says({ kind: 'accept', upTo: { ...headOf(late), seq: late.seq + 1 } });
  client.says({ kind: 'accept', upTo: { ...headOf(late), strand: kim.strand } });
  expect(client.counts(late)).toBe(false);
  expect(client.team.acceptedBy(late.hash)).toBeNull();
  const accept = client.accepts(late);
  expect(client.counts(late)).toBe(true);
  expect(client.team.acceptedBy(late.hash)).toEqual(accept);
});

test('T4.7 an accept that names one of two branches by another place chooses neither', () => {
  const client = new World().begins();
  const sam = client.admits('Sam', { [JOURNAL]: 'write' });
  const copy = sam.copy();
  const [one, other] = [sam.writes(), copy.writes()];
  client.hears(sam).hears(copy);
  client.says({ kind: 'accept', upTo: { ...headOf(one), seq: one.seq + 1 } });
  expect([one, other].map((entry) => client.team.isSetAside(entry))).toEqual([false, false]);
  const accept = client.accepts(other);
  expect([one, other].map((entry) => client.counts(entry))).toEqual([false, true]);
  expect(client.team.acceptedBy(other.hash)).toEqual(accept);
});
