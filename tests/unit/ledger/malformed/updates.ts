import * as Y from 'yjs';
import { concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import type { UpdateProblem } from '#ledger';
import { zeros } from './parts.ts';
import type { World } from './world.ts';

/** A malformed update: nothing of it can be told from the rest, so all of it is refused. */
export interface UpdateRow {
  readonly name: string;
  readonly reason: UpdateProblem['reason'];
  readonly bytes: (world: World) => Bytes;
}

/** lib0's variable-length number. */
export const varUint = (value: number | bigint): Bytes => {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    if (rest <= 127n) return Uint8Array.from(bytes);
  }
};
/** The same in more bytes than it needs. */
export const longUint = (value: number, length: number): Bytes => {
  const short = varUint(value);
  const padded = concatBytes(
    short.map((byte) => byte | 128),
    zeros(length - short.length).fill(128),
  );
  return padded.map((byte, i) => (i === length - 1 ? byte & 127 : byte));
};
const text = (value: string): Bytes => concatBytes(varUint(textToBytes(value).length), textToBytes(value));
const bytes = (value: Uint8Array): Bytes => concatBytes(varUint(value.length), value);

const FIRST = Uint8Array.of(0x03);
const NEXT = Uint8Array.of(0x83);
const NO_DELETIONS = Uint8Array.of(0);

type Section = (world: World) => Uint8Array;
/** Robin's first entry as it should be. */
const first: Section = ({ robin, honest }) => concatBytes(FIRST, varUint(1), text(String(robin.strand)), bytes(honest.bytes));
/** Something that stands for Robin's second entry: the reader of updates does not look into it. */
const second: Section = ({ robin, honest }) => concatBytes(NEXT, varUint(robin.strand), varUint(0), bytes(honest.bytes));
const headed = (count: number | bigint, strand: number | bigint, from: number | bigint, ...parts: readonly Uint8Array[]): Bytes =>
  concatBytes(varUint(count), varUint(strand), varUint(from), ...parts);
const update = (sections: readonly Uint8Array[], end: Uint8Array = NO_DELETIONS): Bytes =>
  concatBytes(varUint(sections.length), ...sections, end);

const RULES: Readonly<Record<UpdateProblem['reason'], string>> = {
  'cut-off': 'U1',
  'empty-section': 'U2',
  'strand-twice': 'U3',
  'not-an-entry': 'U4',
  'wrong-array': 'U5',
  'out-of-order': 'U6',
  size: 'U7',
  deletes: 'U8',
  'left-over': 'U9',
  number: 'U10',
};

const row = (reason: UpdateProblem['reason'], name: string, make: (world: World) => Bytes): UpdateRow => ({
  name: `${RULES[reason]}: ${name}`,
  reason,
  bytes: make,
});
/** One section of Robin's whose only entry is what `entry` makes. */
const entry = (reason: UpdateProblem['reason'], name: string, make: Section, from = 0): UpdateRow =>
  row(reason, name, (world) => update([headed(1, world.robin.strand, from, make(world))]));

/** A struct of Yjs with these first bits, in the place of Robin's first entry. */
const struct = (name: string, info: number, content: Uint8Array): UpdateRow =>
  entry('not-an-entry', name, ({ robin }) => concatBytes(Uint8Array.of(info), varUint(1), text(String(robin.strand)), content));

const good = (world: World): Bytes => update([headed(1, world.robin.strand, 0, first(world))]);

/** What a Yjs document makes that is not a ledger. */
const written =
  (write: (doc: Y.Doc, world: World) => void) =>
  (world: World): Bytes => {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = world.robin.strand;
    write(doc, world);
    return new Uint8Array(Y.encodeStateAsUpdate(doc));
  };
const array = (doc: Y.Doc): Y.Array<unknown> => doc.getArray(String(doc.clientID));

export const UPDATE_ROWS: readonly UpdateRow[] = [
  row('cut-off', 'no bytes', () => zeros(0)),
  row('cut-off', 'one section stated, and the end', () => Uint8Array.of(1)),
  row('cut-off', 'more sections than there are', (w) => concatBytes(varUint(3), good(w).slice(1))),
  row('cut-off', 'a number that goes on for ever', () => zeros(3).fill(255)),
  row('cut-off', 'a section that ends in its head', (w) => concatBytes(varUint(1), varUint(1), varUint(w.robin.strand))),
  row('cut-off', 'an entry that ends in the name of its array', (w) => good(w).slice(0, 24)),
  row('cut-off', 'an entry that ends before its length', (w) =>
    update([headed(1, w.robin.strand, 0, FIRST, varUint(1), text(String(w.robin.strand)))], zeros(0)),
  ),
  row('cut-off', 'no word of deletions', (w) => good(w).slice(0, -1)),
  row('cut-off', 'a second entry that is not there', (w) => update([headed(2, w.robin.strand, 0, first(w))], zeros(0))),

  row('number', 'a strand of 2^53', (w) => update([headed(1, 2n ** 53n, 0, first(w))])),
  row('number', 'a strand of 63 bits', (w) => update([headed(1, 2n ** 63n - 1n, 0, first(w))])),
  row('number', 'a first sequence of 2^32', (w) => update([headed(1, w.robin.strand, 2n ** 32n, second(w))])),
  row('number', 'a second sequence of 2^32', (w) => update([headed(2, w.robin.strand, 2n ** 32n - 1n, second(w), second(w))])),
  row('number', 'a first sequence of 2^53 − 1', (w) => update([headed(1, w.robin.strand, 2n ** 53n - 1n, second(w))])),
  row('number', 'a first sequence of 2^53', (w) => update([headed(2, w.robin.strand, 2n ** 53n, second(w))])),
  row('number', 'a count of 2^60', (w) => update([headed(2n ** 60n, w.robin.strand, 0, first(w))])),
  row('number', 'a count in two hundred bytes, all of them zeros', (w) =>
    update([concatBytes(longUint(0, 200), varUint(w.robin.strand), varUint(0), first(w))]),
  ),
  row('number', 'a count of sections in nine bytes', (w) => concatBytes(longUint(1, 9), good(w).slice(1))),
  row('number', 'an entry’s length of 2^56', (w) =>
    update([headed(1, w.robin.strand, 0, FIRST, varUint(1), text(String(w.robin.strand)), varUint(2n ** 56n), w.honest.bytes)]),
  ),

  row('empty-section', 'a section of no entries', (w) => update([headed(0, w.robin.strand, 0)])),
  row('empty-section', 'a section of no entries beside an honest one', (w) =>
    update([headed(1, w.robin.strand, 0, first(w)), headed(0, w.kim.strand, 0)]),
  ),
  row('empty-section', 'four thousand million entries stated in a few bytes', (w) =>
    update([headed(2n ** 32n, w.robin.strand, 0, first(w))]),
  ),
  row('empty-section', '2^53 − 1 entries stated in a few bytes', (w) => update([headed(2n ** 53n - 1n, w.robin.strand, 0, first(w))])),

  row('strand-twice', 'two sections of one strand', (w) =>
    update([headed(1, w.robin.strand, 0, first(w)), headed(1, w.robin.strand, 1, second(w))]),
  ),
  row('strand-twice', 'one section twice', (w) => update([headed(1, w.robin.strand, 0, first(w)), headed(1, w.robin.strand, 0, first(w))])),
  row('strand-twice', 'two sections of one strand with another between', (w) =>
    update([
      headed(1, w.robin.strand, 0, first(w)),
      headed(1, w.kim.strand, 0, FIRST, varUint(1), text(String(w.kim.strand)), bytes(w.honest.bytes)),
      headed(1, w.robin.strand, 1, second(w)),
    ]),
  ),

  entry('not-an-entry', 'a garbage struct', () => concatBytes(Uint8Array.of(0), varUint(1), zeros(8))),
  entry('not-an-entry', 'a skip', () => concatBytes(Uint8Array.of(10), varUint(5), zeros(8))),
  struct('deleted content', 0x01, varUint(1)),
  struct('JSON content', 0x02, concatBytes(varUint(1), text('{}'))),
  struct('an embed', 0x05, text('{}')),
  struct('a format', 0x06, concatBytes(text('bold'), text('true'))),
  struct('any value', 0x08, concatBytes(varUint(1), Uint8Array.of(126))),
  struct('a document', 0x09, concatBytes(text('guid'), Uint8Array.of(126))),
  struct('content that Yjs does not know', 0x0b, varUint(1)),
  entry('not-an-entry', 'bytes under a key of a map', ({ robin, honest }) =>
    concatBytes(Uint8Array.of(0x23), varUint(1), text(String(robin.strand)), text('key'), bytes(honest.bytes)),
  ),
  entry('not-an-entry', 'bytes with a right origin', ({ robin, honest }) =>
    concatBytes(Uint8Array.of(0x43), varUint(robin.strand), varUint(1), bytes(honest.bytes)),
  ),
  entry(
    'not-an-entry',
    'bytes with both origins',
    ({ robin, honest }) =>
      concatBytes(Uint8Array.of(0xc3), varUint(robin.strand), varUint(0), varUint(robin.strand), varUint(2), bytes(honest.bytes)),
    1,
  ),
  entry('not-an-entry', 'an origin at sequence 0', (w) => second(w)),
  entry('not-an-entry', 'no origin at sequence 1', (w) => first(w), 1),
  row(
    'not-an-entry',
    'a push of a value through Yjs',
    written((doc) => array(doc).push(['words'])),
  ),
  row(
    'not-an-entry',
    'a push of a map through Yjs',
    written((doc) => array(doc).push([new Y.Map()])),
  ),
  row(
    'not-an-entry',
    'a value in a map through Yjs',
    written((doc) => doc.getMap(String(doc.clientID)).set('a', Uint8Array.of(1))),
  ),
  row(
    'not-an-entry',
    'words in a text through Yjs',
    written((doc) => doc.getText(String(doc.clientID)).insert(0, 'words')),
  ),
  row(
    'not-an-entry',
    'bytes put before others through Yjs',
    written((doc, { honest }) => {
      array(doc).push([honest.bytes]);
      array(doc).unshift([honest.bytes]);
    }),
  ),

  entry('wrong-array', 'a parent by id', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(0), varUint(robin.strand), varUint(0), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'a parent that is neither name nor id', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(2), text(String(robin.strand)), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'an array of another strand', ({ sam, honest }) =>
    concatBytes(FIRST, varUint(1), text(String(sam.strand)), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'an array with a name of its own', ({ honest }) =>
    concatBytes(FIRST, varUint(1), text('entries'), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'an array without a name', ({ honest }) => concatBytes(FIRST, varUint(1), text(''), bytes(honest.bytes))),
  entry('wrong-array', 'the strand’s number with a zero before it', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), text(`0${robin.strand}`), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'the strand’s number with a point after it', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), text(`${robin.strand}.0`), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'a name that is no text', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), bytes(zeros(String(robin.strand).length).fill(0xff)), bytes(honest.bytes)),
  ),
  entry('wrong-array', 'a name of four gigabytes in a few bytes', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), varUint(2n ** 32n), textToBytes(String(robin.strand)), bytes(honest.bytes)),
  ),
  row(
    'wrong-array',
    'a push into another array through Yjs',
    written((doc, { honest }) => doc.getArray('other').push([honest.bytes])),
  ),

  entry(
    'out-of-order',
    'an origin in another strand',
    ({ sam, honest }) => concatBytes(NEXT, varUint(sam.strand), varUint(0), bytes(honest.bytes)),
    1,
  ),
  entry('out-of-order', 'an origin two places before', (w) => second(w), 2),
  entry(
    'out-of-order',
    'an origin that is the entry itself',
    ({ robin, honest }) => concatBytes(NEXT, varUint(robin.strand), varUint(1), bytes(honest.bytes)),
    1,
  ),
  entry(
    'out-of-order',
    'an origin that comes after',
    ({ robin, honest }) => concatBytes(NEXT, varUint(robin.strand), varUint(2n ** 53n - 1n), bytes(honest.bytes)),
    1,
  ),
  row('out-of-order', 'a second entry that follows nothing', (w) =>
    update([headed(2, w.robin.strand, 0, first(w), NEXT, varUint(w.robin.strand), varUint(7), bytes(w.honest.bytes))]),
  ),

  entry('size', 'an entry of no bytes', ({ robin }) => concatBytes(FIRST, varUint(1), text(String(robin.strand)), varUint(0))),
  entry('size', 'an entry of 262,145 bytes', ({ robin }) =>
    concatBytes(FIRST, varUint(1), text(String(robin.strand)), bytes(zeros(256 * 1024 + 1))),
  ),
  entry('size', 'an entry’s length beyond the end', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), text(String(robin.strand)), varUint(honest.bytes.length + 2), honest.bytes),
  ),
  entry('size', 'an entry’s length of four gigabytes', ({ robin, honest }) =>
    concatBytes(FIRST, varUint(1), text(String(robin.strand)), varUint(2n ** 32n), honest.bytes),
  ),

  row('deletes', 'a deletion of what another wrote, and nothing else', (w) =>
    update([], concatBytes(varUint(1), varUint(w.sam.strand), varUint(1), varUint(0), varUint(1))),
  ),
  row('deletes', 'a deletion of what is yet to come', (w) =>
    update([], concatBytes(varUint(1), varUint(w.sam.strand), varUint(1), varUint(2n ** 40n), varUint(2n ** 40n))),
  ),
  row('deletes', 'a strand of no deletions', (w) =>
    update([headed(1, w.robin.strand, 0, first(w))], concatBytes(varUint(1), varUint(w.robin.strand), varUint(0))),
  ),
  row('deletes', '2^53 − 1 strands of deletions in a few bytes', (w) =>
    update([headed(1, w.robin.strand, 0, first(w))], varUint(2n ** 53n - 1n)),
  ),
  row('deletes', 'an entry taken back through Yjs', (w) => {
    const doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, good(w));
    doc.getArray(String(w.robin.strand)).delete(0);
    return new Uint8Array(Y.encodeStateAsUpdate(doc));
  }),

  row('left-over', 'a byte after the end', (w) => concatBytes(good(w), zeros(1))),
  row('left-over', 'a second update after the first', (w) => concatBytes(good(w), good(w))),
  row('left-over', 'bytes after an update of nothing', () => Uint8Array.of(0, 0, 0)),
  row('left-over', 'an update in format 2', (w) => {
    const doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, good(w));
    return new Uint8Array(Y.encodeStateAsUpdateV2(doc));
  }),
];
