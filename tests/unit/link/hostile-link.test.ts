import { describe, expect, it } from 'vitest';
import { Channel } from '../../../src/sync/link/channel.ts';
import { fingerprintOf } from '../../../src/sync/link/transcript.ts';

// What a hostile device of the team can send over a link.

describe('frames of a channel', () => {
  /** Gives frames to a channel; why it ended, if it did. */
  const endOf = (frames: readonly Uint8Array<ArrayBuffer>[]): string | null => {
    let end: string | null = null;
    const data = { readyState: 'open', bufferedAmount: 0, send: () => undefined, close: () => undefined } as unknown as RTCDataChannel;
    const channel = new Channel(data, { message: async () => undefined, end: (reason) => (end ??= reason) });
    for (const frame of frames) data.onmessage?.({ data: frame.buffer } as MessageEvent);
    channel.close();
    return end;
  };

  it('end the link where their parts make a message of more than 4 MiB', () => {
    const part = new Uint8Array(16 * 1024).fill(1, 0, 1);
    expect(endOf(Array.from({ length: 256 }, () => part))).toBeNull();
    expect(endOf(Array.from({ length: 257 }, () => part))).toBe('malformed');
  });

  // Three million of them took 636 MB of heap here, and the link was still up.
  it('end the link where parts are empty: they would be kept for ever, and never add up to 4 MiB', () => {
    expect(endOf(Array.from({ length: 1000 }, () => Uint8Array.of(1)))).toBe('malformed');
  });
});

describe('the fingerprint of a description', () => {
  it('is the one value that it has, in lower case', () => {
    expect(fingerprintOf('v=0\r\na=fingerprint:sha-256 AB:CD\r\na=fingerprint:sha-256 ab:cd\r\n')).toBe('sha-256 ab:cd');
    expect(fingerprintOf('a=fingerprint:sha-256 AB\na=fingerprint:sha-256 CD\n')).toBeNull();
  });

  // The time goes by the square of the spaces: 2.7 s for 20,000.
  it('is found in good time, however many spaces there are', () => {
    const started = performance.now();
    fingerprintOf(`a=fingerprint:${' '.repeat(20_000)}x\0`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
