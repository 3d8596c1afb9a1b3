import { expect, it } from 'vitest';
import type { LinkHost } from '../../../src/sync/link/host.ts';
import { createTwo, hostOf, until, wire } from './two-devices.ts';

const isChannelProof = (message: Uint8Array): boolean =>
  new TextDecoder().decode(message.slice(0, 25)).startsWith('around-me/link/1/channel/');

/** What comes of it when one side says something else as the first word on the channel. */
const endOf = async (seed: number, sign: (honest: LinkHost, message: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>) => {
  const { cast, client, worker } = await createTwo(seed);
  const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
  const links = wire(a.host, { ...b.host, sign: (message) => (isChannelProof(message) ? sign(b.host, message) : b.host.sign(message)) });
  await until(() => a.told.at(-1)?.state === 'closed');
  links.b.destroy();
  return { end: a.told.at(-1)?.end, states: a.told.map(({ state }) => state) };
};

it('L7: a channel whose first message is not the proof of the device that proved itself before ends as wrong-proof', async () => {
  const strange = await createTwo(31);
  const byAnother = await endOf(32, (_, message) => strange.worker.identity.signer.sign(message));
  expect(byAnother).toEqual({ end: 'wrong-proof', states: ['proving', 'connecting', 'closed'] });
});

it('L7: a proof for the encryption of another channel is worth nothing', async () => {
  const elsewhere = await endOf(33, (honest, message) => {
    // The same but for one letter of a fingerprint, as where somebody sits between the two and each has encryption with them.
    const changed = new Uint8Array(message);
    changed[changed.length - 2] = (changed[changed.length - 2] ?? 0) ^ 1;
    return honest.sign(changed);
  });
  expect(elsewhere).toEqual({ end: 'wrong-proof', states: ['proving', 'connecting', 'closed'] });
});
