import type { Bytes, Redacted } from '#base';
import { AEAD_KEY_BYTES, createBoxKey, createSigningKey } from '#crypto';
import type { OpeningKey, SigningKey } from '#crypto';
import { strandOf, toPageKey } from '#ledger';
import type { DeviceKeys, KeyBox, PageKey, Strand } from '#ledger';
import { openKeyBox } from '#team';
import type { KeyBoxPlace } from '#team';

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

/** The page key that lies in one of an entry's boxes for this device, under its strand or a former one; `null` where there is none that proves itself by its id. */
export const openOwnBox = async (
  own: readonly FormerIdentity[],
  boxes: readonly KeyBox[],
  at: Omit<KeyBoxPlace, 'receiver'>,
): Promise<PageKey | null> => {
  for (const { strand, box } of own) {
    const sealed = boxes.find((one) => one.strand === strand)?.sealed;
    const bytes = sealed ? await openKeyBox(sealed, { ...at, receiver: strand }, box) : null;
    if (bytes?.length !== AEAD_KEY_BYTES) continue;
    const key = await toPageKey(at.record, at.page, bytes);
    if (key.id === at.keyId) return key;
  }
  return null;
};

/** Takes the seeds into use. */
export const toIdentity = async (seeds: DeviceSeeds): Promise<Identity> => {
  const [signer, box] = await Promise.all([createSigningKey(seeds.sign.reveal()), createBoxKey(seeds.box.reveal())]);
  return { strand: strandOf(signer.publicKey), keys: { sign: signer.publicKey, box: box.publicKey }, signer, box };
};
