import { createHash, createPrivateKey, createPublicKey, createDecipheriv, diffieHellman, hkdfSync, sign, verify } from 'node:crypto';

// Written from docs/protocol.md alone, as somebody else’s implementation would be: nothing here comes from src.

export const hex = (text: string): Buffer => Buffer.from(text, 'hex');
export const text = (words: string): Buffer => Buffer.from(words, 'utf8');
export const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);

/** A whole number, big-endian. */
export const number = (value: number | bigint, size: number): Buffer =>
  hex(
    BigInt(value)
      .toString(16)
      .padStart(2 * size, '0'),
  );

export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256')
    .update(join(...parts))
    .digest();

export const hkdf = (secret: Uint8Array, salt: Uint8Array, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, text(info), length));

// RFC 8410: what node wants in front of 32 bytes of a key.
const OID = { ed25519: '2b6570', x25519: '2b656e' };
type Curve = keyof typeof OID;
const privateKey = (curve: Curve, seed: Uint8Array) =>
  createPrivateKey({ key: join(hex(`302e02010030050603${OID[curve]}04220420`), seed), format: 'der', type: 'pkcs8' });
const publicKey = (curve: Curve, key: Uint8Array) =>
  createPublicKey({ key: join(hex(`302a30050603${OID[curve]}032100`), key), format: 'der', type: 'spki' });

export const publicOf = (curve: Curve, seed: Uint8Array): Buffer =>
  createPublicKey(privateKey(curve, seed)).export({ format: 'der', type: 'spki' }).subarray(-32);

export const signedBy = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, message, publicKey('ed25519', key), signature);

export const signWith = (seed: Uint8Array, message: Uint8Array): Buffer => sign(null, message, privateKey('ed25519', seed));

export const agree = (seed: Uint8Array, theirs: Uint8Array): Buffer =>
  diffieHellman({ privateKey: privateKey('x25519', seed), publicKey: publicKey('x25519', theirs) });

/** AES-256-GCM; throws where it does not open. */
export const openGcm = (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return join(decipher.update(sealed.subarray(0, -16)), decipher.final());
};

/** Takes fields off the front, and fails where there are too few bytes. */
export class Cursor {
  at = 0;
  readonly from: Buffer;

  constructor(from: Uint8Array) {
    this.from = Buffer.from(from);
  }

  get left(): number {
    return this.from.length - this.at;
  }

  take(length: number): Buffer {
    if (length > this.left) throw new Error('cut off');
    return this.from.subarray(this.at, (this.at += length));
  }

  number(size: number): number {
    return Number(BigInt(`0x${this.take(size).toString('hex')}`));
  }

  hex(length: number): string {
    return this.take(length).toString('hex');
  }

  rest(): Buffer {
    return this.take(this.left);
  }
}
