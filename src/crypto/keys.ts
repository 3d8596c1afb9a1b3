import { bytesToHex, hexToBytes } from '#base';
import type { Brand, Bytes } from '#base';

/** An Ed25519 public key, as 64 hex digits. Not yet known to be sound: see `isSoundSignKey`. */
export type SignKey = Brand<string, 'SignKey'>;

/** An X25519 public key, as 64 hex digits. */
export type BoxKey = Brand<string, 'BoxKey'>;

export const SIGN_KEY_BYTES = 32;
export const BOX_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const HEX_KEY = /^[0-9a-f]{64}$/;

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the one place where hex becomes a key of either kind
const toKey = <K extends SignKey | BoxKey>(value: Uint8Array | string): K => {
  const hex = typeof value === 'string' ? value : bytesToHex(value);
  if (!HEX_KEY.test(hex)) throw new RangeError('A public key is 32 bytes.');
  return hex as K;
};

/** Names 32 bytes (or 64 hex digits) as a signing key; throws where the length is another. */
export const toSignKey = (value: Uint8Array | string): SignKey => toKey<SignKey>(value);

/** Names 32 bytes (or 64 hex digits) as a key that words can be sealed to; throws where the length is another. */
export const toBoxKey = (value: Uint8Array | string): BoxKey => toKey<BoxKey>(value);

export const keyToBytes = (key: SignKey | BoxKey): Bytes => {
  const bytes = hexToBytes(key);
  if (!bytes) throw new RangeError('A key is made by toSignKey or toBoxKey.');
  return bytes;
};
