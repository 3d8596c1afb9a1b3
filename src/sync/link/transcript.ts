import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { deriveBytes, keyToBytes } from '#crypto';
import type { BoxKey } from '#crypto';
import type { RecordId, Strand } from '#ledger';

/** What both sides of a link have seen of each other's first words. */
export interface Hellos {
  readonly record: RecordId;
  readonly roomKey: Bytes;
  /** The initiator's exchange key and nonce, then the responder's. */
  readonly out: { readonly key: BoxKey; readonly nonce: Bytes };
  readonly back: { readonly key: BoxKey; readonly nonce: Bytes };
}

export type Role = 'out' | 'back';

const part = (text: string): Bytes => textToBytes(`${text}\0`);

const helloBytes = (hellos: Hellos): Bytes =>
  concatBytes(
    part(hellos.record),
    // Mixed in, not shown: only who holds the room's key can sign or check.
    deriveBytes(hellos.roomKey, concatBytes(hellos.out.nonce, hellos.back.nonce), 'around-me/link/1/room', 32),
    keyToBytes(hellos.out.key),
    hellos.out.nonce,
    keyToBytes(hellos.back.key),
    hellos.back.nonce,
  );

/** What a device signs over the meeting point to prove who it is, before any address is sent. */
export const proofBytes = (hellos: Hellos, role: Role, strand: Strand): Bytes =>
  concatBytes(part(`around-me/link/1/proof/${role}`), helloBytes(hellos), part(String(strand)));

/** What a device signs over the open channel: both devices and both ends of the encryption that carries it (SIGMA, Krawczyk 2003). */
export const channelBytes = (
  hellos: Hellos,
  role: Role,
  ends: { readonly strands: Readonly<Record<Role, Strand>>; readonly fingerprints: Readonly<Record<Role, string>> },
): Bytes =>
  concatBytes(
    part(`around-me/link/1/channel/${role}`),
    helloBytes(hellos),
    part(`${ends.strands.out} ${ends.strands.back}`),
    part(`${ends.fingerprints.out} ${ends.fingerprints.back}`),
  );

const ATTRIBUTE = 'a=fingerprint:';

/** The DTLS fingerprint of a session description (RFC 8122), lower-case; `null` where there is none or more than one. */
export const fingerprintOf = (sdp: string | undefined): string | null => {
  const lines = (sdp ?? '').split(/\r\n|\r|\n/).map((line) => line.toLowerCase());
  const found = new Set(lines.flatMap((line) => (line.startsWith(ATTRIBUTE) ? [line.slice(ATTRIBUTE.length).trim()] : [])));
  const [only] = found;
  return found.size === 1 && only ? only : null;
};
