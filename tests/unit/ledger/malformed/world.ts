import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { createBoxKey, createSigningKey, sha256 } from '#crypto';
import type { SigningKey } from '#crypto';
import { admitProofBytes, clinkProofBytes, headToBytes, idToBytes, isKind, linkProofBytes, recoverProofBytes, TEAM_PAGE } from '#ledger';
import type { Entry, Facts, FactsOf, Kind, Refusal, Strand } from '#ledger';
import { KIND_CODES, writeFacts } from '../../../../src/ledger/facts.ts';
import { SHAPES } from '../../../../src/ledger/read-entry.ts';
import { beginRecord, createWriter, memberId, PAGE, seededRandom } from '../cast.ts';
import type { Writer } from '../cast.ts';
import { number, zeros } from './parts.ts';
import type { Parts } from './parts.ts';

/** What is offered: bytes at a place of the ledger document. */
export interface Offered {
  readonly strand: Strand;
  readonly seq: number;
  readonly bytes: Bytes;
}

/** A refusal without the place: the test knows it. */
export type RefusalAt = Refusal extends infer R ? (R extends { readonly strand: Strand } ? Omit<R, 'strand' | 'seq'> : never) : never;

/** One malformed entry, and what the gate must say of it. */
export interface EntryRow {
  readonly name: string;
  /** What must be stored first, beside the world's own. */
  readonly before?: (world: World) => Promise<readonly Entry[]>;
  readonly offered: (world: World) => Promise<Offered>;
  readonly refusal: RefusalAt | ((world: World) => RefusalAt);
}

/**
 * A record with a client and three members, of whom Sam has written one entry and Kim and Robin none.
 * What is malformed stands where Sam's next entry would; Robin's first is the honest one beside it.
 */
export const createWorld = async () => {
  const begun = await beginRecord(seededRandom(5));
  const { client, record, random, key, root, begin } = begun;
  if (!isKind(begin, 'begin')) throw new Error('a record begins with begin');
  // One after the other, so that the same bytes come out each time.
  const writer = () => createWriter(random, record);
  const [sam, robin, kim, newcomer, fresh] = [await writer(), await writer(), await writer(), await writer(), await writer()];
  const admits = [await begun.admit(sam, memberId(1)), await begun.admit(robin, memberId(2)), await begun.admit(kim, memberId(3))];
  const last = admits[2] as Entry;
  const first = await sam.write({ kind: 'change' }, { page: PAGE, key, parents: [last] });
  const honest = await robin.write({ kind: 'change' }, { page: PAGE, key, parents: [last] });
  const stored = [begin, ...admits, first];

  const member = memberId(9);
  const device = newcomer.keys;
  const proveBy = async (signer: SigningKey, bytes: Bytes) => signer.sign(bytes);
  const lineOf = [last].map(({ strand, seq, hash }) => ({ strand, seq, hash }));
  const recoverFacts = {
    kind: 'recover' as const,
    number: 1,
    device: fresh.keys,
    rootSign: (await createSigningKey(random(32))).publicKey,
    rootBox: (await createBoxKey(random(32))).publicKey,
    receipts: (await createBoxKey(random(32))).publicKey,
    line: lineOf,
  };
  const box = (strand: number) => ({ strand: strand as Strand, sealed: random(80) });
  const boxes = [box(7), box(8), box(9)];
  /** Facts of every kind that the gate takes where `place` says. */
  const facts: { readonly [K in Kind]: FactsOf<K> } = {
    begin: begin.facts,
    clink: { kind: 'clink', device, proof: await proveBy(newcomer.signer, clinkProofBytes(record, sam.strand, device)) },
    admit: { kind: 'admit', member, device, proof: await proveBy(newcomer.signer, admitProofBytes(record, sam.strand, member, device)) },
    link: { kind: 'link', device, proof: await proveBy(newcomer.signer, linkProofBytes(record, sam.strand, device)) },
    page: { kind: 'page' },
    grant: { kind: 'grant', member, right: 'see' },
    revoke: { kind: 'revoke', member, right: 'write' },
    rotate: { kind: 'rotate', rootBox: random(80), boxes },
    share: { kind: 'share', shared: key.id, boxes },
    remove: { kind: 'remove', target: { member } },
    accept: { kind: 'accept', upTo: { strand: first.strand, seq: first.seq, hash: first.hash } },
    recover: { ...recoverFacts, proof: await root.sign(recoverProofBytes(record, fresh.strand, recoverFacts)) },
    seen: { kind: 'seen', opened: random(40) },
    change: { kind: 'change' },
  };

  /** Whose entry of a kind it is here, and where. */
  const placeOf = (kind: Kind): { readonly writer: Writer; readonly seq: number; readonly prev: Entry | null } =>
    kind === 'begin'
      ? { writer: client, seq: 0, prev: null }
      : kind === 'recover'
        ? { writer: fresh, seq: 0, prev: null }
        : { writer: sam, seq: 1, prev: first };

  /** An entry of a kind with nothing wrong about it. */
  const good = (kind: Kind, said: Facts = facts[kind]): Parts => {
    const { writer, seq, prev } = placeOf(kind);
    const { page, words } = SHAPES[kind];
    const worded = words !== 'no';
    return {
      version: 1,
      record: idToBytes(record),
      strand: number(writer.strand, 7),
      seq,
      prev: prev ? idToBytes(prev.hash) : zeros(32),
      parents: kind === 'begin' ? [] : [headToBytes(last)],
      parentCount: null,
      kind: KIND_CODES[kind],
      facts: new Uint8Array(writeFacts(said)),
      factsLength: null,
      page: page === 'none' ? zeros(8) : idToBytes(page === 'team' ? TEAM_PAGE : PAGE),
      keyId: worded ? idToBytes(key.id) : zeros(32),
      nonce: worded ? sha256(textToBytes(kind)).slice(0, 12) : zeros(12),
      ciphertext: worded ? sha256(textToBytes(`words of ${kind}`)).slice(0, 24) : zeros(0),
      bodyHash: null,
      more: zeros(0),
    };
  };
  return {
    ...begun,
    begin,
    sam,
    robin,
    kim,
    newcomer,
    fresh,
    first,
    last,
    honest,
    stored,
    facts,
    recoverFacts,
    placeOf,
    good,
    member,
    device,
  };
};

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Where an entry of that kind lies in the document. */
export const at = (world: World, kind: Kind, bytes: Bytes): Offered => {
  const { writer, seq } = world.placeOf(kind);
  return { strand: writer.strand, seq, bytes };
};

/** A head as its 43 bytes, of anything. */
export const head = (strand: number | bigint, seq: number, hash: Uint8Array): Bytes => concatBytes(number(strand, 7), number(seq, 4), hash);
