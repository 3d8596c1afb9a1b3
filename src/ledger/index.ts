export type { DeviceKeys, Entry, EntryOf, Facts, FactsOf, KeyBox, Kind, Right } from './entry.ts';
export { isKind } from './entry.ts';
export { KEY_BOX_BYTES, SALT_BYTES } from './facts.ts';
export {
  compareHeads,
  HEAD_BYTES,
  headFromBytes,
  headToBytes,
  idToBytes,
  MEMBER_BYTES,
  PAGE_BYTES,
  strandOf,
  toEntryHash,
  toKeyId,
  toMemberId,
  toPageId,
  toRecordId,
  toStrand,
} from './fields.ts';
export type { Fork, Refusal, Verdict } from './gate.ts';
export type { EntryHash, Head, KeyId, MemberId, PageId, RecordId, Strand, Who } from './ids.ts';
export { MEET_PAGE, TEAM_PAGE } from './ids.ts';
export { hasProofs } from './known-devices.ts';
export { Ledger, runsOf, SLICE_BYTES } from './ledger.ts';
export type { LedgerIndex } from './ledger-index.ts';
export { Ancestry } from './ledger-index.ts';
export type { PageKey } from './page-key.ts';
export { createPageKey, keyIdOf, toPageKey } from './page-key.ts';
export { admitProofBytes, beginProofBytes, clinkProofBytes, linkProofBytes, recordIdOf, recoverProofBytes } from './proofs.ts';
export type { EntryProblem } from './read-entry.ts';
export { MAX_ENTRY_BYTES, readEntry, signedBytes } from './read-entry.ts';
export type { EntryDraft } from './seal.ts';
export { openWords, sealEntry } from './seal.ts';
export type { Run, UpdateProblem } from './update.ts';
export { readUpdate, writeUpdate } from './update.ts';
export type { Words, WordsProblem } from './words.ts';
export { paddedLength } from './words.ts';
