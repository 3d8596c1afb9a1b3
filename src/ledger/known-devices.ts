import { isSoundSignKey, verifySignature } from '#crypto';
import type { SignKey } from '#crypto';
import type { DeviceKeys, Entry } from './entry.ts';
import { strandOf } from './fields.ts';
import type { RecordId, Strand } from './ids.ts';
import { admitProofBytes, beginProofBytes, clinkProofBytes, linkProofBytes, recordIdOf, recoverProofBytes } from './proofs.ts';

/** A strand as an entry made it known. */
export interface KnownDevice {
  readonly strand: Strand;
  readonly keys: DeviceKeys;
}

/** Who an entry makes known, if any: before its proofs are looked at. */
export const deviceNamedBy = (entry: Entry): DeviceKeys | null => ('device' in entry.facts ? entry.facts.device : null);

const holds = async (entry: Entry, record: RecordId, rootSign: (() => SignKey | null) | undefined): Promise<boolean> => {
  const { facts, strand } = entry;
  switch (facts.kind) {
    case 'begin':
      return (
        recordIdOf(facts) === record &&
        strandOf(facts.device.sign) === strand &&
        isSoundSignKey(facts.rootSign) &&
        (await verifySignature(facts.rootSign, beginProofBytes(facts), facts.rootProof))
      );
    case 'admit':
      return verifySignature(facts.device.sign, admitProofBytes(record, strand, facts.member, facts.device), facts.proof);
    case 'clink':
      return verifySignature(facts.device.sign, clinkProofBytes(record, strand, facts.device), facts.proof);
    case 'link':
      return verifySignature(facts.device.sign, linkProofBytes(record, strand, facts.device), facts.proof);
    case 'recover': {
      const root = rootSign?.() ?? null;
      return (
        root !== null &&
        strandOf(facts.device.sign) === strand &&
        isSoundSignKey(facts.rootSign) &&
        (await verifySignature(root, recoverProofBytes(record, strand, facts), facts.proof))
      );
    }
    default:
      return true;
  }
};

/**
 * Whether what an entry says about keys is proved by those keys: a device named has its own signature over record and admitter,
 * `begin` and `recover` have the root's. Keys must be of prime order, so that all devices agree on every later signature.
 */
export const hasProofs = async (entry: Entry, record: RecordId, rootSign?: () => SignKey | null): Promise<boolean> => {
  const device = deviceNamedBy(entry);
  if (!device) return true;
  return isSoundSignKey(device.sign) && (await holds(entry, record, rootSign));
};
