import { createHmac } from 'node:crypto';
import { agree, join, number, openGcm, publicOf, text } from './bytes.ts';

// HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256) = 0x0020, HKDF-SHA256 = 0x0001, AES-256-GCM = 0x0002: to open one box.

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer =>
  createHmac('sha256', key)
    .update(join(...parts))
    .digest();
const expand = (key: Uint8Array, info: Uint8Array, length: number): Buffer => {
  let block: Buffer = Buffer.alloc(0);
  let all: Buffer = Buffer.alloc(0);
  for (let i = 1; all.length < length; i++) {
    block = hmac(key, block, info, Buffer.of(i));
    all = join(all, block);
  }
  return all.subarray(0, length);
};

const NONE = Buffer.alloc(0);
const VERSION = text('HPKE-v1');
const KEM = join(text('KEM'), Buffer.of(0, 0x20));
const SUITE = join(text('HPKE'), Buffer.of(0, 0x20, 0, 1, 0, 2));

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Buffer =>
  hmac(salt, VERSION, suite, text(label), ikm);
const labeledExpand = (suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Buffer =>
  expand(key, join(number(length, 2), VERSION, suite, text(label), info), length);

/** Opens encapsulated key (32) ‖ ciphertext; throws where it does not open. */
export const openBox = (seed: Uint8Array, sealed: Uint8Array, info: Uint8Array, aad: Uint8Array): Buffer => {
  const [encapsulated, ciphertext] = [sealed.subarray(0, 32), sealed.subarray(32)];
  const shared = labeledExpand(
    KEM,
    labeledExtract(KEM, NONE, 'eae_prk', agree(seed, encapsulated)),
    'shared_secret',
    join(encapsulated, publicOf('x25519', seed)),
    32,
  );
  const context = join(Buffer.of(0), labeledExtract(SUITE, NONE, 'psk_id_hash', NONE), labeledExtract(SUITE, NONE, 'info_hash', info));
  const secret = labeledExtract(SUITE, shared, 'secret', NONE);
  const key = labeledExpand(SUITE, secret, 'key', context, 32);
  const nonce = labeledExpand(SUITE, secret, 'base_nonce', context, 12);
  return openGcm(key, nonce, aad, ciphertext);
};

/** Section 5: what a box of a page key is bound to. */
export const boxInfo = (record: Uint8Array): Buffer => join(text('around-me/key-box/1\0'), record);

export const boxAad = (place: {
  readonly strand: number;
  readonly sequence: number;
  readonly page: Uint8Array;
  readonly keyId: Uint8Array;
  readonly receiver: number | 'root';
}): Buffer =>
  join(
    number(place.strand, 7),
    number(place.sequence, 4),
    place.page,
    place.keyId,
    place.receiver === 'root' ? Buffer.of(2) : Buffer.of(1),
    number(place.receiver === 'root' ? 0 : place.receiver, 7),
  );
