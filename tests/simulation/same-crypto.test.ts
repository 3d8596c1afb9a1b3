import { afterEach, describe, expect, it } from 'vitest';
import { createBoxKey, createExchange, createSigningKey, importAeadKey, openAead, sealAead, sealToBoxKey, verifySignature } from '#crypto';
import { bytesToHex } from '#base';
import { Chance } from './chance.ts';
import { installSameCrypto } from './same-crypto.ts';

const bytes = (length: number, purpose = 'test') => new Chance(5, purpose).bytes(length);

let restore: () => void = () => undefined;
afterEach(() => {
  restore();
});

/** What the crypto room gives, as text. */
const answers = async () => {
  const key = await importAeadKey(bytes(32));
  const sealed = await sealAead(key, bytes(12), bytes(20), bytes(100, 'plain'));
  const signer = await createSigningKey(bytes(32, 'sign'));
  const signature = await signer.sign(bytes(50));
  const [mine, theirs] = [await createExchange(bytes(32, 'mine')), await createExchange(bytes(32, 'theirs'))];
  const changed = sealed.map((byte, i) => (i === 3 ? byte ^ 1 : byte));
  return {
    sealed: bytesToHex(sealed),
    opened: await openAead(key, bytes(12), bytes(20), sealed).then((plain) => plain && bytesToHex(plain)),
    refused: await openAead(key, bytes(12), bytes(20), new Uint8Array(changed)),
    signer: signer.publicKey,
    signature: bytesToHex(signature),
    holds: [
      await verifySignature(signer.publicKey, bytes(50), signature),
      await verifySignature(signer.publicKey, bytes(50), signature),
      await verifySignature(signer.publicKey, bytes(51), signature),
      await verifySignature(mine.publicKey as never, bytes(50), signature),
    ],
    agreed: await mine.agree(theirs.publicKey).then((shared) => shared && bytesToHex(shared)),
    noPoint: await mine.agree('0'.repeat(64) as never),
  };
};

describe('the crypto of a run', () => {
  it('gives what WebCrypto gives', async () => {
    const real = await answers();
    restore = installSameCrypto().restore;
    expect(await answers()).toEqual(real);
    expect(real.holds).toEqual([true, true, false, false]);
    expect(real.refused).toBeNull();
  });

  it('seals boxes that WebCrypto opens, and opens those that it sealed', async () => {
    const [info, aad, secret] = [bytes(9), bytes(7), bytes(32, 'secret')];
    const seal = async () => {
      const box = await createBoxKey(bytes(32, 'box'));
      const sealed = await sealToBoxKey(box.publicKey, secret, info, aad);
      return sealed.ok ? sealed.value : null;
    };
    const open = async (sealed: Awaited<ReturnType<typeof seal>>) =>
      (await createBoxKey(bytes(32, 'box'))).open(sealed ?? secret, info, aad);
    const byWebCrypto = await seal();
    const installed = installSameCrypto();
    restore = installed.restore;
    const [inRun, again] = [await seal(), await open(byWebCrypto)];
    expect(again).toEqual(secret);
    installed.restore();
    expect(await open(inRun)).toEqual(secret);
    // The same in every run.
    restore = installSameCrypto().restore;
    expect(await seal()).toEqual(inRun);
  });
});
