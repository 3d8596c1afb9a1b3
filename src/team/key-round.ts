import { err, ok } from '#base';
import type { Result } from '#base';
import type { BoxKey } from '#crypto';
import type { EntryOf, FactsOf, KeyBox, KeyId, PageId, PageKey, RecordId, Strand } from '#ledger';
import { sealKeyBox } from './key-box.ts';
import type { KeyBoxPlace } from './key-box.ts';
import { latestOnes } from './order.ts';
import type { Team } from './team.ts';

/** A device that is to get a key. */
export interface Reader {
  readonly strand: Strand;
  readonly box: BoxKey;
}

/** The entry that will hold the boxes: they are bound to its place. */
export interface RoundPlace {
  readonly record: RecordId;
  readonly strand: Strand;
  readonly seq: number;
}

/** The devices that may read a page now, with their keys. */
export const readersWithKeys = (team: Team, page: PageId): readonly Reader[] => withKeys(team, team.readersOf(page));

/** Devices with their keys; a strand that no counting entry names is left out. */
export const withKeys = (team: Team, strands: readonly Strand[]): readonly Reader[] =>
  strands.flatMap((strand): Reader[] => {
    const keys = team.keysOf(strand);
    return keys ? [{ strand, box: keys.box }] : [];
  });

/**
 * The facts of a `rotate` to `key`. A reader whose own key is unusable gets no box (it could not open one);
 * an unusable root key is an error: a page whose key the recovery sheet cannot reach must not come to be.
 */
export const rotateFacts = async (
  at: RoundPlace,
  key: PageKey,
  readers: readonly Reader[],
  root: BoxKey,
): Promise<Result<FactsOf<'rotate'>, { readonly type: 'unusable-key'; readonly key: BoxKey }>> => {
  const rootBox = await sealKeyBox(key.bytes, root, { ...at, page: key.page, keyId: key.id, receiver: 'root' });
  if (!rootBox.ok) return err(rootBox.error);
  return ok({ kind: 'rotate', rootBox: rootBox.value, boxes: await boxesFor(at, key, readers) });
};

/** The facts of a `share` of `key`; `null` where there is nobody to seal it to. */
export const shareFacts = async (at: RoundPlace, key: PageKey, readers: readonly Reader[]): Promise<FactsOf<'share'> | null> => {
  const boxes = await boxesFor(at, key, readers);
  return boxes.length > 0 ? { kind: 'share', shared: key.id, boxes } : null;
};

const boxesFor = async (at: RoundPlace, key: PageKey, readers: readonly Reader[]): Promise<readonly KeyBox[]> => {
  // All at once: the browser makes them beside each other, on threads of its own.
  const boxes = await Promise.all(
    readers.map(async ({ strand, box }): Promise<readonly KeyBox[]> => {
      const place: KeyBoxPlace = { ...at, page: key.page, keyId: key.id, receiver: strand };
      const sealed = await sealKeyBox(key.bytes, box, place);
      return sealed.ok ? [{ strand, sealed: sealed.value }] : [];
    }),
  );
  return boxes.flat().sort((a, b) => a.strand - b.strand);
};

/**
 * Which earlier keys of a page the words of its next `rotate` carry: those of the latest rotates, through which the ones before
 * are reached. Behind a rotate that does not count, or whose key is not held here, the ones before it are looked at too.
 */
export const keysToCarry = (team: Team, page: PageId, holds: (id: KeyId) => boolean): readonly KeyId[] => {
  const { index } = team;
  const carried = new Set<KeyId>();
  const counting = new Set(team.countingRotatesOf(page).map((rotate) => rotate.hash));
  const seen = new Set<string>();
  const visit = (rotates: readonly EntryOf<'rotate'>[]): void => {
    for (const rotate of latestOnes(rotates, index)) {
      if (seen.has(rotate.hash)) continue;
      seen.add(rotate.hash);
      const held = rotate.keyId !== null && holds(rotate.keyId);
      if (held) carried.add(rotate.keyId);
      if (!held || !counting.has(rotate.hash)) visit(rotates.filter((earlier) => index.has(rotate, earlier)));
    }
  };
  visit(team.storedRotatesOf(page));
  return [...carried].sort();
};
