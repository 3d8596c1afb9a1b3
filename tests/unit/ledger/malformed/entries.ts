import { concatBytes } from '#base';
import type { Bytes } from '#base';
import { sha256 } from '#crypto';
import { headToBytes, idToBytes } from '#ledger';
import type { EntryProblem, Kind } from '#ledger';
import { SHAPES } from '../../../../src/ledger/read-entry.ts';
import { PAGE } from '../cast.ts';
import { fieldsOf, headerOf, join, number, seal, signHeader, zeros } from './parts.ts';
import type { Parts } from './parts.ts';
import { at, head } from './world.ts';
import type { EntryRow, World } from './world.ts';

// Entries whose header or ciphertext is not as docs/protocol.md has it (E2 to E10, but the facts). Each is signed by whose it is.

const KINDS = Object.keys(SHAPES) as Kind[];

/** An entry of a kind with some fields changed, signed after that. */
const with_ = (
  name: string,
  kind: Kind,
  change: Partial<Parts> | ((parts: Parts, world: World) => Partial<Parts>),
  problem: EntryProblem,
): EntryRow => ({
  name,
  offered: async (world) => {
    const parts = world.good(kind);
    const changed = { ...parts, ...(typeof change === 'function' ? change(parts, world) : change) };
    return at(world, kind, await seal(changed, world.placeOf(kind).writer.signer));
  },
  refusal: { type: 'bad-entry', problem },
});

/** Bytes that are made by hand of a good `change` of Sam's. */
const raw = (name: string, make: (header: Bytes, signature: Bytes, ciphertext: Bytes) => Bytes, problem: EntryProblem): EntryRow => ({
  name,
  offered: async (world) => {
    const parts = world.good('change');
    const header = headerOf(parts);
    return at(world, 'change', make(header, await signHeader(header, world.sam.signer), parts.ciphertext));
  },
  refusal: { type: 'bad-entry', problem },
});

const CUT_OFF = { type: 'cut-off' } as const;
const NOT_CANONICAL = { type: 'not-canonical' } as const;
const BAD_PARENTS = { type: 'bad-parents' } as const;
const BAD_PLACE = { type: 'bad-place' } as const;
const DIFFERS = { type: 'ciphertext-differs' } as const;

const cutOff: readonly EntryRow[] = [
  raw('E2: one byte', () => Uint8Array.of(0), CUT_OFF),
  raw('E2: three bytes of the header’s length', (header) => number(header.length, 4).slice(0, 3), CUT_OFF),
  raw('E2: a header’s length and nothing else', (header) => number(header.length, 4), CUT_OFF),
  raw('E2: a header that ends half-way', (header) => join(header, zeros(0), zeros(0)).slice(0, 80), CUT_OFF),
  raw('E2: a header’s length of nothing', (header, signature, ciphertext) => join(header, signature, ciphertext, 0), CUT_OFF),
  raw('E2: a header’s length beyond the end', (header, signature, ciphertext) => join(header, signature, ciphertext, 0xffffffff), CUT_OFF),
  raw(
    'E2: a header’s length one too small',
    (header, signature, ciphertext) => join(header, signature, ciphertext, header.length - 1),
    CUT_OFF,
  ),
  raw('E2: no signature', (header) => join(header, zeros(0), zeros(0)), CUT_OFF),
  raw('E2: half a signature', (header, signature) => join(header, signature.slice(0, 32), zeros(0)), CUT_OFF),
  ...[
    'version',
    'record id',
    'strand',
    'sequence',
    'hash of the previous entry',
    'number of parents',
    'parents',
    'kind',
    'length of the facts',
    'facts',
    'page',
    'key id',
    'nonce',
    'hash of the ciphertext',
  ].map((name): EntryRow => ({
    name: `E2: a header that ends in its ${name}`,
    offered: async (world) => {
      const fields = fieldsOf(world.good('grant'));
      const cut = fields.findIndex(([field]) => field === name);
      const [, last = zeros(0)] = fields[cut] ?? [];
      const header = concatBytes(...fields.slice(0, cut).map(([, bytes]) => bytes), last.slice(0, last.length >> 1));
      return at(world, 'grant', join(header, await signHeader(header, world.sam.signer), zeros(24)));
    },
    refusal: { type: 'bad-entry', problem: CUT_OFF },
  })),
  with_('E2: one parent more than there is room for', 'change', (parts) => ({ parentCount: parts.parents.length + 4 }), CUT_OFF),
  with_('E2: 4,096 parents stated in a short header', 'change', { parentCount: 4096 }, CUT_OFF),
  with_('E2: facts stated to be four gigabytes', 'grant', { factsLength: 0xffffffff }, CUT_OFF),
  with_('E2: facts stated to end with the header’s last byte but one', 'grant', { factsLength: 17 + 8 + 32 + 12 + 32 + 1 }, CUT_OFF),
];

const versions: readonly EntryRow[] = [
  ...[0, 2, 255].map((version) => with_(`E3: version ${version}`, 'change', { version }, { type: 'unknown-version', version })),
  ...[0, 15, 255].map((code) => with_(`E4: kind ${code}`, 'change', { kind: code }, { type: 'unknown-kind', code })),
];

const notCanonical: readonly EntryRow[] = [
  raw(
    'E6: a header’s length one too large',
    (header, signature, ciphertext) => join(header, signature, ciphertext, header.length + 1),
    NOT_CANONICAL,
  ),
  with_('E6: a byte after the header’s last field', 'change', { more: zeros(1) }, NOT_CANONICAL),
  with_('E6: a second header after the first', 'change', (parts) => ({ more: headerOf(parts) }), NOT_CANONICAL),
  with_('E6: a strand of 2^53', 'change', { strand: number(2n ** 53n, 7) }, NOT_CANONICAL),
  with_('E6: a strand of 56 bits', 'change', { strand: number(2n ** 56n - 1n, 7) }, NOT_CANONICAL),
  with_('E6: a parent’s strand of 2^54', 'change', { parents: [head(2n ** 54n, 0, sha256(zeros(1)))] }, NOT_CANONICAL),
  with_('E6: a key id and no ciphertext', 'change', { ciphertext: zeros(0) }, NOT_CANONICAL),
  with_('E6: a key id where the kind has no words', 'seen', (_, { key }) => ({ keyId: idToBytes(key.id) }), NOT_CANONICAL),
  with_('E6: a ciphertext without a key id', 'change', { keyId: zeros(32) }, NOT_CANONICAL),
  with_('E6: a ciphertext where the kind has no words', 'seen', { ciphertext: zeros(24) }, NOT_CANONICAL),
  with_('E6: a ciphertext that is a tag and nothing else', 'change', { ciphertext: zeros(16) }, NOT_CANONICAL),
  with_('E6: a ciphertext of one byte', 'change', { ciphertext: zeros(1) }, NOT_CANONICAL),
  with_('E6: a nonce where there are no words', 'seen', { nonce: zeros(12).fill(1, 11) }, NOT_CANONICAL),
  with_('E6: a nonce and a key id, and no words', 'grant', { nonce: zeros(12).fill(1), ciphertext: zeros(0) }, NOT_CANONICAL),
];

const sortedHeads = (count: number): Bytes[] => Array.from({ length: count }, (_, i) => head(i + 1, 0, sha256(number(i, 2))));

const parents: readonly EntryRow[] = [
  with_('E7: parents out of order', 'change', { parents: sortedHeads(3).toReversed() }, BAD_PARENTS),
  with_(
    'E7: the last two parents out of order',
    'change',
    () => {
      const [a, b, c] = sortedHeads(3) as [Bytes, Bytes, Bytes];
      return { parents: [a, c, b] };
    },
    BAD_PARENTS,
  ),
  with_('E7: one parent twice', 'change', (parts) => ({ parents: [...parts.parents, ...parts.parents] }), BAD_PARENTS),
  with_(
    'E7: two branches of a strand out of order',
    'change',
    { parents: [head(5, 1, zeros(32).fill(9)), head(5, 1, zeros(32).fill(8))] },
    BAD_PARENTS,
  ),
  with_('E7: 4,097 parents', 'change', { parents: sortedHeads(4097) }, BAD_PARENTS),
  with_('E7: 65,535 parents stated in a short header', 'change', { parentCount: 0xffff }, BAD_PARENTS),
  with_('E7: a begin with a parent', 'begin', (_, { last }) => ({ parents: [headToBytes(last)] }), BAD_PARENTS),
];

const places: readonly EntryRow[] = [
  with_('E8: no previous entry at sequence 1', 'change', { prev: zeros(32) }, BAD_PLACE),
  with_('E8: a previous entry at sequence 0', 'change', { seq: 0 }, BAD_PLACE),
  with_('E8: a begin with a previous entry', 'begin', { prev: zeros(32).fill(1) }, BAD_PLACE),
  with_('E8: a begin at sequence 1', 'begin', { seq: 1, prev: zeros(32).fill(1) }, BAD_PLACE),
  with_('E8: a recovery at sequence 1', 'recover', { seq: 1, prev: zeros(32).fill(1) }, BAD_PLACE),
  with_('E8: a recovery at the last sequence there is', 'recover', { seq: 0xffffffff, prev: zeros(32).fill(1) }, BAD_PLACE),
];

const asked: readonly EntryRow[] = KINDS.flatMap((kind) => {
  const { page, words } = SHAPES[kind];
  const worded = { keyId: zeros(32).fill(7), nonce: zeros(12).fill(7), ciphertext: zeros(24) };
  const wordless = { keyId: zeros(32), nonce: zeros(12), ciphertext: zeros(0) };
  return [
    ...(words === 'yes' ? [with_(`E9: ${kind} without words`, kind, wordless, { type: 'words-missing', kind })] : []),
    ...(words === 'no' ? [with_(`E9: ${kind} with words`, kind, worded, { type: 'words-unasked', kind })] : []),
    page === 'none'
      ? with_(`E9: ${kind} with a page`, kind, { page: idToBytes(PAGE) }, { type: 'page-unasked', kind })
      : with_(`E9: ${kind} without a page`, kind, { page: zeros(8) }, { type: 'page-missing', kind }),
    ...(page === 'team'
      ? [with_(`E9: ${kind} on another page than the team’s`, kind, { page: idToBytes(PAGE) }, { type: 'page-missing', kind })]
      : []),
  ];
});

const ciphertexts: readonly EntryRow[] = [
  raw(
    'E10: a bit of the ciphertext changed',
    (header, signature, ciphertext) =>
      join(
        header,
        signature,
        ciphertext.map((byte, i) => (i === 3 ? byte ^ 1 : byte)),
      ),
    DIFFERS,
  ),
  raw('E10: the ciphertext’s last byte gone', (header, signature, ciphertext) => join(header, signature, ciphertext.slice(0, -1)), DIFFERS),
  raw(
    'E10: a byte after the ciphertext',
    (header, signature, ciphertext) => join(header, signature, concatBytes(ciphertext, zeros(1))),
    DIFFERS,
  ),
  raw(
    'E10: the ciphertext twice',
    (header, signature, ciphertext) => join(header, signature, concatBytes(ciphertext, ciphertext)),
    DIFFERS,
  ),
  with_('E10: the hash of no bytes beside a ciphertext', 'change', { bodyHash: sha256(zeros(0)) }, DIFFERS),
  with_('E10: no hash of the ciphertext', 'change', { bodyHash: zeros(32) }, DIFFERS),
  with_('E10: a hash of something where there are no words', 'seen', { bodyHash: sha256(zeros(1)) }, DIFFERS),
];

const otherPlaces: readonly EntryRow[] = [
  {
    name: 'G1: an entry of another record',
    offered: async (world) => at(world, 'change', await seal({ ...world.good('change'), record: zeros(32).fill(0xab) }, world.sam.signer)),
    refusal: { type: 'other-record', record: 'ab'.repeat(32) as World['record'] },
  },
  {
    name: 'G1: an entry of no record',
    offered: async (world) => at(world, 'change', await seal({ ...world.good('change'), record: zeros(32) }, world.sam.signer)),
    refusal: { type: 'other-record', record: '00'.repeat(32) as World['record'] },
  },
  {
    name: 'G1: an entry of this record but for one bit of its id',
    offered: async (world) => {
      const parts = world.good('change');
      return at(
        world,
        'change',
        await seal({ ...parts, record: parts.record.map((byte, i) => (i === 31 ? byte ^ 1 : byte)) }, world.sam.signer),
      );
    },
    refusal: ({ record }) => ({
      type: 'other-record',
      record: `${record.slice(0, -1)}${(parseInt(record.slice(-1), 16) ^ 1).toString(16)}` as World['record'],
    }),
  },
  {
    name: 'G1: somebody else’s stored entry in this strand',
    offered: async (world) => ({ strand: world.sam.strand, seq: 1, bytes: world.last.bytes }),
    refusal: { type: 'wrong-place' },
  },
  {
    name: 'G1: the strand’s own stored entry one place on',
    offered: async (world) => ({ strand: world.sam.strand, seq: 1, bytes: world.first.bytes }),
    refusal: { type: 'wrong-place' },
  },
  {
    name: 'G1: the entry for the next place but one in the next',
    offered: async (world) => at(world, 'change', await seal({ ...world.good('change'), seq: 2 }, world.sam.signer)),
    refusal: { type: 'wrong-place' },
  },
  {
    name: 'G1: an entry in the strand of a key that did not write it',
    offered: async (world) => ({ ...at(world, 'change', await seal(world.good('change'), world.sam.signer)), strand: world.kim.strand }),
    refusal: { type: 'wrong-place' },
  },
  {
    name: 'G1: the record’s own begin in another strand',
    offered: async (world) => ({ strand: world.kim.strand, seq: 0, bytes: world.begin.bytes }),
    refusal: { type: 'wrong-place' },
  },
];

export const ENTRY_ROWS: readonly EntryRow[] = [
  ...cutOff,
  ...versions,
  ...notCanonical,
  ...parents,
  ...places,
  ...asked,
  ...ciphertexts,
  ...otherPlaces,
];
