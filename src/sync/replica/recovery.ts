import { err, ok } from '#base';
import type { BoxKey, OpeningKey, SigningKey } from '#crypto';
import { compareHeads, recoverProofBytes } from '#ledger';
import type { DeviceKeys, FactsOf, Head, Strand } from '#ledger';
import type { Replica } from './replica.ts';
import type { Done } from './types.ts';

/** The root's private keys, from the recovery sheet. */
export interface RootHand {
  readonly sign: SigningKey;
  readonly box: OpeningKey;
}

/**
 * The line as it is when nothing was done in the client's name by others: the last entry of each of their devices, of those that an earlier
 * recovery took off the last before its line.
 * `until` draws it further back for some: the last entry that was still the client's, or `null` for a device that never was.
 */
export const lineOf = ({ team }: Replica, until: ReadonlyMap<Strand, Head | null> = new Map()): readonly Head[] =>
  team.clientLine().flatMap((head) => {
    const drawn = until.get(head.strand);
    return drawn === undefined ? [head] : drawn ? [drawn] : [];
  });

/**
 * Opens, with the recovery sheet, what lies under keys that this device was never given: boxes for the root that came after the recovery.
 */
export const openWithSheet = async (replica: Replica, root: Pick<RootHand, 'box'>): Promise<void> => replica.openWithRoot(root.box);

/**
 * Makes this new device the client's by the recovery sheet: its first entry. What lies past the line is undone, every other device of the
 * client's is taken off, and the pages' keys are changed. `next`: another sheet takes the place of this one.
 */
export const recover = async (
  replica: Replica,
  root: RootHand,
  { line, receipts, next }: { readonly line: readonly Head[]; readonly receipts: BoxKey; readonly next?: DeviceKeys },
): Done => {
  const { identity, ledger, team, record } = replica;
  if (ledger.headOf(identity.strand) || team.whoOf(identity.strand) !== null) return err({ type: 'refused', reason: 'known-device' });
  if (team.rootKeys()?.sign !== root.sign.publicKey) return err({ type: 'wrong-words' });
  const facts: Omit<FactsOf<'recover'>, 'proof'> = {
    kind: 'recover',
    number: team.recoveries() + 1,
    device: identity.keys,
    line: line.toSorted(compareHeads),
    rootSign: next?.sign ?? root.sign.publicKey,
    rootBox: next?.box ?? root.box.publicKey,
    receipts,
  };
  const proof = await root.sign.sign(recoverProofBytes(record, identity.strand, facts));
  await replica.openWithRoot(root.box);
  const written = await replica.write([{ facts: { ...facts, proof }, page: null, words: null }]);
  if (!written.ok) return written;
  await replica.heal();
  return ok(undefined);
};
