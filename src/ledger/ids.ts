import type { Brand } from '#base';

/** SHA-256 of the facts of the record's `begin`, as 64 hex digits. */
export type RecordId = Brand<string, 'RecordId'>;

/**
 * The log of one device: the first 53 bits of the SHA-256 of its signing key, so that it is a Yjs client id
 * which nobody hands out and which is costly to hit on purpose.
 */
export type Strand = Brand<number, 'Strand'>;

/** SHA-256 of an entry's header, as 64 hex digits. The signature is not part of it. */
export type EntryHash = Brand<string, 'EntryHash'>;

/** A random page number, as 16 hex digits. */
export type PageId = Brand<string, 'PageId'>;

/** SHA-256 of domain, record, page and key, as 64 hex digits: commits to the key, which AES-GCM does not. */
export type KeyId = Brand<string, 'KeyId'>;

/** A random number for a person on the team, as 32 hex digits. The client has none: see `Who`. */
export type MemberId = Brand<string, 'MemberId'>;

/** A person of the record, whatever device they write with. */
export type Who = MemberId | 'client';

/** The wordless page whose key makes room tags. Every device on the team holds it, keepers too. */
export const MEET_PAGE = '0000000000000001' as PageId;

/** The page of names, roles and the record's settings, for the people on the team. */
export const TEAM_PAGE = '0000000000000002' as PageId;

/** One place in one strand, on one branch of it. */
export interface Head {
  readonly strand: Strand;
  readonly seq: number;
  readonly hash: EntryHash;
}
