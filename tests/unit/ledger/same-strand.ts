import type { SigningKey } from '#crypto';
import { signerOfScalar } from './malformed/odd-keys.ts';

// Two keys whose SHA-256 begin with the same 53 bits. Found by trying 105,092,062 keys one after the other (scalars from a fixed start
// upwards; a minute and a half of one core, 2 GB): a strand's 53 bits keep nobody from having two keys for it.
const SCALARS = [
  0x95dd4cda7eaf834cb34814a1dc41418dbea0ddc0e3108f9361d4ba00b026cabn,
  0x95dd4cda7eaf834cb34814a1dc41418dbea0ddc0e3108f9361d4ba00ef2a564n,
] as const;

/** Two signing keys of one strand. */
export const keysOfOneStrand = (): readonly [SigningKey, SigningKey] => {
  const [one, other] = SCALARS;
  return [signerOfScalar(one), signerOfScalar(other)];
};
