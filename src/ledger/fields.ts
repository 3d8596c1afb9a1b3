import { bytesToHex, hexToBytes } from '#base';
import type { Bytes } from '#base';
import { keyToBytes, sha256, toBoxKey, toSignKey } from '#crypto';
import type { SignKey } from '#crypto';
import { ByteReader, ByteWriter } from './binary.ts';
import type { DeviceKeys } from './entry.ts';
import type { EntryHash, Head, KeyId, MemberId, PageId, RecordId, Strand } from './ids.ts';

// Sizes of the fields of an entry, in bytes. docs/protocol.md lists them.
export const RECORD_BYTES = 32;
export const HASH_BYTES = 32;
export const STRAND_BYTES = 7;
export const SEQ_BYTES = 4;
export const KEY_ID_BYTES = 32;
export const PAGE_BYTES = 8;
export const MEMBER_BYTES = 16;
export const HEAD_BYTES = STRAND_BYTES + SEQ_BYTES + HASH_BYTES;

/** The highest sequence number: a strand holds no more than 2^32 entries. */
export const MAX_SEQ = 0xff_ff_ff_ff;

// The one place where hex becomes an id. Callers give exactly the bytes of the field.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each caller names its id
const toId = <T extends string>(bytes: Uint8Array): T => bytesToHex(bytes) as T;

/** A hex digit's value by its character code; -1 for other characters. */
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)));

/** Bytes of an id that this room made: it is hex by construction. Asked several times an entry, so without a second string on the way. */
export const idToBytes = (id: RecordId | EntryHash | KeyId | PageId | MemberId): Bytes => {
  const bytes = new Uint8Array(id.length >> 1);
  for (let i = 0; i < bytes.length; i++) {
    const value = (digitAt(id, 2 * i) << 4) | digitAt(id, 2 * i + 1);
    if (value < 0) throw new RangeError('An id is lower-case hex.');
    bytes[i] = value;
  }
  return bytes;
};

const digitAt = (id: string, at: number): number => DIGITS[id.charCodeAt(at)] ?? -1;

const named =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each caller names its id
  <T extends string>(size: number) =>
    (value: Uint8Array | string): T | null => {
      const bytes = typeof value === 'string' ? hexToBytes(value) : value;
      return bytes?.length === size ? toId<T>(bytes) : null;
    };

/** An id from its bytes or hex, at a border; `null` where it has another size. */
export const toRecordId = named<RecordId>(RECORD_BYTES);
export const toPageId = named<PageId>(PAGE_BYTES);
export const toMemberId = named<MemberId>(MEMBER_BYTES);
export const toEntryHash = named<EntryHash>(HASH_BYTES);
export const toKeyId = named<KeyId>(KEY_ID_BYTES);

/** Names a number as a strand, at a border; `null` where it is not one of 53 bits. */
export const toStrand = (value: number): Strand | null => (Number.isSafeInteger(value) && value >= 0 ? (value as Strand) : null);

/** The strand of a device: the first 53 bits of the SHA-256 of its signing key. */
export const strandOf = (key: SignKey): Strand => {
  const digest = sha256(keyToBytes(key));
  let value = 0;
  for (const byte of digest.subarray(0, 6)) value = value * 256 + byte;
  return (value * 32 + ((digest[6] ?? 0) >> 3)) as Strand;
};

export const readHash = (reader: ByteReader): EntryHash => toId<EntryHash>(reader.view(HASH_BYTES));
export const readRecord = (reader: ByteReader): RecordId => toId<RecordId>(reader.view(RECORD_BYTES));
export const readPage = (reader: ByteReader): PageId => toId<PageId>(reader.view(PAGE_BYTES));
export const readKeyId = (reader: ByteReader): KeyId => toId<KeyId>(reader.view(KEY_ID_BYTES));
export const readMember = (reader: ByteReader): MemberId => toId<MemberId>(reader.view(MEMBER_BYTES));
/** Thrown and caught within this room: 7 bytes that hold more than the 53 bits of a strand. */
export class NoStrand extends Error {
  override readonly name = 'NoStrand';
}

/** 53 bits in 7 bytes; throws `NoStrand` for a larger number: some of them could be written back as they came. */
export const readStrand = (reader: ByteReader): Strand => {
  const strand = toStrand(reader.number(STRAND_BYTES));
  if (strand === null) throw new NoStrand();
  return strand;
};

export const writeStrand = (writer: ByteWriter, strand: Strand): ByteWriter => writer.number(strand, STRAND_BYTES);

export const readHead = (reader: ByteReader): Head => ({
  strand: readStrand(reader),
  seq: reader.number(SEQ_BYTES),
  hash: readHash(reader),
});

export const writeHead = (writer: ByteWriter, head: Head): ByteWriter =>
  writeStrand(writer, head.strand).number(head.seq, SEQ_BYTES).bytes(idToBytes(head.hash));

export const headToBytes = (head: Head): Bytes => writeHead(new ByteWriter(), head).done();

/** A head at a border; `null` where it is none. */
export const headFromBytes = (bytes: Uint8Array): Head | null => {
  if (bytes.length !== HEAD_BYTES) return null;
  try {
    return readHead(new ByteReader(bytes));
  } catch (problem) {
    if (problem instanceof NoStrand) return null;
    throw problem;
  }
};

export const readDevice = (reader: ByteReader): DeviceKeys => ({ sign: toSignKey(reader.view(32)), box: toBoxKey(reader.view(32)) });

export const writeDevice = (writer: ByteWriter, device: DeviceKeys): ByteWriter =>
  writer.bytes(keyToBytes(device.sign)).bytes(keyToBytes(device.box));

/** The order of heads in an entry: by strand, then by hash. Each place once. */
export const compareHeads = (a: Head, b: Head): number => a.strand - b.strand || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);
