export type { AttachmentError, AttachmentState } from './attachments/attachments.ts';
export { Attachments } from './attachments/attachments.ts';
export type { BlobRef } from './attachments/seal-blob.ts';
export { MOST_BLOB_BYTES } from './attachments/seal-blob.ts';
export { Inviting } from './inviting.ts';
export type { JoinState } from './joining.ts';
export { Joining } from './joining.ts';
export { openMadeUp } from './made-up/open.ts';
export type { Gone, OpenError, OpenRecord, World } from './open-record.ts';
export { clearOldRecords, createRecord, openRecord } from './open-record.ts';
export { accept, addPage, beginAfresh, describePage, grant, remove, revoke } from './replica/commands.ts';
export type { LinkView } from './replica/connection.ts';
export type { FurtherDevice } from './replica/devices.ts';
export { addDevice, askToBeAdded, removeDevice } from './replica/devices.ts';
export type { FirstPage } from './replica/founding.ts';
export type { RootHand } from './replica/recovery.ts';
export { lineOf, openWithSheet, recover } from './replica/recovery.ts';
export { Replica } from './replica/replica.ts';
export type {
  HeldBatch,
  OpenPage,
  PageView,
  Person,
  ReadOnly,
  ReplicaError,
  ReplicaEvent,
  ReplicaProblem,
  Seal,
  TeamView,
  Tick,
} from './replica/types.ts';
export { pauseIfDue } from './slices.ts';
export type { ReadError, RecordToRead } from './read-record.ts';
export { readRecord } from './read-record.ts';
