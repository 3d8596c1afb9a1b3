import { err, ok } from '#base';
import type { BoxKey } from '#crypto';
import type { PageKey, RecordId } from '#ledger';
import { rotateFacts, shareFacts } from '#team';
import type { Reader } from '#team';
import { carriedPayload } from './keyring.ts';
import type { Draft } from './own-log.ts';

/** A draft of the entry that gives a page a new key: sealed to its readers and the root, with the earlier keys under it. */
export const sealRound = (round: {
  readonly record: RecordId;
  readonly key: PageKey;
  readonly readers: readonly Reader[];
  readonly root: BoxKey;
  readonly earlier: readonly PageKey[];
}): Draft => ({
  facts: async (place) => {
    const facts = await rotateFacts({ record: round.record, ...place }, round.key, round.readers, round.root);
    return facts.ok ? facts : err({ type: 'refused', reason: facts.error.type });
  },
  page: round.key.page,
  words: { key: round.key, payload: carriedPayload(round.earlier) },
});

/** A draft of the entry that gives devices a key that they should have. Nothing is written where no key of theirs can be sealed to: that must not keep the others waiting. */
export const shareRound = (record: RecordId, key: PageKey, readers: readonly Reader[]): Draft => ({
  facts: async (place) => ok(await shareFacts({ record, ...place }, key, readers)),
  page: key.page,
  words: null,
});
