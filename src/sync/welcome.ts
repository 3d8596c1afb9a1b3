import * as z from 'zod/mini';
import { bytesToText, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { verifySignature } from '#crypto';
import { NetworkSchema } from '#device';
import type { Network } from '#device';
import { hasProofs, isKind, MEET_PAGE, readEntry, signedBytes, strandOf, toPageKey } from '#ledger';
import type { Entry, PageKey, Strand } from '#ledger';
import { openKeyBox } from '#team';
import type { Admittance } from '#team';
import type { Identity } from './replica/identity.ts';
import type { Replica } from './replica/replica.ts';

const lengthOf = (part: Uint8Array): Bytes => Uint8Array.of(part.length >>> 24, part.length >>> 16, part.length >>> 8, part.length);
const join = (...parts: readonly Uint8Array[]): Bytes => concatBytes(...parts.flatMap((part) => [lengthOf(part), part]));

const split = (bytes: Bytes, count: number): Bytes[] | null => {
  const parts: Bytes[] = [];
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  while (parts.length < count) {
    if (at + 4 > bytes.length) return null;
    const length = view.getUint32(at);
    if (length > bytes.length - at - 4) return null;
    parts.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return at === bytes.length ? parts : null;
};

/**
 * What somebody just let in needs to find the others: the entry that admits them, the entry that holds the meeting key in a box for
 * their device alone, and where to meet. `null` while there is no such box.
 */
export const writeWelcome = (replica: Replica, newcomer: Strand, network: Network): Bytes | null => {
  const { entries } = replica.ledger.index;
  const admit = entries.findLast((entry) => isKind(entry, 'admit') && strandOf(entry.facts.device.sign) === newcomer);
  const boxed = entries.findLast(
    (entry) =>
      (isKind(entry, 'share') || isKind(entry, 'rotate')) &&
      entry.page === MEET_PAGE &&
      entry.facts.boxes.some((box) => box.strand === newcomer),
  );
  if (!admit || !boxed) return null;
  return join(admit.bytes, boxed.bytes, textToBytes(JSON.stringify({ ...network, iceServers: [...network.iceServers] })));
};

/** A welcome, checked: it admits this device to the record that the pictures stood for, by the client's device that showed them. */
export interface Welcome {
  readonly introduction: Bytes;
  readonly meet: PageKey;
  readonly network: Network;
}

export const readWelcome = async (bytes: Bytes, admittance: Admittance, identity: Identity): Promise<Welcome | null> => {
  const [first, second, third] = split(bytes, 3) ?? [];
  if (!first || !second || !third) return null;
  const isTheirs = async (entry: Entry) =>
    entry.record === admittance.record &&
    entry.strand === admittance.host &&
    (await verifySignature(admittance.hostKeys.sign, signedBytes(entry.header), entry.signature));
  const [admit, boxed] = [readEntry(first), readEntry(second)];
  if (!admit.ok || !boxed.ok || !(await isTheirs(admit.value)) || !(await isTheirs(boxed.value))) return null;
  if (
    !isKind(admit.value, 'admit') ||
    admit.value.facts.member !== admittance.member ||
    admit.value.facts.device.sign !== identity.keys.sign
  )
    return null;
  if (!(await hasProofs(admit.value, admittance.record))) return null;
  const meet = await openMeet(boxed.value, identity);
  const network = readNetwork(third);
  return meet && network && { introduction: first, meet, network };
};

const openMeet = async (entry: Entry, identity: Identity): Promise<PageKey | null> => {
  if (entry.page !== MEET_PAGE || !(isKind(entry, 'share') || isKind(entry, 'rotate'))) return null;
  const keyId = isKind(entry, 'share') ? entry.facts.shared : entry.keyId;
  const box = entry.facts.boxes.find((one) => one.strand === identity.strand);
  if (!keyId || !box) return null;
  const place = { record: entry.record, strand: entry.strand, seq: entry.seq, page: MEET_PAGE, keyId, receiver: identity.strand };
  const key = await openKeyBox(box.sealed, place, identity.box);
  if (key?.length !== 32) return null;
  const meet = await toPageKey(entry.record, MEET_PAGE, key);
  return meet.id === keyId ? meet : null;
};

const readNetwork = (bytes: Bytes): Network | null => {
  try {
    const parsed = z.safeParse(NetworkSchema, JSON.parse(bytesToText(bytes) ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
