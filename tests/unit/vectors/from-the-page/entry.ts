import { Cursor, hex, join, number, openGcm, sha256, signedBy, text } from './bytes.ts';

/** Section 1: the strand of an Ed25519 public key. */
export const strandOf = (key: Uint8Array): number => Number(BigInt(`0x${sha256(key).subarray(0, 7).toString('hex')}`) >> 3n);

export const keyIdOf = (record: Uint8Array, page: Uint8Array, key: Uint8Array): string =>
  sha256(text('around-me/page-key/1\0'), record, page, key).toString('hex');

export const recordIdOf = (facts: Uint8Array): string => sha256(text('around-me/record/1\0'), facts).toString('hex');

export interface Head {
  readonly strand: number;
  readonly sequence: number;
  readonly hash: string;
}

export const KINDS = [
  'begin',
  'clink',
  'admit',
  'link',
  'page',
  'grant',
  'revoke',
  'rotate',
  'share',
  'remove',
  'accept',
  'recover',
  'seen',
  'change',
] as const;

const takeHead = (c: Cursor): Head => ({ strand: c.number(7), sequence: c.number(4), hash: c.hex(32) });
const takeDevice = (c: Cursor) => ({ sign: c.hex(32), box: c.hex(32) });
const takeBoxes = (c: Cursor) => Array.from({ length: c.number(2) }, () => ({ strand: c.number(7), sealed: c.hex(80) }));
const right = (code: number): string => (code === 1 ? 'see' : 'write');

/** The table of kinds in section 2. */
const FACTS: Record<(typeof KINDS)[number], (c: Cursor) => object> = {
  begin: (c) => ({
    rootSign: c.hex(32),
    rootBox: c.hex(32),
    device: takeDevice(c),
    receipts: c.hex(32),
    salt: c.hex(16),
    rootProof: c.hex(64),
  }),
  clink: (c) => ({ device: takeDevice(c), proof: c.hex(64) }),
  admit: (c) => ({ member: c.hex(16), device: takeDevice(c), proof: c.hex(64) }),
  link: (c) => ({ device: takeDevice(c), proof: c.hex(64) }),
  page: () => ({}),
  grant: (c) => ({ member: c.hex(16), right: right(c.number(1)) }),
  revoke: (c) => ({ member: c.hex(16), right: right(c.number(1)) }),
  rotate: (c) => ({ rootBox: c.hex(80), boxes: takeBoxes(c) }),
  share: (c) => ({ shared: c.hex(32), boxes: takeBoxes(c) }),
  remove: (c) => ({ target: c.number(1) === 0 ? { member: c.hex(16) } : { strand: c.number(7) } }),
  accept: (c) => ({ upTo: takeHead(c) }),
  recover: (c) => ({
    number: c.number(4),
    device: takeDevice(c),
    rootSign: c.hex(32),
    rootBox: c.hex(32),
    receipts: c.hex(32),
    line: Array.from({ length: c.number(2) }, () => takeHead(c)),
    proof: c.hex(64),
  }),
  seen: (c) => ({ opened: c.rest().toString('hex') }),
  change: () => ({}),
};

export interface Entry {
  readonly record: string;
  readonly strand: number;
  readonly sequence: number;
  readonly previous: string;
  readonly parents: readonly Head[];
  readonly kind: (typeof KINDS)[number];
  readonly factBytes: Buffer;
  readonly facts: object;
  readonly page: string;
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly header: Buffer;
  readonly hash: string;
  readonly signature: Buffer;
  readonly ciphertext: Buffer;
}

/** Section 2: header length ‖ header ‖ signature ‖ ciphertext. */
export const readEntry = (bytes: Uint8Array): Entry => {
  const outer = new Cursor(bytes);
  const header = outer.take(outer.number(4));
  const signature = outer.take(64);
  const ciphertext = outer.rest();
  const c = new Cursor(header);
  if (c.number(1) !== 1) throw new Error('unknown version');
  const [record, strand, sequence, previous] = [c.hex(32), c.number(7), c.number(4), c.hex(32)];
  const parents = Array.from({ length: c.number(2) }, () => takeHead(c));
  const kind = KINDS[c.number(1) - 1];
  if (!kind) throw new Error('unknown kind');
  const factBytes = c.take(c.number(4));
  const factCursor = new Cursor(factBytes);
  const facts = { kind, ...FACTS[kind](factCursor) };
  const [page, keyId, nonce, bodyHash] = [c.hex(8), c.hex(32), c.take(12), c.hex(32)];
  if (c.left > 0 || factCursor.left > 0) throw new Error('not canonical');
  if (bodyHash !== sha256(ciphertext).toString('hex')) throw new Error('ciphertext differs');
  const hash = sha256(text('around-me/entry/1\0'), header).toString('hex');
  return { record, strand, sequence, previous, parents, kind, factBytes, facts, page, keyId, nonce, header, hash, signature, ciphertext };
};

export const isSigned = (entry: Entry, key: Uint8Array): boolean =>
  signedBy(key, join(text('around-me/entry/1/signature\0'), entry.header), entry.signature);

/** The size of a plaintext: the next multiple of the size step. */
export const paddedTo = (length: number): number => {
  const step = Math.max(64, 2 ** (Math.floor(Math.log2(length)) - 3));
  return Math.ceil(length / step) * step;
};

export interface Words {
  readonly time: number;
  readonly payload: Buffer;
}

export const unpad = (plaintext: Uint8Array): Words => {
  const c = new Cursor(plaintext);
  if (c.number(1) !== 1) throw new Error('another version');
  const time = c.number(6);
  const payload = c.take(c.number(4));
  if (plaintext.length !== paddedTo(11 + payload.length) || c.rest().some((byte) => byte !== 0)) throw new Error('padding');
  return { time, payload };
};

/** The words of an entry under a page key; throws where the key is another. */
export const openWords = (entry: Entry, key: Uint8Array): Words => {
  if (keyIdOf(hex(entry.record), hex(entry.page), key) !== entry.keyId) throw new Error('another key');
  // The header up to, not including, the nonce: 12 bytes of nonce and 32 of a hash follow.
  return unpad(openGcm(key, entry.nonce, entry.header.subarray(0, -44), entry.ciphertext));
};

/** What is signed to prove a key, by the kind of the entry that makes it known: the message, and whose signature it is to be. */
export const proofOf = (entry: Entry): { readonly message: Buffer; readonly proof: Buffer } => {
  const proof = entry.factBytes.subarray(-64);
  const before = entry.factBytes.subarray(0, -64);
  const [domain, record, strand] = [text(`around-me/${entry.kind}/1\0`), hex(entry.record), number(entry.strand, 7)];
  switch (entry.kind) {
    case 'begin':
      return { message: join(domain, before), proof };
    case 'admit':
      // Facts have the member first, the proof has it last.
      return { message: join(domain, record, strand, before.subarray(16), before.subarray(0, 16)), proof };
    case 'clink':
    case 'link':
    case 'recover':
      return { message: join(domain, record, strand, before), proof };
    default:
      throw new Error(`A ${entry.kind} proves nothing.`);
  }
};
