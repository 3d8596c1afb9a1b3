import { concatBytes, hexToBytes } from '#base';
import type { Bytes } from '#base';
import { BLOB_PART_BYTES, toBlobHash } from '#device';
import type { BlobHash } from '#device';

/** What two devices say to each other about blobs. Each ask has one answer: the part, or that it is not there. */
export type BlobMessage =
  | { readonly type: 'ask'; readonly hash: BlobHash; readonly part: number }
  | { readonly type: 'part'; readonly hash: BlobHash; readonly part: number; readonly bytes: Bytes }
  | { readonly type: 'not-there'; readonly hash: BlobHash; readonly part: number };

const [ASK, PART, NOT_THERE] = [1, 2, 3];
const HASH_BYTES = 32;
const HEAD_BYTES = 1 + HASH_BYTES + 2;

/** Kind (1), hash (32), number of the part (2), and its bytes. */
export const writeBlobMessage = (message: BlobMessage): Bytes => {
  const kind = message.type === 'ask' ? ASK : message.type === 'part' ? PART : NOT_THERE;
  const head = concatBytes(Uint8Array.of(kind), hexToBytes(message.hash) ?? new Uint8Array(HASH_BYTES));
  const part = Uint8Array.of(message.part >> 8, message.part & 255);
  return message.type === 'part' ? concatBytes(head, part, message.bytes) : concatBytes(head, part);
};

/** Reads a message; `null` where it is none. */
export const readBlobMessage = (bytes: Bytes): BlobMessage | null => {
  const hash = bytes.length >= HEAD_BYTES ? toBlobHash(bytes.slice(1, 1 + HASH_BYTES)) : null;
  if (!hash) return null;
  const [kind] = bytes;
  const part = (bytes[HEAD_BYTES - 2] ?? 0) * 256 + (bytes[HEAD_BYTES - 1] ?? 0);
  const rest = bytes.slice(HEAD_BYTES);
  if (kind === PART) return rest.length > 0 && rest.length <= BLOB_PART_BYTES ? { type: 'part', hash, part, bytes: rest } : null;
  if (rest.length > 0) return null;
  if (kind === ASK) return { type: 'ask', hash, part };
  return kind === NOT_THERE ? { type: 'not-there', hash, part } : null;
};
