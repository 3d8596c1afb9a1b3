import { beforeAll, describe, expect, it } from 'vitest';
import { bytesToHex, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { bytesAskedFor } from '../../fuzz/allocations.ts';
import type { Decoder } from '../../fuzz/decoder.ts';
import { createDecoders } from '../../fuzz/decoders.ts';
import { applyEdits } from '../../fuzz/edits.ts';
import type { Edit } from '../../fuzz/edits.ts';
import { Mutations, tryBytes } from '../../fuzz/mutation.ts';

// A count or a length is whatever somebody wrote there. Nobody's memory or time may be spent on it before the bytes are seen.

let mutations: Mutations;
beforeAll(async () => {
  mutations = new Mutations(await createDecoders());
});

const decoderOf = (name: string): Decoder => {
  const decoder = mutations.decoders.find((one) => one.name === name);
  if (!decoder) throw new Error(`nothing decodes ${name}`);
  return decoder;
};

/** The largest numbers of every size that a format here has, in place of what is there. */
const giants = (at: number): readonly Edit[] => [
  ...[1, 2, 4, 7].map((size) => ({ type: 'number' as const, at, size, value: 2 ** Math.min(8 * size, 53) - 1 })),
  ...[4, 5, 8].map((length) => ({ type: 'swell' as const, at, length, zeros: false })),
];

/** Every place of short bytes, some places of long ones. */
const bombsOf = (seed: Bytes): Bytes[] => {
  const step = Math.max(1, Math.floor(seed.length / 48));
  const places = Array.from({ length: Math.ceil(seed.length / step) }, (_, i) => i * step);
  return places.flatMap((at) => giants(at)).map((edit) => applyEdits(seed, [edit]));
};

const ROOM = 64 * 1024;

/** Bytes that make a decoder ask for more than a few times what the real ones do. */
const bombsIn = async (decoder: Decoder, seeds: readonly Bytes[]): Promise<string[]> => {
  const found: string[] = [];
  for (const seed of seeds) {
    const usual = await bytesAskedFor(() => decoder.check(seed));
    for (const bomb of bombsOf(seed)) {
      const asked = await bytesAskedFor(() => decoder.check(bomb));
      if (asked > 3 * usual + ROOM) found.push(`${String(asked)} bytes for ${bytesToHex(bomb)}`);
    }
  }
  return found;
};

describe('a length that lies makes nobody ask for memory', () => {
  it.each([
    'entry',
    'update',
    'words',
    'heads',
    'message',
    'channel',
    'change-to-plan',
    'change-to-texts',
    'invite-message',
    'guest-card',
    'invite-code',
  ])('%s', { timeout: 60_000 }, async (name) => {
    const decoder = decoderOf(name);
    expect(await bombsIn(decoder, mutations.seedsOf(decoder).slice(0, name.startsWith('change') ? 2 : 8))).toEqual([]);
  });

  it('or it would show here', async () => {
    const believing = (check: (bytes: Bytes) => unknown): Decoder => ({
      name: 'made up',
      share: 1,
      runs: 1,
      check: (bytes) => check(bytes) !== null,
    });
    const wordAt0 = (bytes: Bytes) => new DataView(bytes.buffer).getUint16(0) * 16;
    const seed = [Uint8Array.of(0, 4, 1, 2, 3, 4)];
    expect(
      (
        await bombsIn(
          believing((bytes) => new Uint8Array(wordAt0(bytes))),
          seed,
        )
      ).length,
    ).toBeGreaterThan(0);
    expect(
      (
        await bombsIn(
          believing((bytes) => Array.from({ length: wordAt0(bytes) }, () => 0)),
          seed,
        )
      ).length,
    ).toBeGreaterThan(0);
  });
});

const nested = (open: string, close: string): Bytes => textToBytes(`${open.repeat(12_000)}1${close.repeat(12_000)}`);
const LONG = 200 * 1024;

/** Input that is as bad as it gets, of the largest size that reaches its decoder. */
const HEAVY: Readonly<Record<string, readonly (readonly [name: string, bytes: () => Bytes])[]>> = {
  entry: [
    ['of 256 KiB of zeros', () => new Uint8Array(256 * 1024)],
    ['that is a header and nothing else', () => concatBytes(Uint8Array.of(0, 3, 255, 0), new Uint8Array(255 * 1024).fill(1))],
  ],
  update: [
    [
      'of very many entries of one byte',
      () =>
        concatBytes(
          Uint8Array.of(1, 0xb0, 0xea, 0x01, 5, 1),
          concatBytes(...Array.from({ length: 30_000 }, () => Uint8Array.of(0x83, 5, 0, 1, 9))),
        ),
    ],
    ['of 4 MiB of sections', () => new Uint8Array(4 * 1024 * 1024).fill(1)],
  ],
  words: [['of 256 KiB', () => new Uint8Array(256 * 1024).fill(1, 0, 1)]],
  message: [
    ['of 4 MiB', () => new Uint8Array(4 * 1024 * 1024).fill(127)],
    ['of numbers that never end', () => new Uint8Array(LONG).fill(128)],
  ],
  'change-to-plan': [
    ['of numbers that never end', () => new Uint8Array(160 * 1024).fill(128)],
    ['of very many clients', () => concatBytes(Uint8Array.of(0xff, 0xff, 9), new Uint8Array(160 * 1024).fill(1))],
    [
      'of lists in lists',
      () =>
        concatBytes(
          Uint8Array.of(1, 1, 44, 0, 0x28, 1, 5),
          textToBytes('items'),
          Uint8Array.of(1, 97, 1),
          new Uint8Array(160_000).map((_, i) => (i % 2 === 0 ? 117 : 1)),
        ),
    ],
  ],
  item: [
    ['of lists in lists', () => nested('[', ']')],
    ['of maps in maps', () => nested('{"kind":', '}')],
  ],
  'person-card': [
    ['of lists in lists', () => nested('[', ']')],
    ['of one long name', () => textToBytes(JSON.stringify({ name: 'n'.repeat(LONG), role: '', organisation: '' }))],
  ],
  'page-card': [['of maps in maps', () => nested('{"kind":', '}')]],
  signal: [
    ['of lists in lists', () => nested('[', ']')],
    [
      'of an SDP of lines',
      () => textToBytes(JSON.stringify({ is: 'description', type: 'offer', sdp: 'a=fingerprint:x\r\n'.repeat(2500) })),
    ],
  ],
  published: [['of lists in lists', () => nested('{"type":"publish","data":', '}')]],
  wire: [['of lists in lists', () => nested('[', ']')]],
  opened: [['of lists in lists', () => nested('[', ']')]],
  installation: [['of lists in lists', () => nested('{"meetingPoints":[', ']}')]],
  'record-row': [['of maps in maps', () => nested('{"network":', '}')]],
  'invite-code': [
    ['of the mark again and again', () => textToBytes('join='.repeat(LONG / 5))],
    ['of the mark and white space', () => textToBytes(`join${' '.repeat(LONG)}join=${' '.repeat(LONG)}`)],
    ['of the word without the mark', () => textToBytes('join '.repeat(LONG / 5))],
    ['of letters', () => textToBytes('A'.repeat(LONG))],
  ],
  'recovery-words': [['of very many words', () => textToBytes('abandon '.repeat(LONG / 8))]],
  channel: [['of frames without bytes', () => new Uint8Array(64 * 1024).map((_, i) => [0, 1, 1][i % 3] ?? 0)]],
};

describe('the worst that fits is read in good time, and nothing is thrown', () => {
  it.each(Object.entries(HEAVY).flatMap(([name, inputs]) => inputs.map(([what, bytes]) => [name, what, bytes] as const)))(
    '%s %s',
    async (name, _, bytes) => {
      expect((await tryBytes(decoderOf(name), bytes())).problem).toBeNull();
    },
  );
});
