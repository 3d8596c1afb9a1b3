import { textToBytes } from '#base';
import type { Bytes } from '#base';
import { keyToBytes, sha256 } from '#crypto';
import { ByteWriter } from './binary.ts';
import type { DeviceKeys, FactsOf } from './entry.ts';
import { idToBytes, SEQ_BYTES, toRecordId, writeDevice, writeHead, writeStrand } from './fields.ts';
import type { MemberId, RecordId, Strand } from './ids.ts';

// What is signed to prove that a key was there and meant it. Each in a domain of its own, so that none can stand for another.
const domain = (name: string): ByteWriter => new ByteWriter().bytes(textToBytes(`around-me/${name}/1\0`));

type BeginFacts = Omit<FactsOf<'begin'>, 'rootProof'>;
type RecoverFacts = Omit<FactsOf<'recover'>, 'proof'>;

const writeBegin = (writer: ByteWriter, facts: BeginFacts): ByteWriter =>
  writeDevice(writeDevice(writer, { sign: facts.rootSign, box: facts.rootBox }), facts.device)
    .bytes(keyToBytes(facts.receipts))
    .bytes(facts.salt);

/** What the root key signs when a record begins. */
export const beginProofBytes = (facts: BeginFacts): Bytes => writeBegin(domain('begin'), facts).done();

/** The record's id: SHA-256 over its first facts, root proof included. */
export const recordIdOf = (facts: FactsOf<'begin'>): RecordId => {
  const id = toRecordId(sha256(writeBegin(domain('record'), facts).bytes(facts.rootProof).done()));
  if (!id) throw new RangeError('SHA-256 is 32 bytes.');
  return id;
};

const deviceProof = (name: string, record: RecordId, admitter: Strand, device: DeviceKeys): ByteWriter =>
  writeDevice(writeStrand(domain(name).bytes(idToBytes(record)), admitter), device);

/** What a newcomer's device signs: for this record, let in by this strand, as this member. */
export const admitProofBytes = (record: RecordId, admitter: Strand, member: MemberId, device: DeviceKeys): Bytes =>
  deviceProof('admit', record, admitter, device).bytes(idToBytes(member)).done();

/** What a further device of the client signs. */
export const clinkProofBytes = (record: RecordId, admitter: Strand, device: DeviceKeys): Bytes =>
  deviceProof('clink', record, admitter, device).done();

/** What a member's further device signs. */
export const linkProofBytes = (record: RecordId, admitter: Strand, device: DeviceKeys): Bytes =>
  deviceProof('link', record, admitter, device).done();

/** What the root key signs to bring a record back onto a new device. */
export const recoverProofBytes = (record: RecordId, strand: Strand, facts: RecoverFacts): Bytes => {
  const writer = writeStrand(domain('recover').bytes(idToBytes(record)), strand).number(facts.number, SEQ_BYTES);
  writeDevice(writeDevice(writer, facts.device), { sign: facts.rootSign, box: facts.rootBox })
    .bytes(keyToBytes(facts.receipts))
    .number(facts.line.length, 2);
  for (const head of facts.line) writeHead(writer, head);
  return writer.done();
};
