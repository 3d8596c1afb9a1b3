import { bytesToText, textToBytes, toInstant } from '#base';
import type { Bytes, Instant } from '#base';
import type { EntryOf, MemberId, PageId, Right } from '#ledger';
import { readGrantCard, writeGrantCard } from '#record';
import type { Cards } from './cards.ts';
import type { Draft } from './own-log.ts';
import type { Replica } from './replica.ts';

// A right that ends: the client's device takes it back when the day has come. A reader's clock proves nothing, so until then it holds.

/** The words of a grant that ends. */
export const endingPayload = (until: Instant): Bytes => textToBytes(writeGrantCard({ until }));

/** When the right that grants give ends: the last end of those given last; `null` where one of them has none, or cannot be read. */
export const endOf = (cards: Cards, grants: readonly EntryOf<'grant'>[]): Instant | null => {
  let end = 0;
  for (const grant of grants) {
    const words = cards.of(grant);
    const text = words && bytesToText(words.payload);
    const card = text === null ? null : readGrantCard(text);
    if (!card?.ok) return null;
    end = Math.max(end, card.value.until);
  }
  return grants.length > 0 ? toInstant(end) : null;
};

interface Ending {
  readonly member: MemberId;
  readonly page: PageId;
  readonly right: Right;
  readonly end: Instant;
}

/** Every right in force that has an end. */
export const endingsOf = (replica: Replica): readonly Ending[] => {
  const { team } = replica;
  return team.pages().flatMap((page) =>
    team
      .members()
      .filter(({ on }) => on)
      .flatMap(({ member }) =>
        (['see', 'write'] as const).flatMap((right): Ending[] => {
          const end = endOf(replica.cards, team.latestGrants(member, page, right));
          return end === null ? [] : [{ member, page, right, end }];
        }),
      ),
  );
};

/** Takes back the rights whose end has come: losing *see* loses *write* with it. */
export const endingDrafts = (replica: Replica): readonly Draft[] => {
  const now = replica.clock();
  const over = endingsOf(replica).filter(({ end }) => end <= now);
  return over
    .filter(
      ({ member, page, right }) =>
        right === 'see' || !over.some((one) => one.member === member && one.page === page && one.right === 'see'),
    )
    .map(({ member, page, right }) => ({ facts: { kind: 'revoke', member, right }, page, words: null }));
};

/** When the next right ends, so that a device that stays open does it in time. */
export const nextEnding = (replica: Replica): Instant | null => {
  const ends = endingsOf(replica).map(({ end }) => end);
  return ends.length > 0 ? toInstant(Math.min(...ends)) : null;
};
