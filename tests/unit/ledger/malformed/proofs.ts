import type { SigningKey } from '#crypto';
import {
  admitProofBytes,
  beginProofBytes,
  clinkProofBytes,
  headToBytes,
  idToBytes,
  linkProofBytes,
  recordIdOf,
  recoverProofBytes,
} from '#ledger';
import type { DeviceKeys, Entry, FactsOf, RecordId, Strand } from '#ledger';
import { memberId } from '../cast.ts';
import { noPoint, unsoundKeys, withLargeS } from './odd-keys.ts';
import { number, seal, zeros } from './parts.ts';
import { at } from './world.ts';
import type { EntryRow, Offered, World } from './world.ts';

// Entries that make keys known and do not prove it (G5). Each is signed by whose it is, and reads well.

/** A malformed `begin` of a record of its own: nothing else can be in it. */
export interface BeginRow {
  readonly name: string;
  readonly made: (world: World) => Promise<{ readonly record: RecordId; readonly offered: Offered }>;
}

const BAD_PROOF = { type: 'bad-proof' } as const;
const OTHER_RECORD = 'cd'.repeat(32) as RecordId;

type Named = 'admit' | 'clink' | 'link' | 'recover';

const proof = <K extends Named>(kind: K, name: string, facts: (world: World) => Promise<FactsOf<K>> | FactsOf<K>): EntryRow => ({
  name: `G5: ${kind} ${name}`,
  offered: async (world) => at(world, kind, await seal(world.good(kind, await facts(world)), world.placeOf(kind).writer.signer)),
  refusal: BAD_PROOF,
});

/** The bytes that a newcomer signs for `admit`, `clink` or `link`, some of them perhaps others. */
interface Said {
  readonly record?: RecordId;
  readonly admitter?: Strand;
  readonly device?: DeviceKeys;
  readonly member?: ReturnType<typeof memberId>;
}
const saidIn = {
  admit: (w: World, { record = w.record, admitter = w.sam.strand, device = w.device, member = w.member }: Said) =>
    admitProofBytes(record, admitter, member, device),
  clink: (w: World, { record = w.record, admitter = w.sam.strand, device = w.device }: Said) => clinkProofBytes(record, admitter, device),
  link: (w: World, { record = w.record, admitter = w.sam.strand, device = w.device }: Said) => linkProofBytes(record, admitter, device),
} as const;
type Introducing = keyof typeof saidIn;

const introducing = (kind: Introducing): readonly EntryRow[] => {
  const row = (name: string, make: (world: World) => Promise<Uint8Array> | Uint8Array) =>
    proof(kind, name, async (world) => ({ ...world.facts[kind], proof: new Uint8Array(await make(world)) }));
  const signed = (name: string, by: (world: World) => SigningKey, bytes: (world: World) => Uint8Array) =>
    row(name, (world) => by(world).sign(bytes(world)));
  const newcomer = (world: World) => world.newcomer.signer;
  const others = (['admit', 'clink', 'link'] as const).filter((other) => other !== kind);
  return [
    row('with a proof of zeros', () => zeros(64)),
    row('with a proof of ones', () => zeros(64).fill(255)),
    row('with a proof whose halves are swapped', ({ facts }) =>
      Uint8Array.of(...facts[kind].proof.slice(32), ...facts[kind].proof.slice(0, 32)),
    ),
    row('with a proof whose second half is beyond the group', ({ facts }) => withLargeS(facts[kind].proof)),
    signed(
      'proved by the admitter’s key',
      (w) => w.sam.signer,
      (w) => saidIn[kind](w, {}),
    ),
    signed(
      'proved by the root key',
      (w) => w.root,
      (w) => saidIn[kind](w, {}),
    ),
    signed('proved for another admitter', newcomer, (w) => saidIn[kind](w, { admitter: w.client.strand })),
    signed('proved for another record', newcomer, (w) => saidIn[kind](w, { record: OTHER_RECORD })),
    signed('proved with another box key', newcomer, (w) => saidIn[kind](w, { device: { ...w.device, box: w.kim.keys.box } })),
    signed('proved without its domain', newcomer, (w) => saidIn[kind](w, {}).slice(`around-me/${kind}/1\0`.length)),
    ...others.map((other) => signed(`proved as ${other}`, newcomer, (w) => saidIn[other](w, {}))),
    ...(kind === 'admit' ? [signed('proved as another member', newcomer, (w) => saidIn.admit(w, { member: memberId(8) }))] : []),
    proof(kind, 'of a key that is no point', ({ facts, device }) => ({ ...facts[kind], device: { ...device, sign: noPoint() } })),
    ...unsoundKeys().map(([name, signer]) =>
      proof(kind, `of a key ${name}`, async (world) => {
        const device = { ...world.device, sign: signer.publicKey };
        return { ...world.facts[kind], device, proof: await signer.sign(saidIn[kind](world, { device })) };
      }),
    ),
  ];
};

/** A recovery with other facts than the root signed. */
const recovered = (name: string, change: (world: World) => Partial<FactsOf<'recover'>>): EntryRow =>
  proof('recover', name, (world) => ({ ...world.facts.recover, ...change(world) }));

/** A recovery whose facts somebody signed, not quite as they should. */
const signedRecovery = (
  name: string,
  sign: (world: World, facts: World['recoverFacts']) => Promise<Uint8Array>,
  change: (world: World) => Partial<World['recoverFacts']> = () => ({}),
): EntryRow =>
  proof('recover', name, async (world) => {
    const facts = { ...world.recoverFacts, ...change(world) };
    return { ...facts, proof: new Uint8Array(await sign(world, facts)) };
  });

const byRoot = (world: World, facts: World['recoverFacts']) => world.root.sign(recoverProofBytes(world.record, world.fresh.strand, facts));

const recoveries: readonly EntryRow[] = [
  recovered('with a proof of zeros', () => ({ proof: zeros(64) })),
  recovered('with a proof whose second half is beyond the group', ({ facts }) => ({ proof: withLargeS(facts.recover.proof) })),
  recovered('with another number than was signed', () => ({ number: 2 })),
  recovered('with another root key than was signed', ({ kim }) => ({ rootSign: kim.keys.sign })),
  recovered('with another root’s box key than was signed', ({ kim }) => ({ rootBox: kim.keys.box })),
  recovered('with another receipts key than was signed', ({ kim }) => ({ receipts: kim.keys.box })),
  recovered('with another box key of the device than was signed', ({ fresh, kim }) => ({ device: { ...fresh.keys, box: kim.keys.box } })),
  recovered('with a shorter line than was signed', () => ({ line: [] })),
  recovered('with a longer line than was signed', ({ facts, first }) => ({
    line: [...facts.recover.line, { strand: first.strand, seq: first.seq, hash: first.hash }].sort((a, b) => a.strand - b.strand),
  })),
  signedRecovery('by the device that it names', (w, facts) => w.fresh.signer.sign(recoverProofBytes(w.record, w.fresh.strand, facts))),
  signedRecovery('by a device of the client’s', (w, facts) => w.client.signer.sign(recoverProofBytes(w.record, w.fresh.strand, facts))),
  signedRecovery('for another record', (w, facts) => w.root.sign(recoverProofBytes(OTHER_RECORD, w.fresh.strand, facts))),
  signedRecovery('for another strand', (w, facts) => w.root.sign(recoverProofBytes(w.record, w.kim.strand, facts))),
  signedRecovery('without its domain', (w, facts) =>
    w.root.sign(recoverProofBytes(w.record, w.fresh.strand, facts).slice('around-me/recover/1\0'.length)),
  ),
  signedRecovery('to a root key that is no point', byRoot, () => ({ rootSign: noPoint() })),
  ...unsoundKeys().map(([name, signer]) => signedRecovery(`to a root key ${name}`, byRoot, () => ({ rootSign: signer.publicKey }))),
  {
    name: 'G5: recover that builds on nothing of the record',
    offered: async (world) => at(world, 'recover', await seal({ ...world.good('recover'), parents: [] }, world.fresh.signer)),
    refusal: BAD_PROOF,
  },
  {
    name: 'G5: recover in the strand of another device than it names',
    offered: async (world) => {
      const facts = {
        ...world.facts.recover,
        proof: await world.root.sign(recoverProofBytes(world.record, world.kim.strand, world.recoverFacts)),
      };
      const parts = { ...world.good('recover', facts), strand: number(world.kim.strand, 7) };
      return { strand: world.kim.strand, seq: 0, bytes: await seal(parts, world.kim.signer) };
    },
    refusal: BAD_PROOF,
  },
  {
    name: 'G5: recover by a root key that an earlier recovery replaced',
    before: async (world) => [await recovery(world)],
    offered: async (world) => {
      const facts = { ...world.recoverFacts, number: 2, device: world.newcomer.keys };
      const { strand, signer } = world.newcomer;
      const said = { ...facts, proof: await world.root.sign(recoverProofBytes(world.record, strand, facts)) };
      const parents = [headToBytes(await recovery(world))];
      return { strand, seq: 0, bytes: await seal({ ...world.good('recover', said), strand: number(strand, 7), parents }, signer) };
    },
    refusal: BAD_PROOF,
  },
];

/** The recovery that is as it should be. */
const recovery = ({ fresh, facts, last }: World): Promise<Entry> => fresh.seal(facts.recover, { parents: [last] });

const begins: readonly EntryRow[] = [
  {
    name: 'G5: begin whose facts are not those of the record’s id',
    offered: async (world) => {
      const facts = { ...world.begin.facts, device: world.fresh.keys };
      const said = { ...facts, rootProof: await world.root.sign(beginProofBytes(facts)) };
      const { strand, signer } = world.fresh;
      return { strand, seq: 0, bytes: await seal({ ...world.good('begin', said), strand: number(strand, 7) }, signer) };
    },
    refusal: BAD_PROOF,
  },
  {
    name: 'G5: begin of this very record in the strand of another device',
    offered: async (world) => {
      const { strand, signer } = world.kim;
      return { strand, seq: 0, bytes: await seal({ ...world.good('begin'), strand: number(strand, 7) }, signer) };
    },
    refusal: BAD_PROOF,
  },
];

type BeginFacts = Parameters<typeof beginProofBytes>[0];

/** A record whose `begin` has these facts and that proof: its id is the hash of them, as it should be. */
const recordOf = (
  name: string,
  sign: (world: World, facts: BeginFacts) => Promise<Uint8Array> | Uint8Array,
  change: (world: World) => Partial<BeginFacts> = () => ({}),
): BeginRow => ({
  name: `G5: begin ${name}`,
  made: async (world) => {
    const { rootProof: _, ...facts } = { ...world.begin.facts, ...change(world) };
    const said = { ...facts, rootProof: new Uint8Array(await sign(world, facts)) };
    const record = recordIdOf(said);
    const { strand, signer } = world.client;
    return { record, offered: { strand, seq: 0, bytes: await seal({ ...world.good('begin', said), record: idToBytes(record) }, signer) } };
  },
});

export const BEGIN_ROWS: readonly BeginRow[] = [
  recordOf('with a root proof of zeros', () => zeros(64)),
  recordOf('with a root proof whose second half is beyond the group', async ({ root }, facts) =>
    withLargeS(await root.sign(beginProofBytes(facts))),
  ),
  recordOf('proved by the device that it names', ({ client }, facts) => client.signer.sign(beginProofBytes(facts))),
  recordOf('proved with another salt', ({ root }, facts) => root.sign(beginProofBytes({ ...facts, salt: zeros(16) }))),
  recordOf('proved with another receipts key', ({ root, kim }, facts) => root.sign(beginProofBytes({ ...facts, receipts: kim.keys.box }))),
  recordOf('proved without its domain', ({ root }, facts) => root.sign(beginProofBytes(facts).slice('around-me/begin/1\0'.length))),
  recordOf(
    'with a root key that is no point',
    ({ root }, facts) => root.sign(beginProofBytes(facts)),
    () => ({ rootSign: noPoint() }),
  ),
  ...unsoundKeys().map(([name, signer]) =>
    recordOf(
      `with a root key ${name}`,
      (_, facts) => signer.sign(beginProofBytes(facts)),
      () => ({ rootSign: signer.publicKey }),
    ),
  ),
];

export const PROOF_ROWS: readonly EntryRow[] = [
  ...introducing('admit'),
  ...introducing('clink'),
  ...introducing('link'),
  ...recoveries,
  ...begins,
];
