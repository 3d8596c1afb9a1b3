import type { Bytes, Redacted } from '#base';
import { createBoxKey, createSigningKey } from '#crypto';
import type { OpeningKey, SigningKey } from '#crypto';
import { strandOf } from '#ledger';
import type { DeviceKeys, Strand } from '#ledger';

/** The 32-byte private keys of one device on one record; made new for every record. */
export interface DeviceSeeds {
  readonly sign: Redacted<Bytes>;
  readonly box: Redacted<Bytes>;
}

/** This device as one record knows it. */
export interface Identity {
  readonly strand: Strand;
  readonly keys: DeviceKeys;
  readonly signer: SigningKey;
  readonly box: OpeningKey;
}

/** A strand that this device wrote under before. What was sealed to it is still for this device. */
export type FormerIdentity = Pick<Identity, 'strand' | 'box'>;

/** Takes the seeds into use. */
export const toIdentity = async (seeds: DeviceSeeds): Promise<Identity> => {
  const [signer, box] = await Promise.all([createSigningKey(seeds.sign.reveal()), createBoxKey(seeds.box.reveal())]);
  return { strand: strandOf(signer.publicKey), keys: { sign: signer.publicKey, box: box.publicKey }, signer, box };
};
