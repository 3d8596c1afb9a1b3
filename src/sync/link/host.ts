import type { Bytes, Random, Redacted } from '#base';
import type { SignKey } from '#crypto';
import type { Head, RecordId, Strand } from '#ledger';

/** Why a link ended. */
export type LinkEnd =
  | 'closed-here'
  | 'closed-there'
  | 'lost'
  | 'no-answer'
  | 'not-on-team'
  | 'wrong-proof'
  | 'malformed'
  | 'bad-sender'
  | 'taken-off'
  | 'failed';

/** What a link tells of itself. */
export interface LinkChange {
  /** Which link: a number that is new for each. */
  readonly link: number;
  /** Whose device it is, once proved. */
  readonly strand: Strand | null;
  readonly state: 'proving' | 'connecting' | 'linked' | 'synced' | 'closed';
  readonly end: LinkEnd | null;
}

/** What a talk may do with an open link. */
export interface OtherEnd {
  readonly strand: Strand;
  /** Sends a body behind what was sent before. `make` is called when its turn comes; `null` leaves it out. Nothing goes to who was taken off. */
  send(make: () => Bytes | null): void;
  /** Ends the link. */
  end(reason: LinkEnd): void;
}

/** A talk that goes on over an open link. */
export interface Talking {
  take(body: Bytes): void;
  /** The link is over, or the other side is not on the team any more. */
  close(): void;
}

/** What a link carries beside the ledger. Spoken only with a device whose proof says that it speaks it too: one that does not ends links over it. */
export interface Talk {
  readonly name: string;
  /** The first byte of its messages on the channel: no other has it. */
  readonly kind: number;
  begin(other: OtherEnd): Talking;
}

/** The record as a link may know it. */
export interface LinkHost {
  readonly record: RecordId;
  readonly strand: Strand;
  /** Signs with the device's key. */
  sign(message: Uint8Array): Promise<Bytes>;
  /** The secret of the room in use, 32 bytes. */
  readonly roomKey: Redacted<Bytes>;
  /** The entries that made this device known, each by the device that the one before named, for those who have not heard of it; may be none. */
  introductions(): readonly Bytes[];
  /** Who signs with a strand, if it is a device of this record that is not removed. */
  peerKey(strand: Strand, introductions: readonly Bytes[]): Promise<SignKey | null>;
  /** Whether a device may still be given anything. */
  isStillOn(strand: Strand): boolean;
  heads(): readonly Head[];
  /** How many entries of each strand this device has (of a forked one, of its first branch). */
  have(): ReadonlyMap<number, number>;
  /** What of forked strands a device lacks that has these heads. */
  branchesFor(strand: Strand, heads: readonly Head[]): Iterable<Bytes>;
  /** What a device lacks that has `have` of each strand: updates of at most 1 MB, each building on what came before. */
  missingFor(strand: Strand, have: ReadonlyMap<number, number>): Iterable<Bytes>;
  /** Offers an update to the gate. `bad`: no honest gate could have passed it on. */
  offer(update: Bytes, from: Strand): Promise<'ok' | 'waiting' | 'bad'>;
  readonly talks: readonly Talk[];
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  onLink(change: LinkChange): void;
  readonly random: Random;
}
