import type { Bytes, Random, Result } from '#base';
import { err } from '#base';
import { NONCE_BYTES, openAead, sealAead, sha256 } from '#crypto';
import type { SigningKey } from '#crypto';
import { ByteWriter } from './binary.ts';
import type { Entry } from './entry.ts';
import { HASH_BYTES } from './fields.ts';
import type { PageKey } from './page-key.ts';
import { hashOfHeader, joinEntry, MAX_ENTRY_BYTES, signedBytes, writeHeaderStart } from './read-entry.ts';
import type { HeaderFields } from './read-entry.ts';
import { readWords, writeWords } from './words.ts';
import type { Words, WordsProblem } from './words.ts';

/** What a device puts into its next entry. */
export interface EntryDraft extends Omit<HeaderFields, 'keyId'> {
  /** The words and the page key that they lie under; `null` for an entry without words. */
  readonly words: { readonly key: PageKey; readonly say: Words } | null;
}

/** The header's additional data for its ciphertext: everything up to the nonce. */
const additionalData = (header: Bytes): Bytes => header.slice(0, header.length - NONCE_BYTES - HASH_BYTES);

/** Seals and signs an entry. Fails where it would be larger than any device takes: split it first. */
export const sealEntry = async (
  draft: EntryDraft,
  signer: SigningKey,
  random: Random,
): Promise<Result<Entry, { readonly type: 'too-large'; readonly bytes: number }>> => {
  const { words, ...fields } = draft;
  const header: HeaderFields = { ...fields, keyId: words ? words.key.id : null };
  const start = writeHeaderStart(header);
  const nonce = words ? random(NONCE_BYTES) : new Uint8Array(NONCE_BYTES);
  const ciphertext = words ? await sealAead(words.key.aead, nonce, start, writeWords(words.say)) : new Uint8Array(0);
  const bytes = new ByteWriter().bytes(start).bytes(nonce).bytes(sha256(ciphertext)).done();
  const signature = await signer.sign(signedBytes(bytes));
  const whole = joinEntry(bytes, signature, ciphertext);
  if (whole.length > MAX_ENTRY_BYTES) return err({ type: 'too-large', bytes: whole.length });
  return { ok: true, value: { ...header, hash: hashOfHeader(bytes), header: bytes, signature, ciphertext, bytes: whole } };
};

/**
 * Opens the words of an entry: the words; `null` where `key` is not the one that it names;
 * a problem where the key is right and what lies under it is not.
 */
export const openWords = async (entry: Entry, key: PageKey): Promise<Result<Words, WordsProblem> | null> => {
  if (entry.keyId === null || entry.keyId !== key.id || entry.page !== key.page) return null;
  const start = additionalData(entry.header);
  const nonce = entry.header.slice(start.length, start.length + NONCE_BYTES);
  const plaintext = await openAead(key.aead, nonce, start, entry.ciphertext);
  return plaintext ? readWords(plaintext) : err({ type: 'malformed' });
};
