import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { keyToBytes } from '#crypto';
import type { BoxKey } from '#crypto';
import { idToBytes } from '#ledger';
import type { KeyId, PageId, PageKey, RecordId, Strand } from '#ledger';
import { seedOf } from './cast.ts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/**
 * HPKE with an ephemeral key that comes from a name, so that the vectors are the same every time. The product draws it anew for
 * each box: who checks an implementation with these only opens them.
 */
export const sealBox = async (name: string, to: BoxKey, plaintext: Uint8Array, info: Uint8Array, aad: Uint8Array): Promise<Bytes> => {
  const recipientPublicKey = await suite.kem.deserializePublicKey(own(keyToBytes(to)));
  const context = await suite.createSenderContext({ recipientPublicKey, info: own(info), ekm: own(seedOf(`ephemeral ${name}`)) });
  const ciphertext = await context.seal(own(plaintext), own(aad));
  return concatBytes(new Uint8Array(context.enc), new Uint8Array(ciphertext));
};

/** A whole number in so many bytes, the highest first. */
export const numberBytes = (value: number, size: number): Bytes =>
  Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 2 ** (8 * (size - 1 - i))) % 256);

export interface BoxPlace {
  readonly record: RecordId;
  readonly strand: Strand;
  readonly seq: number;
  readonly page: PageId;
  readonly keyId: KeyId;
  readonly receiver: Strand | 'root';
}

export const boxInfo = (record: RecordId): Bytes => concatBytes(textToBytes('around-me/key-box/1\0'), idToBytes(record));

export const boxAad = ({ strand, seq, page, keyId, receiver }: BoxPlace): Bytes =>
  concatBytes(
    numberBytes(strand, 7),
    numberBytes(seq, 4),
    idToBytes(page),
    idToBytes(keyId),
    receiver === 'root' ? Uint8Array.of(2) : Uint8Array.of(1),
    numberBytes(receiver === 'root' ? 0 : receiver, 7),
  );

export const sealPageKey = (key: PageKey, to: BoxKey, place: BoxPlace): Promise<Bytes> =>
  sealBox(`${place.strand} ${place.seq} ${place.keyId} ${place.receiver}`, to, key.bytes, boxInfo(place.record), boxAad(place));
