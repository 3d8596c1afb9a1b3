import { describe, expect, it } from 'vitest';
import { bytesToHex } from '#base';
import { createExchange, sealToBoxKey, toBoxKey } from '#crypto';
import { bytesOf } from './bytes-of.ts';
import { RFC7748_AGREEMENT, RFC7748_ITERATED, RFC7748_PRODUCTS, RFC7748_START } from './rfc7748.ts';
import type { ExchangeRow } from './wycheproof-x25519.ts';
import { WYCHEPROOF_X25519 } from './wycheproof-x25519.ts';

const agree = async (ours: string, theirs: string): Promise<string | null> => {
  const shared = await (await createExchange(bytesOf(ours))).agree(toBoxKey(theirs));
  return shared && bytesToHex(shared);
};

const iterate = async (rounds: number): Promise<string> => {
  let [scalar, u] = [RFC7748_START, RFC7748_START];
  for (let round = 0; round < rounds; round++) {
    const result = await agree(scalar, u);
    if (result === null) throw new Error('no secret');
    [scalar, u] = [result, scalar];
  }
  return scalar;
};

const LOW_ORDER = [...new Set(WYCHEPROOF_X25519.flatMap(([, , theirs, , shared]) => (shared === null ? [theirs] : [])))];

export const describeExchange = (): void => {
  describe('X25519', () => {
    describe('RFC 7748', () => {
      it.each(RFC7748_PRODUCTS)('5.2: multiplies by $scalar', async ({ scalar, u, result }) => expect(await agree(scalar, u)).toBe(result));

      it.each(RFC7748_ITERATED)(
        '5.2: goes $rounds rounds',
        async ({ rounds, result }) => expect(await iterate(rounds)).toBe(result),
        60_000,
      );

      it('6.1: makes both keys, and both people the same secret', async () => {
        const { a, b, shared } = RFC7748_AGREEMENT;
        expect((await createExchange(bytesOf(a.secret))).publicKey).toBe(a.key);
        expect((await createExchange(bytesOf(b.secret))).publicKey).toBe(b.key);
        expect(await agree(a.secret, b.key)).toBe(shared);
        expect(await agree(b.secret, a.key)).toBe(shared);
      });
    });

    describe('Wycheproof', () => {
      it.each<ExchangeRow>(WYCHEPROOF_X25519)('%i: %s', async (_id, _shows, theirs, ours, shared) => {
        expect(await agree(ours, theirs)).toBe(shared);
      });

      it.each(LOW_ORDER)('seals no box to the low-order key %s', async (key) => {
        const sealed = await sealToBoxKey(toBoxKey(key), bytesOf('01'), bytesOf(''), bytesOf(''));
        expect(sealed).toEqual({ ok: false, error: { type: 'unusable-key', key } });
      });
    });
  });
};
