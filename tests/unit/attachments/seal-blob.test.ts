import { describe, expect, it } from 'vitest';
import { bytesToHex, systemRandom } from '#base';
import { sha256 } from '#crypto';
import { BLOB_PART_BYTES, toBlobHash } from '#device';
import { readBlobMessage, writeBlobMessage } from '../../../src/sync/attachments/blob-message.ts';
import { MOST_BLOB_BYTES, openBlob, sealBlob, sealedLength } from '../../../src/sync/attachments/seal-blob.ts';
import { seededRandom } from '../ledger/cast.ts';

const content = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) & 255);

describe('a sealed blob', () => {
  it.each([1, 60, 61, 5000, 300_000, MOST_BLOB_BYTES])(
    'of %i bytes opens to what was sealed, and is as long as can be worked out beforehand',
    async (length) => {
      const made = await sealBlob(content(length), systemRandom);
      expect(made.sealed.length).toBe(sealedLength(length));
      expect(made.ref.hash).toBe(bytesToHex(sha256(made.sealed)));
      const opened = await openBlob(made.ref, made.sealed);
      expect(opened && bytesToHex(sha256(opened))).toBe(bytesToHex(sha256(content(length))));
    },
  );

  it('is never more than 8 MiB and its nonce and tag, and its size tells an eighth at most', () => {
    expect(sealedLength(MOST_BLOB_BYTES)).toBe(8 * 1024 * 1024 + 28);
    expect(sealedLength(1_000_001)).toBe(sealedLength(1_040_000));
    for (let length = 1; length < MOST_BLOB_BYTES; length = Math.ceil(length * 1.7))
      expect(sealedLength(length)).toBeLessThan(length * 1.126 + 100);
  });

  it('has another key, another name and nothing in common each time', async () => {
    const [one, two] = [await sealBlob(content(500), systemRandom), await sealBlob(content(500), systemRandom)];
    expect(one.ref.key).not.toBe(two.ref.key);
    expect(one.ref.hash).not.toBe(two.ref.hash);
  });

  it('does not open with another key, with a bit changed, or as content of another length', async () => {
    const { ref, sealed } = await sealBlob(content(500), seededRandom(3));
    const other = await sealBlob(content(500), seededRandom(4));
    expect(await openBlob({ ...ref, key: other.ref.key }, sealed)).toBeNull();
    expect(await openBlob({ ...ref, key: 'short' }, sealed)).toBeNull();
    expect(await openBlob(ref, sealed.with(40, (sealed[40] ?? 0) ^ 1))).toBeNull();
    expect(await openBlob({ ...ref, bytes: 499 }, sealed)).toBeNull();
    expect(await openBlob({ ...ref, bytes: 5000 }, sealed)).toBeNull();
  });

  it('of nothing, or of more than 8 MiB, is not made', async () => {
    await expect(sealBlob(new Uint8Array(0), systemRandom)).rejects.toThrow(RangeError);
    await expect(sealBlob(new Uint8Array(MOST_BLOB_BYTES + 1), systemRandom)).rejects.toThrow(RangeError);
  });
});

describe('what is said of blobs on a link', () => {
  const hash = toBlobHash('ab'.repeat(32));
  if (!hash) throw new Error('32 bytes');

  it('L13: reads back as it was written', () => {
    for (const message of [
      { type: 'ask', hash, part: 300 },
      { type: 'not-there', hash, part: 65_535 },
      { type: 'part', hash, part: 0, bytes: content(BLOB_PART_BYTES) },
    ] as const)
      expect(readBlobMessage(writeBlobMessage(message))).toEqual(message);
    expect(bytesToHex(writeBlobMessage({ type: 'ask', hash, part: 258 }))).toBe(`01${'ab'.repeat(32)}0102`);
  });

  it('L13: is nothing else: not cut off, not longer, no empty part, no part of more than 64 KiB', () => {
    const ask = writeBlobMessage({ type: 'ask', hash, part: 1 });
    const bad = [
      new Uint8Array(0),
      ask.slice(0, -1),
      Uint8Array.of(...ask, 0),
      ask.with(0, 0),
      ask.with(0, 4),
      ask.with(0, 2),
      writeBlobMessage({ type: 'part', hash, part: 1, bytes: content(BLOB_PART_BYTES + 1) }),
    ];
    for (const bytes of bad) expect(readBlobMessage(bytes)).toBeNull();
  });
});
