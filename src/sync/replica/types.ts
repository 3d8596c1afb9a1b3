import type * as Y from 'yjs';
import type { Instant, Result } from '#base';
import type { EntryHash, Head, MemberId, PageId, RecordId, Right, Strand, Who } from '#ledger';

/** Who wrote something and when: from the seal, never from what a writer can type. */
export interface Seal {
  readonly who: Who;
  readonly strand: Strand;
  /** The author's own clock. */
  readonly time: Instant;
  /** That clock contradicts the order of entries. */
  readonly doubtful: boolean;
  /** Durable on this device. `false` while it is still a draft of one's own. */
  readonly kept: boolean;
  readonly entry: EntryHash | null;
}

/** How far something written has come. */
export interface Tick {
  readonly kept: boolean;
  /** Whose devices are known to have it (its author left out). */
  readonly reached: readonly Who[];
  /** Who opened its page since; known to the client alone, else empty. */
  readonly opened: readonly Who[];
}

/** Why a page that one may see cannot be written on. `opening`: not yet; the record itself is on its way. */
export type ReadOnly = 'only-see' | 'words-held' | 'words-locked' | 'taken-off' | 'opening';

/** A page that this device can read. Ask for it again when `subscribe` says `pages`: its document may be another one. */
export interface OpenPage {
  readonly id: PageId;
  readonly kind: string;
  /** Plain Yjs. Written by `record`'s commands only, one transaction each. */
  readonly doc: Y.Doc;
  /** While it is `opening`: what it was when it was last open. */
  readonly access: 'see' | 'write';
  readonly readOnly: ReadOnly | null;
  /** Of one Yjs struct id (client, clock). */
  sealOf(client: number, clock: number): Seal | null;
  tickOf(client: number, clock: number): Tick;
  /** This person looks at the page now: a receipt for the client. */
  markOpened(): void;
}

export interface Person {
  readonly who: Who;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  /** On the team now. */
  readonly on: boolean;
  /** Linked to this device now (for the client: only if they show it). */
  readonly here: boolean;
  readonly me: boolean;
}

export interface PageView {
  readonly id: PageId;
  readonly kind: string;
  readonly title: string;
  readonly order: number;
  readonly archived: boolean;
  readonly my: 'none' | 'see' | 'write';
  readonly rights: ReadonlyMap<Who, Right>;
  /** When somebody's right ends, where the client said so. */
  readonly ends: ReadonlyMap<Who, Instant>;
  /** When each person last opened it, as their own app says; known to the client alone. */
  readonly openedBy: ReadonlyMap<Who, Instant>;
}

/** Words that do not count yet: the client may accept them. */
export interface HeldBatch {
  readonly who: Who;
  readonly strand: Strand;
  readonly page: PageId;
  readonly upTo: Head;
  readonly count: number;
  /** No key here opens them: they lie under one that was undone before it came to this device. The recovery sheet may. */
  readonly locked: boolean;
}

export interface TeamView {
  /** The client's name to the team. */
  readonly name: string;
  readonly me: Who;
  readonly state: 'joining' | 'on' | 'off';
  /** The client first. */
  readonly people: readonly Person[];
  /** Those that this device may see. */
  readonly pages: readonly PageView[];
  readonly held: readonly HeldBatch[];
}

export type ReplicaProblem =
  | { readonly type: 'storage'; readonly reason: 'full' | 'blocked' | 'gone' | 'failed' }
  | { readonly type: 'fork'; readonly who: Who | null; readonly strand: Strand }
  | { readonly type: 'bad-sender'; readonly who: Who | null; readonly strand: Strand }
  | { readonly type: 'void-words'; readonly who: Who | null; readonly page: PageId };

export type ReplicaError =
  | { readonly type: 'not-the-client' }
  | { readonly type: 'not-on-team' }
  | { readonly type: 'no-key'; readonly page: PageId }
  | { readonly type: 'unknown-member'; readonly member: MemberId }
  | { readonly type: 'unknown-device'; readonly strand: Strand }
  /** Recovery words that are not those of this record (any more). */
  | { readonly type: 'wrong-words' }
  | { readonly type: 'too-large'; readonly bytes: number }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'storage'; readonly reason: 'full' | 'blocked' | 'gone' | 'failed' };

export type Done = Promise<Result<void, ReplicaError>>;

export type ReplicaEvent = 'team' | 'pages' | 'ticks' | 'links' | 'problem';

export interface RecordView {
  readonly record: RecordId;
  readonly isClient: boolean;
}
