import { textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { createBoxKey, createSigningKey, deriveBytes, keyToBytes, sha256 } from '#crypto';
import type { OpeningKey, SigningKey } from '#crypto';
import {
  admitProofBytes,
  beginProofBytes,
  clinkProofBytes,
  linkProofBytes,
  MEET_PAGE,
  recordIdOf,
  recoverProofBytes,
  sealEntry,
  strandOf,
  TEAM_PAGE,
  toMemberId,
  toPageId,
  toPageKey,
} from '#ledger';
import type { DeviceKeys, Entry, Facts, FactsOf, Head, MemberId, PageId, PageKey, RecordId, Strand } from '#ledger';

// The people and devices that the vectors are about. Every secret is the SHA-256 of its name, so that nothing here is drawn.

/** A secret of 32 bytes: SHA-256(`around-me test vectors: ` ‖ name). */
export const seedOf = (name: string): Bytes => sha256(textToBytes(`around-me test vectors: ${name}`));

/** The first bytes of a secret. */
export const bytesOf = (name: string, length: number): Bytes => seedOf(name).slice(0, length);

export const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('The vectors name something that is not there.');
  return value;
};

export const memberOf = (name: string): MemberId => certain(toMemberId(bytesOf(`member ${name}`, 16)));

const ownPage = (name: string): PageId => certain(toPageId(Uint8Array.of(0x80, ...bytesOf(`page ${name}`, 7))));
export const JOURNAL = ownPage('journal');
export const PLAN = ownPage('plan');
export { MEET_PAGE, TEAM_PAGE };

export const headOf = ({ strand, seq, hash }: Entry): Head => ({ strand, seq, hash });

/** 2026-01-05T09:00:00Z: the clock of the first entry; each later one of a device is a minute on. */
const MORNING = Date.UTC(2026, 0, 5, 9);

/** The words of an entry, before they are sealed. */
export interface Say {
  readonly key: PageKey;
  readonly payload: Bytes;
}

/** What an entry was made of, to be told in the vectors. */
export interface Written {
  readonly entry: Entry;
  readonly by: Pen;
  readonly nonce: Bytes | null;
  readonly time: number | null;
  readonly say: Say | null;
}

/** A device that writes its strand with nonces and times that come from its name and place. */
export class Pen {
  readonly name: string;
  readonly signSeed: Bytes;
  readonly boxSeed: Bytes;
  readonly signer: SigningKey;
  readonly box: OpeningKey;
  readonly strand: Strand;
  last: Entry | null = null;

  private constructor(name: string, signSeed: Bytes, boxSeed: Bytes, signer: SigningKey, box: OpeningKey) {
    this.name = name;
    this.signSeed = signSeed;
    this.boxSeed = boxSeed;
    this.signer = signer;
    this.box = box;
    this.strand = strandOf(signer.publicKey);
  }

  static async of(name: string): Promise<Pen> {
    const [signSeed, boxSeed] = [seedOf(`${name} sign`), seedOf(`${name} box`)];
    return new Pen(name, signSeed, boxSeed, await createSigningKey(signSeed), await createBoxKey(boxSeed));
  }

  get keys(): DeviceKeys {
    return { sign: this.signer.publicKey, box: this.box.publicKey };
  }

  get place(): { readonly strand: Strand; readonly seq: number } {
    return { strand: this.strand, seq: this.last ? this.last.seq + 1 : 0 };
  }

  /** The next entry of the strand; `after` begins another branch. */
  async write(
    record: RecordId,
    facts: Facts,
    more: { readonly page?: PageId; readonly say?: Say; readonly parents?: readonly Head[]; readonly after?: Entry | null } = {},
  ): Promise<Written> {
    const { page = null, say = null, parents = [], after = this.last } = more;
    const seq = after ? after.seq + 1 : 0;
    const nonce = say ? bytesOf(`nonce ${this.name} ${seq} ${after?.hash ?? ''}`, 12) : null;
    const time = MORNING + seq * 60_000;
    const sealed = await sealEntry(
      {
        record,
        strand: this.strand,
        seq,
        prev: after?.hash ?? null,
        parents: parents.toSorted((a, b) => a.strand - b.strand || (a.hash < b.hash ? -1 : 1)),
        facts,
        page,
        words: say && { key: say.key, say: { time: toInstant(time), payload: say.payload } },
      },
      this.signer,
      () => certain(nonce),
    );
    if (!sealed.ok) throw new Error(sealed.error.type);
    this.last = sealed.value;
    return { entry: sealed.value, by: this, nonce, time: say ? time : null, say };
  }

  async admits(record: RecordId, member: MemberId, device: Pen): Promise<FactsOf<'admit'>> {
    const proof = await device.signer.sign(admitProofBytes(record, this.strand, member, device.keys));
    return { kind: 'admit', member, device: device.keys, proof };
  }

  async clinks(record: RecordId, device: Pen): Promise<FactsOf<'clink'>> {
    return { kind: 'clink', device: device.keys, proof: await device.signer.sign(clinkProofBytes(record, this.strand, device.keys)) };
  }

  async links(record: RecordId, device: Pen): Promise<FactsOf<'link'>> {
    return { kind: 'link', device: device.keys, proof: await device.signer.sign(linkProofBytes(record, this.strand, device.keys)) };
  }
}

/** The root's keys, as 16 bytes behind the recovery words make them. */
export class RootKeys {
  readonly entropy: Bytes;
  readonly signSeed: Bytes;
  readonly boxSeed: Bytes;
  readonly signer: SigningKey;
  readonly box: OpeningKey;

  private constructor(entropy: Bytes, signSeed: Bytes, boxSeed: Bytes, signer: SigningKey, box: OpeningKey) {
    this.entropy = entropy;
    this.signSeed = signSeed;
    this.boxSeed = boxSeed;
    this.signer = signer;
    this.box = box;
  }

  static async of(entropy: Bytes): Promise<RootKeys> {
    const none = new Uint8Array(0);
    const signSeed = deriveBytes(entropy, none, 'around-me/root/1/sign', 32);
    const boxSeed = deriveBytes(entropy, none, 'around-me/root/1/box', 32);
    return new RootKeys(entropy, signSeed, boxSeed, await createSigningKey(signSeed), await createBoxKey(boxSeed));
  }

  async begins(device: Pen, receipts: OpeningKey): Promise<FactsOf<'begin'>> {
    const facts = {
      kind: 'begin' as const,
      rootSign: this.signer.publicKey,
      rootBox: this.box.publicKey,
      device: device.keys,
      receipts: receipts.publicKey,
      salt: bytesOf('salt', 16),
    };
    return { ...facts, rootProof: await this.signer.sign(beginProofBytes(facts)) };
  }

  async recovers(
    record: RecordId,
    device: Pen,
    receipts: OpeningKey,
    what: { readonly number: number; readonly line: readonly Head[] },
  ): Promise<FactsOf<'recover'>> {
    const facts = {
      kind: 'recover' as const,
      number: what.number,
      device: device.keys,
      line: what.line.toSorted((a, b) => a.strand - b.strand),
      rootSign: this.signer.publicKey,
      rootBox: this.box.publicKey,
      receipts: receipts.publicKey,
    };
    return { ...facts, proof: await this.signer.sign(recoverProofBytes(record, device.strand, facts)) };
  }
}

/** A record that was just begun: what all vectors share. */
export const createRecord = async () => {
  const root = await RootKeys.of(bytesOf('recovery words', 16));
  const receiptsSeed = seedOf('receipts');
  const receipts = await createBoxKey(receiptsSeed);
  const phone = await Pen.of('the client’s phone');
  const begin = await root.begins(phone, receipts);
  const record = recordIdOf(begin);
  const keyOf = (page: PageId, name: string): Promise<PageKey> => toPageKey(record, page, seedOf(`page key ${name}`));
  return {
    root,
    receiptsSeed,
    receipts,
    phone,
    begin,
    record,
    keys: {
      meet: await keyOf(MEET_PAGE, 'meet'),
      team: await keyOf(TEAM_PAGE, 'team'),
      journal: await keyOf(JOURNAL, 'journal'),
      plan: await keyOf(PLAN, 'plan'),
    },
    keyOf,
  };
};

export type MadeRecord = Awaited<ReturnType<typeof createRecord>>;

/** The bytes of device keys, as facts and proofs have them. */
export const deviceBytes = (keys: DeviceKeys): Bytes => Uint8Array.of(...keyToBytes(keys.sign), ...keyToBytes(keys.box));
