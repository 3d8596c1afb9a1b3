import { systemRandom, toInstant } from '#base';
import type { Bytes, Random } from '#base';
import { createBoxKey, createSigningKey, sha256 } from '#crypto';
import type { OpeningKey, SigningKey } from '#crypto';
import { admitProofBytes, beginProofBytes, createPageKey, recordIdOf, sealEntry, strandOf, TEAM_PAGE, toMemberId, toPageId } from '#ledger';
import type { Entry, Facts, Head, MemberId, PageId, PageKey, RecordId, Strand } from '#ledger';

/** Bytes that depend on a seed alone, so that a failing test can be run again. */
export const seededRandom = (seed: number): Random => {
  let counter = 0;
  return (length) => {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = sha256(
        Uint8Array.of(seed & 255, (seed >> 8) & 255, (seed >> 16) & 255, counter & 255, (counter >> 8) & 255, (counter++ >> 16) & 255),
      );
      out.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return out;
  };
};

/** A device that writes entries of its own, honestly unless told otherwise. */
export class Writer {
  seq = 0;
  prev: Entry | null = null;
  readonly strand: Strand;
  readonly signer: SigningKey;
  readonly box: OpeningKey;
  readonly random: Random;
  record: RecordId;

  constructor(signer: SigningKey, box: OpeningKey, random: Random, record: RecordId) {
    this.signer = signer;
    this.box = box;
    this.random = random;
    this.record = record;
    this.strand = strandOf(signer.publicKey);
  }

  get keys() {
    return { sign: this.signer.publicKey, box: this.box.publicKey };
  }

  /** Seals without moving on: two calls make a fork. */
  async seal(
    facts: Facts,
    options: {
      parents?: readonly (Entry | Head)[];
      page?: PageId | null;
      key?: PageKey;
      say?: Bytes;
      seq?: number;
      prev?: Entry | null;
      record?: RecordId;
    } = {},
  ): Promise<Entry> {
    const parents = (options.parents ?? []).map(({ strand, seq, hash }) => ({ strand, seq, hash })).sort((a, b) => a.strand - b.strand);
    const prev = options.prev === undefined ? this.prev : options.prev;
    const sealed = await sealEntry(
      {
        record: options.record ?? this.record,
        strand: this.strand,
        seq: options.seq ?? this.seq,
        prev: prev?.hash ?? null,
        parents,
        facts,
        page: options.page ?? null,
        words: options.key
          ? { key: options.key, say: { time: toInstant(1_700_000_000_000 + this.seq), payload: options.say ?? new Uint8Array([1]) } }
          : null,
      },
      this.signer,
      this.random,
    );
    if (!sealed.ok) throw new Error(sealed.error.type);
    return sealed.value;
  }

  async write(facts: Facts, options: Parameters<Writer['seal']>[1] = {}): Promise<Entry> {
    const entry = await this.seal(facts, options);
    this.prev = entry;
    this.seq = entry.seq + 1;
    return entry;
  }
}

export const createWriter = async (random: Random, record: RecordId): Promise<Writer> =>
  new Writer(await createSigningKey(random(32)), await createBoxKey(random(32)), random, record);

export const PAGE = toPageId('00000000000000aa') as PageId;

export const memberId = (n: number): MemberId => toMemberId(n.toString(16).padStart(32, '0')) as MemberId;

/** A record just begun: its root, the client's first device, its `begin`, and a key of one page. */
export const beginRecord = async (random: Random = systemRandom) => {
  const root = await createSigningKey(random(32));
  const rootBox = await createBoxKey(random(32));
  const receipts = await createBoxKey(random(32));
  const client = await createWriter(random, '' as RecordId);
  const facts = {
    kind: 'begin' as const,
    rootSign: root.publicKey,
    rootBox: rootBox.publicKey,
    device: client.keys,
    receipts: receipts.publicKey,
    salt: random(16),
  };
  const begun = { ...facts, rootProof: await root.sign(beginProofBytes(facts)) };
  client.record = recordIdOf(begun);
  const begin = await client.write(begun);
  const key = await createPageKey(client.record, PAGE, random);
  const teamKey = await createPageKey(client.record, TEAM_PAGE, random);
  const admit = async (newcomer: Writer, member: MemberId, parents: readonly Entry[] = []) =>
    client.write(
      {
        kind: 'admit',
        member,
        device: newcomer.keys,
        proof: await newcomer.signer.sign(admitProofBytes(client.record, client.strand, member, newcomer.keys)),
      },
      { page: TEAM_PAGE, key: teamKey, parents },
    );
  return { root, client, begin, record: client.record, key, teamKey, admit, random };
};
