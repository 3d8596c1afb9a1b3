import { keyToBytes, toBoxKey, toSignKey } from '#crypto';
import { ByteReader, ByteWriter } from './binary.ts';
import type { Facts, FactsOf, KeyBox, Kind, Right } from './entry.ts';
import {
  HEAD_BYTES,
  idToBytes,
  readDevice,
  readHead,
  readKeyId,
  readMember,
  readStrand,
  SEQ_BYTES,
  STRAND_BYTES,
  writeDevice,
  writeHead,
  writeStrand,
} from './fields.ts';
import type { Strand } from './ids.ts';

/** Each kind's number in the header. A number is never used again for something else. */
export const KIND_CODES: Record<Kind, number> = {
  begin: 1,
  clink: 2,
  admit: 3,
  link: 4,
  page: 5,
  grant: 6,
  revoke: 7,
  rotate: 8,
  share: 9,
  remove: 10,
  accept: 11,
  recover: 12,
  seen: 13,
  change: 14,
};

const KINDS_BY_CODE = new Map(Object.entries(KIND_CODES).map(([kind, code]) => [code, kind as Kind]));

/** The kind that a number stands for; `null` for one that this version does not know. */
export const kindOfCode = (code: number): Kind | null => KINDS_BY_CODE.get(code) ?? null;

/** A page key (32 bytes) sealed to one device. */
export const KEY_BOX_BYTES = 80;
export const SALT_BYTES = 16;
const PROOF_BYTES = 64;
const RIGHT_CODES: Record<Right, number> = { see: 1, write: 2 };

/** Thrown and caught within this room: facts that no writer of this format makes. */
export class BadFacts extends Error {
  override readonly name = 'BadFacts';
}

const writeBoxes = (writer: ByteWriter, boxes: readonly KeyBox[]): ByteWriter => {
  writer.number(boxes.length, 2);
  for (const box of boxes) writeStrand(writer, box.strand).bytes(box.sealed);
  return writer;
};

const readBoxes = (reader: ByteReader): readonly KeyBox[] => {
  const count = reader.number(2);
  if (count * (STRAND_BYTES + KEY_BOX_BYTES) > reader.left) throw new BadFacts();
  const boxes = Array.from({ length: count }, () => ({ strand: readStrand(reader), sealed: reader.bytes(KEY_BOX_BYTES) }));
  // One box a device, in order: so that there is one way to write the same boxes.
  if (boxes.some((box, i) => i > 0 && box.strand <= (boxes[i - 1]?.strand ?? 0))) throw new BadFacts();
  return boxes;
};

const readRight = (reader: ByteReader): Right => {
  const code = reader.number(1);
  if (code === RIGHT_CODES.see) return 'see';
  if (code === RIGHT_CODES.write) return 'write';
  throw new BadFacts();
};

type Codec<K extends Kind> = {
  readonly write: (writer: ByteWriter, facts: FactsOf<K>) => ByteWriter;
  readonly read: (reader: ByteReader) => FactsOf<K>;
};

const CODECS: { readonly [K in Kind]: Codec<K> } = {
  begin: {
    write: (w, f) =>
      writeDevice(writeDevice(w, { sign: f.rootSign, box: f.rootBox }), f.device)
        .bytes(keyToBytes(f.receipts))
        .bytes(f.salt)
        .bytes(f.rootProof),
    read: (r) => {
      const root = readDevice(r);
      const device = readDevice(r);
      const receipts = toBoxKey(r.view(32));
      return {
        kind: 'begin',
        rootSign: root.sign,
        rootBox: root.box,
        device,
        receipts,
        salt: r.bytes(SALT_BYTES),
        rootProof: r.bytes(PROOF_BYTES),
      };
    },
  },
  clink: {
    write: (w, f) => writeDevice(w, f.device).bytes(f.proof),
    read: (r) => ({ kind: 'clink', device: readDevice(r), proof: r.bytes(PROOF_BYTES) }),
  },
  admit: {
    write: (w, f) => writeDevice(w.bytes(idToBytes(f.member)), f.device).bytes(f.proof),
    read: (r) => ({ kind: 'admit', member: readMember(r), device: readDevice(r), proof: r.bytes(PROOF_BYTES) }),
  },
  link: {
    write: (w, f) => writeDevice(w, f.device).bytes(f.proof),
    read: (r) => ({ kind: 'link', device: readDevice(r), proof: r.bytes(PROOF_BYTES) }),
  },
  page: { write: (w) => w, read: () => ({ kind: 'page' }) },
  grant: {
    write: (w, f) => w.bytes(idToBytes(f.member)).number(RIGHT_CODES[f.right], 1),
    read: (r) => ({ kind: 'grant', member: readMember(r), right: readRight(r) }),
  },
  revoke: {
    write: (w, f) => w.bytes(idToBytes(f.member)).number(RIGHT_CODES[f.right], 1),
    read: (r) => ({ kind: 'revoke', member: readMember(r), right: readRight(r) }),
  },
  rotate: {
    write: (w, f) => writeBoxes(w.bytes(f.rootBox), f.boxes),
    read: (r) => {
      const rootBox = r.bytes(KEY_BOX_BYTES);
      return { kind: 'rotate', rootBox, boxes: readBoxes(r) };
    },
  },
  share: {
    write: (w, f) => writeBoxes(w.bytes(idToBytes(f.shared)), f.boxes),
    read: (r) => {
      const shared = readKeyId(r);
      const boxes = readBoxes(r);
      if (boxes.length === 0) throw new BadFacts();
      return { kind: 'share', shared, boxes };
    },
  },
  remove: {
    write: (w, f) =>
      'member' in f.target ? w.number(0, 1).bytes(idToBytes(f.target.member)) : writeStrand(w.number(1, 1), f.target.strand),
    read: (r) => {
      const what = r.number(1);
      if (what > 1) throw new BadFacts();
      return { kind: 'remove', target: what === 0 ? { member: readMember(r) } : { strand: readStrand(r) } };
    },
  },
  accept: {
    write: (w, f) => writeHead(w, f.upTo),
    read: (r) => ({ kind: 'accept', upTo: readHead(r) }),
  },
  recover: {
    write: (w, f) => {
      writeDevice(writeDevice(w.number(f.number, SEQ_BYTES), f.device), { sign: f.rootSign, box: f.rootBox })
        .bytes(keyToBytes(f.receipts))
        .number(f.line.length, 2);
      for (const head of f.line) writeHead(w, head);
      return w.bytes(f.proof);
    },
    read: (r) => {
      const number = r.number(SEQ_BYTES);
      const device = readDevice(r);
      const rootSign = toSignKey(r.view(32));
      const rootBox = toBoxKey(r.view(32));
      const receipts = toBoxKey(r.view(32));
      const count = r.number(2);
      if (count * HEAD_BYTES > r.left) throw new BadFacts();
      const line = Array.from({ length: count }, () => readHead(r));
      // One last entry a device.
      const strands = new Set<Strand>(line.map((head) => head.strand));
      if (strands.size !== line.length || line.some((head, i) => i > 0 && head.strand < (line[i - 1]?.strand ?? 0))) throw new BadFacts();
      return { kind: 'recover', number, device, rootSign, rootBox, receipts, line, proof: r.bytes(PROOF_BYTES) };
    },
  },
  seen: {
    write: (w, f) => w.bytes(f.opened),
    read: (r) => ({ kind: 'seen', opened: r.bytes(r.left) }),
  },
  change: { write: (w) => w, read: () => ({ kind: 'change' }) },
};

/** The clear facts as bytes. Boxes and lines must be sorted by strand: the writer's duty, checked on reading. */
export const writeFacts = (facts: Facts): Uint8Array => {
  const codec = CODECS[facts.kind] as Codec<Kind>;
  return codec.write(new ByteWriter(), facts).done();
};

/** Reads the facts of a kind; throws `BadFacts`, `OutOfBytes` or `NoStrand`, and where bytes are left over. */
export const readFacts = (kind: Kind, bytes: Uint8Array): Facts => {
  const reader = new ByteReader(bytes);
  const facts = CODECS[kind].read(reader);
  if (reader.left > 0) throw new BadFacts();
  return facts;
};
