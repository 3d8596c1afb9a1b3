import type { Bytes, Redacted } from '#base';

/** The private keys that stand above a record's devices. The first two come from the recovery words and are not kept on the device. */
export interface RootSeeds {
  readonly rootSign: Redacted<Bytes>;
  readonly rootBox: Redacted<Bytes>;
  /** Opens readers' receipts: held by the client's devices. */
  readonly receipts: Redacted<Bytes>;
}
