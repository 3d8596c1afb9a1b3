import { toBoxKey, toSignKey } from '#crypto';
import { Ancestry, strandOf, toEntryHash, toKeyId, toMemberId, toPageId, toRecordId } from '#ledger';
import type { DeviceKeys, Entry, EntryHash, Facts, Head, KeyId, LedgerIndex, MemberId, PageId, RecordId, Right, Strand } from '#ledger';
import { TeamFold } from '#team';
import type { Team } from '#team';

/** Symbolic ledgers: entries hold by construction, hashes are drawn, nothing is sealed or signed. */

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('A test named something that is not there.');
  return value;
};

/** Seeded numbers from 0 to 1 (splitmix32). */
export const createDice = (seed: number) => {
  let state = seed | 0;
  const roll = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    chance: (p: number): boolean => roll() < p,
    pick: <T>(from: readonly T[]): T => certain(from[Math.floor(roll() * from.length)]),
    hex: (bytes: number): string =>
      Array.from({ length: bytes }, () =>
        Math.floor(roll() * 256)
          .toString(16)
          .padStart(2, '0'),
      ).join(''),
  };
};

export type Dice = ReturnType<typeof createDice>;

export const JOURNAL: PageId = certain(toPageId('a'.repeat(16)));
export const PLAN: PageId = certain(toPageId('b'.repeat(16)));
export const RECORD: RecordId = certain(toRecordId('c'.repeat(64)));

const NO_BYTES = new Uint8Array(0);

export interface Draft {
  readonly strand: Strand;
  readonly seq: number;
  readonly prev: EntryHash | null;
  readonly parents: readonly Head[];
  readonly facts: Facts;
  readonly page?: PageId | null;
  readonly keyId?: KeyId | null;
}

export const toEntry = (draft: Draft, hash: EntryHash): Entry => ({
  page: null,
  keyId: null,
  ...draft,
  record: RECORD,
  hash,
  header: NO_BYTES,
  signature: NO_BYTES,
  ciphertext: NO_BYTES,
  bytes: NO_BYTES,
});

export const headOf = ({ strand, seq, hash }: Entry): Head => ({ strand, seq, hash });

/** An index that says what the design says, with no thought for speed: ancestors are sets. */
export class PlainIndex implements LedgerIndex {
  readonly record = RECORD;
  readonly entries: readonly Entry[];
  readonly #byHash = new Map<EntryHash, Entry>();
  readonly #ancestors = new Map<EntryHash, ReadonlySet<EntryHash>>();

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    for (const entry of entries) {
      const ancestors = new Set<EntryHash>();
      for (const hash of [...(entry.prev ? [entry.prev] : []), ...entry.parents.map((head) => head.hash)]) {
        ancestors.add(hash);
        for (const earlier of certain(this.#ancestors.get(hash))) ancestors.add(earlier);
      }
      this.#byHash.set(entry.hash, entry);
      this.#ancestors.set(entry.hash, ancestors);
    }
  }

  get hasForks(): boolean {
    return this.entries.some((entry) => this.rivals(entry).length > 0);
  }

  get(hash: EntryHash): Entry | undefined {
    return this.#byHash.get(hash);
  }

  has(e: Entry, x: Entry): boolean {
    return this.#ancestors.get(e.hash)?.has(x.hash) ?? false;
  }

  pastOf(): readonly Head[] {
    throw new Error('The fold asks with has().');
  }

  rivals(e: Entry): readonly Entry[] {
    return this.entries.filter((other) => other.strand === e.strand && other.prev === e.prev && other.hash !== e.hash);
  }
}

/** The same entries in another order that keeps causes before effects. */
export const shuffleCausally = (entries: readonly Entry[], dice: Dice): readonly Entry[] => {
  const waiting = [...entries];
  const placed = new Set<EntryHash>();
  const order: Entry[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter(
      (entry) => (entry.prev === null || placed.has(entry.prev)) && entry.parents.every((head) => placed.has(head.hash)),
    );
    const next = dice.pick(ready);
    waiting.splice(waiting.indexOf(next), 1);
    placed.add(next.hash);
    order.push(next);
  }
  return order;
};

export const foldOf = (index: LedgerIndex): Team => {
  const fold = new TeamFold(index);
  fold.update();
  return fold.team;
};

/** A device with its own copy of the ledger, which writes as an honest one does. */
export class Device {
  readonly world: World;
  readonly name: string;
  readonly keys: DeviceKeys;
  readonly strand: Strand;
  readonly member: MemberId | null;
  readonly index = new Ancestry(RECORD);
  readonly fold = new TeamFold(this.index);

  constructor(world: World, name: string, member: MemberId | null, keys?: DeviceKeys) {
    this.world = world;
    this.name = name;
    this.member = member;
    this.keys = keys ?? { sign: toSignKey(world.dice.hex(32)), box: toBoxKey(world.dice.hex(32)) };
    this.strand = strandOf(this.keys.sign);
  }

  get team(): Team {
    return this.fold.team;
  }

  get last(): Entry | undefined {
    return this.index.entries.findLast((entry) => entry.strand === this.strand);
  }

  /** Its next entry: parents as an honest writer lists them. */
  says(
    facts: Facts,
    more: { readonly page?: PageId; readonly keyId?: KeyId; readonly parents?: readonly Head[]; readonly after?: Entry | null } = {},
  ): Entry {
    const { parents = this.team.parentsFor(this.strand), after = this.last ?? null, ...rest } = more;
    const builtOn =
      this.world.remembersBuilding && !more.parents
        ? this.index.entries.filter((entry) => entry.facts.kind === 'change' && this.counts(entry))
        : [];
    const entry = this.takes(
      this.world.make({ strand: this.strand, seq: after ? after.seq + 1 : 0, prev: after?.hash ?? null, parents, facts, ...rest }),
    );
    if (builtOn.length > 0) this.world.built.push({ entry, on: builtOn });
    return entry;
  }

  takes(entry: Entry): Entry {
    if (this.index.get(entry.hash)) return entry;
    this.index.add(entry);
    this.fold.update();
    return entry;
  }

  /** Gets what another device has, as far as the gate lets it in. One update for all: `steps` gives one for each entry. */
  hears(from: Device, { steps = false }: { readonly steps?: boolean } = {}): this {
    for (const entry of from.index.entries) {
      const parts = [...(entry.prev ? [entry.prev] : []), ...entry.parents.map((head) => head.hash)];
      if (this.index.get(entry.hash) || !parts.every((hash) => this.index.get(hash))) continue;
      this.index.add(entry);
      if (steps) this.fold.update();
    }
    this.fold.update();
    return this;
  }

  writes(page: PageId = JOURNAL): Entry {
    return this.says({ kind: 'change' }, { page, keyId: this.world.keyId() });
  }

  receipts(): Entry {
    return this.says({ kind: 'seen', opened: NO_BYTES });
  }

  /** Lets someone in, with rights on pages, and brings their device up to date. */
  admits(name: string, rights: Readonly<Record<PageId, Right>> = {}): Device {
    const member = this.world.memberId();
    const device = this.world.device(name, member);
    this.says({ kind: 'admit', member, device: device.keys, proof: NO_BYTES });
    for (const [page, right] of Object.entries(rights)) this.grants(device, certain(toPageId(page)), right);
    return device.hears(this);
  }

  /** A further device of the same person, named by this one. */
  links(name: string): Device {
    const device = this.world.device(name, this.member);
    this.says({ kind: this.member === null ? 'clink' : 'link', device: device.keys, proof: NO_BYTES });
    return device.hears(this);
  }

  grants(to: Device, page: PageId = JOURNAL, right: Right = 'write'): Entry {
    return this.says({ kind: 'grant', member: certain(to.member), right }, { page });
  }

  revokes(from: Device, page: PageId = JOURNAL, right: Right = 'see'): Entry {
    return this.says({ kind: 'revoke', member: certain(from.member), right }, { page });
  }

  removes(whom: Device): Entry {
    return this.says({ kind: 'remove', target: { member: certain(whom.member) } });
  }

  removesDevice(whom: Device): Entry {
    return this.says({ kind: 'remove', target: { strand: whom.strand } });
  }

  accepts(entry: Entry): Entry {
    return this.says({ kind: 'accept', upTo: headOf(entry) });
  }

  makesPage(page: PageId): Entry {
    return this.says({ kind: 'page' }, { page, keyId: this.world.keyId() });
  }

  rotates(page: PageId, to: readonly Device[]): Entry {
    const boxes = to.map((device) => ({ strand: device.strand, sealed: NO_BYTES })).sort((a, b) => a.strand - b.strand);
    return this.says({ kind: 'rotate', boxes, rootBox: NO_BYTES }, { page, keyId: this.world.keyId() });
  }

  shares(page: PageId, shared: KeyId, to: readonly Device[]): Entry {
    const boxes = to.map((device) => ({ strand: device.strand, sealed: NO_BYTES })).sort((a, b) => a.strand - b.strand);
    return this.says({ kind: 'share', shared, boxes }, { page });
  }

  /** A new device of the client, by the recovery sheet: everything after `line` is undone. */
  recovers(name: string, line: readonly Entry[], number = 1): Device {
    const device = this.world.device(name, null).hears(this);
    device.says({
      kind: 'recover',
      number,
      device: device.keys,
      line: line.map(headOf).sort((a, b) => a.strand - b.strand),
      rootSign: toSignKey('e'.repeat(64)),
      rootBox: toBoxKey('e'.repeat(64)),
      receipts: toBoxKey('e'.repeat(64)),
      proof: NO_BYTES,
    });
    return device;
  }

  /** The same keys on another disk: a copied or restored device. */
  copy(): Device {
    return new Device(this.world, `${this.name} again`, this.member, this.keys).hears(this);
  }

  counts(entry: Entry): boolean {
    return this.team.stateOf(entry.hash) === 'counts';
  }
}

/** One made-up record; all that is drawn comes from its seed. */
export class World {
  readonly dice: Dice;
  /** What counted for an honest writer when they wrote, by entry; kept where a test asks for it. */
  readonly built: { readonly entry: Entry; readonly on: readonly Entry[] }[] = [];
  remembersBuilding = false;

  constructor(seed = 1) {
    this.dice = createDice(seed);
  }

  make(draft: Draft): Entry {
    return toEntry(draft, certain(toEntryHash(this.dice.hex(32))));
  }

  device(name: string, member: MemberId | null): Device {
    return new Device(this, name, member);
  }

  memberId(): MemberId {
    return certain(toMemberId(this.dice.hex(16)));
  }

  keyId(): KeyId {
    return certain(toKeyId(this.dice.hex(32)));
  }

  /** The client's first device. */
  begins(): Device {
    const client = this.device('client', null);
    client.says({
      kind: 'begin',
      rootSign: toSignKey('d'.repeat(64)),
      rootBox: toBoxKey('d'.repeat(64)),
      device: client.keys,
      receipts: toBoxKey('d'.repeat(64)),
      salt: NO_BYTES,
      rootProof: NO_BYTES,
    });
    return client;
  }
}

/** Everyone hears everyone, until all have the same. */
export const meet = (...devices: readonly Device[]): void => {
  for (const to of [...devices, ...devices]) for (const from of devices) if (to !== from) to.hears(from);
};
