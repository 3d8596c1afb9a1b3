import type { Bytes } from '#base';
import type { SignKey, BoxKey } from '#crypto';
import type { EntryHash, Head, KeyId, MemberId, PageId, RecordId, Strand } from './ids.ts';

/** What names a device: the key that it signs with (and that makes its strand), and the key that page keys are sealed to. */
export interface DeviceKeys {
  readonly sign: SignKey;
  readonly box: BoxKey;
}

/** A page key sealed (HPKE) to one device. 80 bytes: encapsulated key, then ciphertext. */
export interface KeyBox {
  readonly strand: Strand;
  readonly sealed: Bytes;
}

/** `write` includes `see`. */
export type Right = 'see' | 'write';

/** The clear facts of an entry, by kind. What they mean is the business of `team`; the format is the ledger's. */
export type Facts =
  | {
      readonly kind: 'begin';
      readonly rootSign: SignKey;
      readonly rootBox: BoxKey;
      readonly device: DeviceKeys;
      /** What readers' receipts are sealed to. */
      readonly receipts: BoxKey;
      readonly salt: Bytes;
      /** The root key's signature over the rest: it was there when the record began. */
      readonly rootProof: Bytes;
    }
  | { readonly kind: 'clink'; readonly device: DeviceKeys; readonly proof: Bytes }
  | { readonly kind: 'admit'; readonly member: MemberId; readonly device: DeviceKeys; readonly proof: Bytes }
  | { readonly kind: 'link'; readonly device: DeviceKeys; readonly proof: Bytes }
  | { readonly kind: 'page' }
  | { readonly kind: 'grant'; readonly member: MemberId; readonly right: Right }
  /** Taking `see` away takes `write` with it. */
  | { readonly kind: 'revoke'; readonly member: MemberId; readonly right: Right }
  /** The entry's own key id is the new key's. */
  | { readonly kind: 'rotate'; readonly boxes: readonly KeyBox[]; readonly rootBox: Bytes }
  | { readonly kind: 'share'; readonly shared: KeyId; readonly boxes: readonly KeyBox[] }
  | { readonly kind: 'remove'; readonly target: { readonly member: MemberId } | { readonly strand: Strand } }
  | { readonly kind: 'accept'; readonly upTo: Head }
  | {
      readonly kind: 'recover';
      readonly number: number;
      readonly device: DeviceKeys;
      readonly line: readonly Head[];
      /** The root keys from here on (perhaps the same). */
      readonly rootSign: SignKey;
      readonly rootBox: BoxKey;
      readonly receipts: BoxKey;
      /** The root's signature over all this, the record and the strand. */
      readonly proof: Bytes;
    }
  /** What was opened, sealed to the client alone; empty where nothing was. */
  | { readonly kind: 'seen'; readonly opened: Bytes }
  | { readonly kind: 'change' };

export type Kind = Facts['kind'];

export type FactsOf<K extends Kind> = Extract<Facts, { kind: K }>;

/** A decoded entry. It *is* its header: signature and ciphertext hang on it. */
export interface Entry {
  readonly record: RecordId;
  readonly strand: Strand;
  readonly seq: number;
  /** My previous entry; `null` at seq 0. */
  readonly prev: EntryHash | null;
  /** Heads of other strands (or branches) that the writer went by and that moved since its last entry; sorted by strand, then hash. */
  readonly parents: readonly Head[];
  readonly facts: Facts;
  /** `null` where the kind speaks of no page. */
  readonly page: PageId | null;
  /** `null` where the entry holds no words (its ciphertext is empty). */
  readonly keyId: KeyId | null;
  readonly hash: EntryHash;
  readonly header: Bytes;
  readonly signature: Bytes;
  readonly ciphertext: Bytes;
  /** The whole entry as stored: header length, header, signature, ciphertext. */
  readonly bytes: Bytes;
}

/** An entry of one kind. */
export type EntryOf<K extends Kind> = Entry & { readonly facts: FactsOf<K> };

export const isKind = <K extends Kind>(entry: Entry, kind: K): entry is EntryOf<K> => entry.facts.kind === kind;
