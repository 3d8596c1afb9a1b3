import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import { clinkProofBytes, isKind, linkProofBytes } from '#ledger';
import type { DeviceKeys, EntryOf, FactsOf, RecordId, Strand } from '#ledger';
import { withKeys } from '#team';
import type { MissingKey } from '#team';
import type { Identity } from './identity.ts';
import { shareRound } from './key-rounds.ts';
import type { Draft } from './own-log.ts';
import type { Replica } from './replica.ts';
import type { Done, ReplicaError } from './types.ts';

/** A device that asks to be one more of somebody who is on the team: its keys, and its own word that it means this record and this device. */
export interface FurtherDevice {
  readonly keys: DeviceKeys;
  readonly proof: Bytes;
}

/** What a further device signs, to be let in by `by`: one of the client's devices (`client`) or one of the member's own. */
export const askToBeAdded = async (identity: Identity, record: RecordId, by: Strand, client: boolean): Promise<FurtherDevice> => {
  const bytes = (client ? clinkProofBytes : linkProofBytes)(record, by, identity.keys);
  return { keys: identity.keys, proof: await identity.signer.sign(bytes) };
};

/**
 * Adds a further device of this person's own, and hands it the key of every page that it may read. Gives the entry that names it:
 * its introduction to whoever has not heard of it.
 */
export const addDevice = async (
  replica: Replica,
  { keys, proof }: FurtherDevice,
): Promise<Result<EntryOf<'clink'> | EntryOf<'link'>, ReplicaError>> => {
  const { team, identity } = replica;
  if (!team.isOn(identity.strand)) return err({ type: 'not-on-team' });
  const facts: FactsOf<'clink'> | FactsOf<'link'> = { kind: replica.isClient ? 'clink' : 'link', device: keys, proof };
  const written = await replica.write([{ facts, page: null, words: null }]);
  if (!written.ok) return written;
  await replica.heal();
  const [entry] = written.value;
  return entry && (isKind(entry, 'clink') || isKind(entry, 'link')) ? ok(entry) : err({ type: 'refused', reason: 'waiting' });
};

/** Takes one device of a member's off, and leaves them the others. The client's own devices are taken off by a recovery alone. */
export const removeDevice = async (replica: Replica, strand: Strand): Done => {
  const { team } = replica;
  if (!replica.isClient) return err({ type: 'not-the-client' });
  const who = team.whoOf(strand);
  if (who === null || who === 'client' || !team.isOn(strand)) return err({ type: 'unknown-device', strand });
  const written = await replica.write([{ facts: { kind: 'remove', target: { strand } }, page: null, words: null }]);
  if (!written.ok) return written;
  await replica.heal();
  return ok(undefined);
};

/**
 * What a member's device hands on by itself: keys that it holds to devices of the same person that may read and lack them, and to the client's
 * where they lack the key of words that count.
 * (The client's devices do so for everybody: see `healing.ts`.)
 */
export const sharingDrafts = (replica: Replica, lacking: readonly MissingKey[]): readonly Draft[] => {
  const { team, record, keyring, me } = replica;
  return lacking.flatMap(({ key: id, strands, stray }): Draft[] => {
    const key = keyring.get(id);
    const readers = withKeys(
      team,
      strands.filter((strand) => replica.isClient || team.whoOf(strand) === me || (stray && team.whoOf(strand) === 'client')),
    );
    return key && readers.length > 0 ? [shareRound(record, key, readers)] : [];
  });
};
