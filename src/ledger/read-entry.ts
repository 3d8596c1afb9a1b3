import { equalBytes, err, isZero, ok } from '#base';
import type { Bytes, Result } from '#base';
import { NONCE_BYTES, sha256, SIGNATURE_BYTES, TAG_BYTES } from '#crypto';
import { ByteReader, ByteWriter, OutOfBytes } from './binary.ts';
import type { Entry, Facts, Kind } from './entry.ts';
import { BadFacts, KIND_CODES, kindOfCode, readFacts, writeFacts } from './facts.ts';
import {
  compareHeads,
  HASH_BYTES,
  HEAD_BYTES,
  idToBytes,
  KEY_ID_BYTES,
  NoStrand,
  PAGE_BYTES,
  readHash,
  readHead,
  readKeyId,
  readPage,
  readRecord,
  readStrand,
  SEQ_BYTES,
  toEntryHash,
  writeHead,
  writeStrand,
} from './fields.ts';
import type { EntryHash, Head, KeyId, PageId, RecordId, Strand } from './ids.ts';
import { TEAM_PAGE } from './ids.ts';

/** The version of this envelope. What is inside the ciphertext has a version of its own. */
export const ENTRY_VERSION = 1;

/** An entry, all of it, is no larger. */
export const MAX_ENTRY_BYTES = 256 * 1024;

/** More heads than a record can have devices. */
export const MAX_PARENTS = 4096;

const HASH_DOMAIN = new TextEncoder().encode('around-me/entry/1\0');
const SIGN_DOMAIN = new TextEncoder().encode('around-me/entry/1/signature\0');

/** Why bytes are not an entry. docs/protocol.md lists them (rules E1 to E10). */
export type EntryProblem =
  | { readonly type: 'too-large'; readonly bytes: number }
  | { readonly type: 'cut-off' }
  | { readonly type: 'unknown-version'; readonly version: number }
  | { readonly type: 'unknown-kind'; readonly code: number }
  | { readonly type: 'bad-facts'; readonly kind: Kind }
  | { readonly type: 'not-canonical' }
  | { readonly type: 'bad-parents' }
  | { readonly type: 'bad-place' }
  | { readonly type: 'words-missing' | 'words-unasked' | 'page-missing' | 'page-unasked'; readonly kind: Kind }
  | { readonly type: 'ciphertext-differs' };

/** What a kind's header must and must not have. `own`: the entry's own page. */
type Shape = { readonly page: 'own' | 'team' | 'none'; readonly words: 'yes' | 'maybe' | 'no'; readonly first?: true };

export const SHAPES: Record<Kind, Shape> = {
  begin: { page: 'none', words: 'no', first: true },
  clink: { page: 'none', words: 'no' },
  admit: { page: 'team', words: 'yes' },
  link: { page: 'none', words: 'no' },
  page: { page: 'own', words: 'yes' },
  grant: { page: 'own', words: 'maybe' },
  revoke: { page: 'own', words: 'maybe' },
  rotate: { page: 'own', words: 'yes' },
  share: { page: 'own', words: 'no' },
  remove: { page: 'none', words: 'no' },
  accept: { page: 'none', words: 'no' },
  recover: { page: 'none', words: 'no', first: true },
  seen: { page: 'none', words: 'no' },
  change: { page: 'own', words: 'yes' },
};

/** The fields of a header, before its ciphertext is there. */
export interface HeaderFields {
  readonly record: RecordId;
  readonly strand: Strand;
  readonly seq: number;
  readonly prev: EntryHash | null;
  readonly parents: readonly Head[];
  readonly facts: Facts;
  readonly page: PageId | null;
  readonly keyId: KeyId | null;
}

/** The header up to the nonce: what the ciphertext is bound to as additional data. */
export const writeHeaderStart = (fields: HeaderFields): Bytes => {
  const facts = writeFacts(fields.facts);
  const writer = new ByteWriter().number(ENTRY_VERSION, 1).bytes(idToBytes(fields.record));
  writeStrand(writer, fields.strand)
    .number(fields.seq, SEQ_BYTES)
    .bytes(fields.prev ? idToBytes(fields.prev) : new Uint8Array(HASH_BYTES))
    .number(fields.parents.length, 2);
  for (const head of fields.parents) writeHead(writer, head);
  return writer
    .number(KIND_CODES[fields.facts.kind], 1)
    .number(facts.length, 4)
    .bytes(facts)
    .bytes(fields.page ? idToBytes(fields.page) : new Uint8Array(PAGE_BYTES))
    .bytes(fields.keyId ? idToBytes(fields.keyId) : new Uint8Array(KEY_ID_BYTES))
    .done();
};

/** What a device signs: the header in a domain of its own. */
export const signedBytes = (header: Uint8Array): Bytes => new ByteWriter().bytes(SIGN_DOMAIN).bytes(header).done();

/** The name of an entry. */
export const hashOfHeader = (header: Uint8Array): EntryHash => {
  const hash = toEntryHash(sha256(HASH_DOMAIN, header));
  if (!hash) throw new RangeError('SHA-256 is 32 bytes.');
  return hash;
};

/** Header, signature and ciphertext as stored and sent. */
export const joinEntry = (header: Bytes, signature: Bytes, ciphertext: Bytes): Bytes =>
  new ByteWriter().number(header.length, 4).bytes(header).bytes(signature).bytes(ciphertext).done();

const readFields = (reader: ByteReader): Result<HeaderFields, EntryProblem> => {
  const version = reader.number(1);
  if (version !== ENTRY_VERSION) return err({ type: 'unknown-version', version });
  const record = readRecord(reader);
  const strand = readStrand(reader);
  const seq = reader.number(SEQ_BYTES);
  const prev = readHash(reader);
  const count = reader.number(2);
  if (count > MAX_PARENTS) return err({ type: 'bad-parents' });
  if (count * HEAD_BYTES > reader.left) return err({ type: 'cut-off' });
  const parents = Array.from({ length: count }, () => readHead(reader));
  const code = reader.number(1);
  const kind = kindOfCode(code);
  if (!kind) return err({ type: 'unknown-kind', code });
  const stated = reader.view(reader.number(4));
  let facts: Facts;
  try {
    facts = readFacts(kind, stated);
  } catch (problem) {
    if (problem instanceof BadFacts || problem instanceof OutOfBytes || problem instanceof NoStrand)
      return err({ type: 'bad-facts', kind });
    throw problem;
  }
  const page = readPage(reader);
  const keyId = readKeyId(reader);
  const none = (hex: string) => /^0+$/.test(hex);
  return ok({
    record,
    strand,
    seq,
    prev: none(prev) ? null : prev,
    parents,
    facts,
    page: none(page) ? null : page,
    keyId: none(keyId) ? null : keyId,
  });
};

const checkShape = (fields: HeaderFields, nonce: Uint8Array, ciphertext: Uint8Array): EntryProblem | null => {
  const { facts, parents, seq, prev, page, keyId } = fields;
  const shape = SHAPES[facts.kind];
  if (seq === 0 ? prev !== null : prev === null) return { type: 'bad-place' };
  if (shape.first && seq !== 0) return { type: 'bad-place' };
  if (facts.kind === 'begin' && parents.length > 0) return { type: 'bad-parents' };
  if (parents.some((head, i) => i > 0 && compareHeads(head, parents[i - 1] ?? head) <= 0)) return { type: 'bad-parents' };
  if (shape.page === 'none' && page !== null) return { type: 'page-unasked', kind: facts.kind };
  if (shape.page !== 'none' && page === null) return { type: 'page-missing', kind: facts.kind };
  if (shape.page === 'team' && page !== TEAM_PAGE) return { type: 'page-missing', kind: facts.kind };
  const wordless = keyId === null && isZero(nonce) && ciphertext.length === 0;
  const worded = keyId !== null && ciphertext.length > TAG_BYTES;
  if (!wordless && !worded) return { type: 'not-canonical' };
  if (shape.words === 'yes' && !worded) return { type: 'words-missing', kind: facts.kind };
  if (shape.words === 'no' && !wordless) return { type: 'words-unasked', kind: facts.kind };
  return null;
};

/**
 * Reads an entry. There is one encoding of each: what would be written otherwise is refused.
 * Checks neither signature nor chain: that is the gate's.
 */
export const readEntry = (bytes: Uint8Array): Result<Entry, EntryProblem> => {
  if (bytes.length > MAX_ENTRY_BYTES) return err({ type: 'too-large', bytes: bytes.length });
  try {
    // One copy, and its parts where they lie in it: there are many entries.
    const own = new Uint8Array(bytes);
    const outer = new ByteReader(own);
    const header = outer.view(outer.number(4));
    const signature = outer.view(SIGNATURE_BYTES);
    const ciphertext = outer.view(outer.left);
    const reader = new ByteReader(header);
    const fields = readFields(reader);
    if (!fields.ok) return fields;
    const nonce = reader.bytes(NONCE_BYTES);
    const bodyHash = reader.bytes(HASH_BYTES);
    if (reader.left > 0) return err({ type: 'not-canonical' });
    const start = header.subarray(0, header.length - NONCE_BYTES - HASH_BYTES);
    if (!equalBytes(writeHeaderStart(fields.value), start)) return err({ type: 'not-canonical' });
    const problem = checkShape(fields.value, nonce, ciphertext);
    if (problem) return err(problem);
    if (!equalBytes(sha256(ciphertext), bodyHash)) return err({ type: 'ciphertext-differs' });
    return ok({ ...fields.value, hash: hashOfHeader(header), header, signature, ciphertext, bytes: own });
  } catch (problem) {
    if (problem instanceof OutOfBytes) return err({ type: 'cut-off' });
    if (problem instanceof NoStrand) return err({ type: 'not-canonical' });
    throw problem;
  }
};
