import { describe, expect, it } from 'vitest';
import { bytesToHex, hexToBytes, systemRandom, textToBytes } from '#base';
import type { Bytes } from '#base';
import {
  createBoxKey,
  createExchange,
  createSigningKey,
  cryptoIsHere,
  deriveBytes,
  importAeadKey,
  isSoundSignKey,
  openAead,
  sealAead,
  sealToBoxKey,
  seedFromWords,
  sha256,
  toBoxKey,
  toSignKey,
  verifySignature,
  wordsFromSeed,
} from '#crypto';

const hex = (text: string): Bytes => {
  const bytes = hexToBytes(text);
  if (!bytes) throw new Error('bad hex in a test');
  return bytes;
};
const INFO = textToBytes('purpose');
const AAD = textToBytes('place');

describe('crypto', () => {
  it('finds what it needs here', async () => expect(await cryptoIsHere()).toBe(true));

  it('hashes as FIPS 180-4 says, in parts or at once', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(bytesToHex(sha256(textToBytes('abc')))).toBe(abc);
    expect(bytesToHex(sha256(textToBytes('a'), textToBytes('bc')))).toBe(abc);
  });

  it('derives as RFC 5869 A.3 says, and otherwise for another purpose', () => {
    const secret = hex('0b'.repeat(22));
    expect(bytesToHex(deriveBytes(secret, new Uint8Array(0), '', 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
    expect(deriveBytes(secret, new Uint8Array(0), 'a', 32)).not.toEqual(deriveBytes(secret, new Uint8Array(0), 'b', 32));
  });

  it('signs as RFC 8032 7.1 test 2 says, and tells a changed message', async () => {
    const key = await createSigningKey(hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'));
    expect(key.publicKey).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const signature = await key.sign(hex('72'));
    expect(bytesToHex(signature)).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(await verifySignature(key.publicKey, hex('72'), signature)).toBe(true);
    expect(await verifySignature(key.publicKey, hex('73'), signature)).toBe(false);
    expect(await verifySignature(key.publicKey, hex('72'), signature.subarray(1))).toBe(false);
  });

  it('takes only canonical signing keys of prime order', async () => {
    const { publicKey } = await createSigningKey(systemRandom(32));
    expect(isSoundSignKey(publicKey)).toBe(true);
    expect(isSoundSignKey(toSignKey('01' + '00'.repeat(31)))).toBe(false); // the neutral point
    expect(isSoundSignKey(toSignKey('ec' + 'ff'.repeat(30) + '7f'))).toBe(false); // of order 2
    expect(isSoundSignKey(toSignKey('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'))).toBe(false); // of order 8
    expect(isSoundSignKey(toSignKey('ee' + 'ff'.repeat(30) + '7f'))).toBe(false); // not canonical
    expect(isSoundSignKey(toSignKey('02' + '00'.repeat(31)))).toBe(false); // on no curve
  });

  it('agrees on a secret, and refuses a point that gives none', async () => {
    const [a, b] = await Promise.all([createExchange(systemRandom(32)), createExchange(systemRandom(32))]);
    const shared = await a.agree(b.publicKey);
    expect(shared).toEqual(await b.agree(a.publicKey));
    expect(await a.agree(toBoxKey('00'.repeat(32)))).toBeNull();
  });

  it('opens a box only with its key, purpose and place', async () => {
    const [mine, other] = await Promise.all([createBoxKey(systemRandom(32)), createBoxKey(systemRandom(32))]);
    const sealed = await sealToBoxKey(mine.publicKey, textToBytes('word'), INFO, AAD);
    if (!sealed.ok) throw new Error('not sealed');
    expect(await mine.open(sealed.value, INFO, AAD)).toEqual(textToBytes('word'));
    expect(await other.open(sealed.value, INFO, AAD)).toBeNull();
    expect(await mine.open(sealed.value, AAD, AAD)).toBeNull();
    expect(await mine.open(sealed.value, INFO, INFO)).toBeNull();
    expect(await mine.open(sealed.value.subarray(1), INFO, AAD)).toBeNull();
    expect(await mine.open(new Uint8Array(3), INFO, AAD)).toBeNull();
    expect(await sealToBoxKey(toBoxKey('00'.repeat(32)), AAD, INFO, AAD)).toMatchObject({ ok: false });
  });

  it('seals and opens, and opens nothing that was changed', async () => {
    const key = await importAeadKey(systemRandom(32));
    const nonce = systemRandom(12);
    const sealed = await sealAead(key, nonce, AAD, textToBytes('word'));
    expect(await openAead(key, nonce, AAD, sealed)).toEqual(textToBytes('word'));
    expect(await openAead(key, nonce, INFO, sealed)).toBeNull();
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    expect(await openAead(key, nonce, AAD, sealed)).toBeNull();
  });

  it('turns a seed into 12 words and back, and notices a wrong word', () => {
    const seed = systemRandom(16);
    const words = wordsFromSeed(seed);
    expect(words).toHaveLength(12);
    expect(seedFromWords(words.map((word) => ` ${word.toUpperCase()} `))).toEqual(seed);
    expect(seedFromWords([...words.slice(0, 11), 'hostel'])).toBeNull();
    expect(seedFromWords(words.slice(1))).toBeNull();
  });
});
