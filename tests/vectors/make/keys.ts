import { bytesToHex, concatBytes, hexToBytes } from '#base';
import { Point } from '@noble/ed25519';
import { keyToBytes, wordsFromSeed } from '#crypto';
import { idToBytes } from '#ledger';
import { bytesOf, certain, deviceBytes, Pen, RootKeys, seedOf } from './cast.ts';
import type { MadeRecord } from './cast.ts';
import { numberBytes } from './seal-box.ts';
import type { Json } from './json.ts';

const rootJson = (root: RootKeys): Json => ({
  words: [...wordsFromSeed(root.entropy)],
  entropy: bytesToHex(root.entropy),
  signSeed: bytesToHex(root.signSeed),
  boxSeed: bytesToHex(root.boxSeed),
  signKey: root.signer.publicKey,
  boxKey: root.box.publicKey,
});

/** Signing keys that no device may have: of small order, not canonical, or with a part of small order. */
const unsoundKeys = (): Json => {
  const prime = 2n ** 255n - 19n;
  const littleEndian = (value: bigint): string => {
    const bytes = certain(hexToBytes(value.toString(16).padStart(64, '0')));
    return bytesToHex(bytes.reverse());
  };
  const eighth = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa', true);
  return [
    { key: littleEndian(1n), why: 'the neutral point' },
    { key: littleEndian(prime - 1n), why: 'of order 2' },
    { key: littleEndian(0n), why: 'of order 4' },
    { key: eighth.toHex(), why: 'of order 8' },
    { key: Point.BASE.add(eighth).toHex(), why: 'the base point plus one of order 8' },
    { key: littleEndian(prime + 1n), why: 'the neutral point with y not reduced' },
    { key: littleEndian(2n), why: 'no point of the curve' },
  ];
};

/** Seeds to public keys, strands, the record's id, key ids; recovery words to root keys. */
export const makeKeys = async ({ root, receiptsSeed, receipts, begin, record, keys }: MadeRecord): Promise<Json> => {
  const names = ['the client’s phone', 'the client’s laptop', 'Kim’s phone', 'Kim’s tablet', 'a new phone'];
  const devices = await Promise.all(names.map((name) => Pen.of(name)));
  const roots = await Promise.all(
    [new Uint8Array(16), new Uint8Array(16).fill(0xff), seedOf('other words').slice(0, 16)].map((entropy) => RootKeys.of(entropy)),
  );
  const beforeProof = concatBytes(
    keyToBytes(begin.rootSign),
    keyToBytes(begin.rootBox),
    deviceBytes(begin.device),
    keyToBytes(begin.receipts),
    begin.salt,
  );
  return {
    about: 'Secret seeds and what is made of them (sections 1, 5 and 10). Bytes are hex; strands are decimal.',
    devices: devices.map((device) => ({
      name: device.name,
      signSeed: bytesToHex(device.signSeed),
      boxSeed: bytesToHex(device.boxSeed),
      signKey: device.keys.sign,
      boxKey: device.keys.box,
      strand: device.strand,
      strandBytes: bytesToHex(numberBytes(device.strand, 7)),
    })),
    roots: [root, ...roots].map(rootJson),
    record: {
      rootSign: begin.rootSign,
      rootBox: begin.rootBox,
      device: { sign: begin.device.sign, box: begin.device.box },
      receiptsSeed: bytesToHex(receiptsSeed),
      receipts: receipts.publicKey,
      salt: bytesToHex(begin.salt),
      factsBeforeProof: bytesToHex(beforeProof),
      rootProof: bytesToHex(begin.rootProof),
      facts: bytesToHex(concatBytes(beforeProof, begin.rootProof)),
      recordId: record,
    },
    pageKeys: Object.values(keys).map((key) => ({
      record,
      page: key.page,
      key: bytesToHex(key.bytes),
      keyId: key.id,
      idBytes: bytesToHex(idToBytes(key.id)),
    })),
    unsoundSignKeys: unsoundKeys(),
    unsoundWords: [
      { words: `${wordsFromSeed(bytesOf('recovery words', 16)).slice(0, 11).join(' ')} abandon`, why: 'the last word does not check' },
      { words: `${'abandon '.repeat(11)}around`.trim(), why: 'a word that is not on the list' },
      { words: 'abandon '.repeat(11).trim(), why: 'eleven words' },
    ],
  };
};
