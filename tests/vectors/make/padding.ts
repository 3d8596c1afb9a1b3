import { bytesToHex, toInstant } from '#base';
import { writeWords } from '../../../src/ledger/words.ts';
import { filler } from './entries.ts';
import type { Json } from './json.ts';

/** Sizes around every change of step up to 2,048 bytes, and some larger ones. */
const SIZES = [
  ...[0, 1, 52, 53, 54, 63, 64, 65, 116, 117, 118, 127, 128, 129, 255, 256, 257, 500, 501, 502, 511, 512, 513, 565, 566],
  ...[
    1012, 1013, 1014, 1023, 1024, 1025, 1140, 1141, 1142, 2036, 2037, 2038, 2047, 2048, 2049, 4096, 10_000, 65_524, 65_525, 65_526, 160_000,
  ],
];

/** Plaintexts: version, clock, length, payload, zeros up to the size step. */
export const makePadding = (): Json => ({
  about: 'How long a plaintext is for a payload of so many bytes, and some plaintexts whole (section 2).',
  lengths: SIZES.map((payload) => ({
    payload,
    plaintext: writeWords({ time: toInstant(0), payload: new Uint8Array(payload) }).length,
  })),
  plaintexts: [
    { time: 0, payload: new Uint8Array(0) },
    { time: 1, payload: Uint8Array.of(0xff) },
    { time: Date.UTC(2026, 0, 5, 9), payload: filler('padding', 53) },
    { time: 2 ** 48 - 1, payload: filler('padding', 54) },
  ].map(({ time, payload }) => ({
    time,
    payload: bytesToHex(payload),
    plaintext: bytesToHex(writeWords({ time: toInstant(time), payload })),
  })),
  malformed: [
    { why: 'no bytes', plaintext: '' },
    { why: 'a version before the first', plaintext: bytesToHex(new Uint8Array(64)) },
    { why: 'a length beyond the end', plaintext: bytesToHex(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 54, ...new Uint8Array(53))) },
    { why: 'one step more than there should be', plaintext: bytesToHex(Uint8Array.of(1, ...new Uint8Array(127))) },
    { why: 'no padding', plaintext: bytesToHex(Uint8Array.of(1, ...new Uint8Array(10))) },
    { why: 'padding that is not zero', plaintext: bytesToHex(Uint8Array.of(1, ...new Uint8Array(62), 1)) },
  ],
});
