import * as Y from 'yjs';
import { toInstant } from '#base';
import type { Bytes } from '#base';
import { createSigningKey } from '#crypto';
import { admitProofBytes, clinkProofBytes, readEntry, sealEntry, toMemberId, toRecordId, writeUpdate } from '#ledger';
import type { Entry, Facts, Head, PageId, PageKey, Strand } from '#ledger';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

// What somebody does who holds a device's keys, has read all of this code, and wants to harm.

/** A member (or one taken off, who keeps everything) with the replica of an honest device, and a hand of its own for writing. */
export interface Hand {
  readonly world: World;
  readonly device: Device;
  readonly replica: Replica;
}

type Trick = (hand: Hand) => Promise<readonly Bytes[] | null>;

interface Say {
  readonly facts: Facts;
  readonly parents?: readonly Head[];
  readonly page?: PageId | null;
  readonly words?: { readonly key: PageKey; readonly payload: Bytes } | null;
  readonly record?: string;
  readonly after?: Entry | null;
  readonly time?: number;
}

const seal = async ({ world, device, replica }: Hand, say: Say): Promise<Entry> => {
  const after = say.after === undefined ? replica.ledger.headOf(device.identity.strand) : say.after;
  const record = (say.record === undefined ? null : toRecordId(say.record)) ?? replica.record;
  const entry = await sealEntry(
    {
      record,
      strand: device.identity.strand,
      seq: after ? after.seq + 1 : 0,
      prev: after?.hash ?? null,
      parents: [...(say.parents ?? [])].sort((a, b) => a.strand - b.strand),
      facts: say.facts,
      page: say.page ?? null,
      words: say.words ? { key: say.words.key, say: { time: toInstant(say.time ?? 1_767_600_000_000), payload: say.words.payload } } : null,
    },
    device.identity.signer,
    world.chance.bytes,
  );
  if (!entry.ok) throw new Error(entry.error.type);
  return entry.value;
};

const asUpdate = (...entries: readonly Entry[]): Bytes[] =>
  entries.map((entry) => writeUpdate(new Map([[entry.strand, { from: entry.seq, entries: [entry.bytes] }]])));

/** Says it on its own device too, so that the next one follows. */
const keep = async (hand: Hand, entry: Entry): Promise<readonly Bytes[]> => {
  await hand.replica.ledger.append([entry]);
  return asUpdate(entry);
};

const headOf = ({ strand, seq, hash }: Entry): Head => ({ strand, seq, hash });

const somePage = ({ world, replica }: Hand) => {
  const pages = replica.view().pages.filter(({ id }) => replica.openPage(id) && replica.keyring.keysOf(id).length > 0);
  const page = world.chance.pick(pages);
  const key = page && replica.keyring.keysOf(page.id).at(-1);
  const doc = page && replica.openPage(page.id)?.doc;
  return page && key && doc ? { page, key, doc } : null;
};

/** A change as the hand wants it, in an entry that is right in every other way. */
const hostileChange =
  (make: (doc: Y.Doc, strand: Strand, hand: Hand) => Uint8Array | null): Trick =>
  async (hand) => {
    const at = somePage(hand);
    if (!at) return null;
    const payload = make(at.doc, hand.device.identity.strand, hand);
    if (!payload) return null;
    const parents = hand.replica.log.cut();
    const entry = await seal(hand, {
      facts: { kind: 'change' },
      parents: notSeenBy(hand, parents),
      page: at.page.id,
      words: { key: at.key, payload: new Uint8Array(payload) },
    });
    return keep(hand, entry);
  };

const notSeenBy = ({ replica, device }: Hand, heads: readonly Head[]): readonly Head[] => {
  const last = replica.ledger.headOf(device.identity.strand);
  return heads.filter(({ hash }) => {
    const entry = replica.ledger.index.get(hash);
    return entry && !(last && replica.ledger.index.has(last, entry));
  });
};

/** An update by some Yjs client, on a copy of the page. */
const written = (doc: Y.Doc, client: number, write: (copy: Y.Doc) => void): Uint8Array => {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.clientID = client;
  write(copy);
  return Y.encodeStateAsUpdate(copy, before);
};

const anyItem = (doc: Y.Doc): string => [...doc.getMap('items').keys()][0] ?? 'none';

export const TRICKS: Readonly<Record<string, Trick>> = {
  'forges an author': async (hand) => {
    const victim = hand.world.chance.pick(hand.replica.ledger.index.entries.filter(({ strand }) => strand !== hand.device.identity.strand));
    const last = victim && hand.replica.ledger.headOf(victim.strand);
    const at = somePage(hand);
    if (!victim || !last || !at) return null;
    const payload = new Uint8Array(written(at.doc, victim.strand, (copy) => void copy.getMap('items').set('forged', new Y.Map())));
    const mine = await sealEntry(
      {
        record: hand.replica.record,
        strand: victim.strand,
        seq: last.seq + 1,
        prev: last.hash,
        parents: [],
        facts: { kind: 'change' },
        page: at.page.id,
        words: { key: at.key, say: { time: toInstant(1), payload } },
      },
      hand.device.identity.signer,
      hand.world.chance.bytes,
    );
    return mine.ok ? asUpdate(mine.value) : null;
  },
  'signs nothing': async (hand) => {
    const entry = await seal(hand, { facts: { kind: 'seen', opened: new Uint8Array(0) } });
    const bytes = new Uint8Array(entry.bytes);
    const at = 4 + entry.header.length;
    bytes.fill(7, at, at + 64);
    const read = readEntry(bytes);
    return read.ok ? asUpdate(read.value) : null;
  },
  'backdates: builds on nothing newer than its first words': async (hand) => {
    const at = somePage(hand);
    const first = hand.replica.ledger.index.entries.find(({ facts }) => facts.kind === 'grant');
    if (!at || !first) return null;
    const payload = new Uint8Array(
      written(
        at.doc,
        hand.device.identity.strand,
        (copy) => void copy.getMap('items').set(`back ${String(hand.world.chance.next())}`, new Y.Map()),
      ),
    );
    return keep(
      hand,
      await seal(hand, {
        facts: { kind: 'change' },
        parents: notSeenBy(hand, [headOf(first)]),
        page: at.page.id,
        words: { key: at.key, payload },
        time: 1,
      }),
    );
  },
  'lets itself in anew': async (hand) => {
    const { replica, world, device } = hand;
    const keys = { sign: (await createSigningKey(world.chance.bytes(32))).publicKey, box: device.identity.keys.box };
    const signer = await createSigningKey(world.chance.bytes(32));
    const member = toMemberId('0'.repeat(31) + '7');
    const team = replica.view().pages[0];
    const key = team && replica.keyring.keysOf(team.id)[0];
    if (!member || !key) return null;
    const proof = await signer.sign(admitProofBytes(replica.record, device.identity.strand, member, { ...keys, sign: signer.publicKey }));
    const entry = await seal(hand, {
      facts: { kind: 'admit', member, device: { ...keys, sign: signer.publicKey }, proof },
      page: key.page,
      words: { key, payload: Uint8Array.of(123, 125) },
    });
    return keep(hand, entry);
  },
  'makes itself a device of the client’s': async (hand) => {
    const { replica, world, device } = hand;
    const signer = await createSigningKey(world.chance.bytes(32));
    const keys = { sign: signer.publicKey, box: device.identity.keys.box };
    const proof = await signer.sign(clinkProofBytes(replica.record, device.identity.strand, keys));
    return keep(hand, await seal(hand, { facts: { kind: 'clink', device: keys, proof } }));
  },
  'gives itself every right': async (hand) => {
    const page = hand.world.chance.pick(hand.replica.team.pages());
    if (!page || hand.device.who === 'client') return null;
    return keep(hand, await seal(hand, { facts: { kind: 'grant', member: hand.device.who, right: 'write' }, page }));
  },
  'takes others off': async (hand) => {
    const other = hand.world.chance.pick(hand.replica.team.members());
    return other ? keep(hand, await seal(hand, { facts: { kind: 'remove', target: { member: other.member } } })) : null;
  },
  'lets its own words count': async (hand) => {
    const mine = hand.replica.ledger.headOf(hand.device.identity.strand);
    return mine ? keep(hand, await seal(hand, { facts: { kind: 'accept', upTo: headOf(mine) } })) : null;
  },
  'writes under another’s Yjs number': hostileChange((doc, strand) =>
    written(doc, strand + 1, (copy) => void copy.getMap('items').set('foreign', new Y.Map())),
  ),
  'deletes what it cannot have seen': hostileChange((_, strand) => rawDeletes(strand + 5)),
  'leaves a gap': hostileChange((doc, strand) => {
    const copy = new Y.Doc({ gc: false });
    copy.clientID = strand;
    for (let i = 0; i < 3; i++) copy.getMap('items').set(`gap ${String(i)}`, new Y.Map());
    const vector = new Map([[strand, 2]]);
    return Y.encodeStateAsUpdate(copy, encodeVector(vector, doc));
  }),
  'writes to a root that is not there': hostileChange((doc, strand) =>
    written(doc, strand, (copy) => void copy.getMap('secret').set('x', 1)),
  ),
  'puts a value in that no page holds': hostileChange((doc, strand) =>
    written(doc, strand, (copy) => void copy.getMap('items').set('odd', new Uint8Array([1, 2, 3]))),
  ),
  'writes garbage for a change': hostileChange((_doc, _strand, hand) => hand.world.chance.bytes(1 + hand.world.chance.below(40))),
  'writes what is not canonical': hostileChange((doc, strand) => {
    const update = written(doc, strand, (copy) => void copy.getMap('items').set(anyItem(copy), new Y.Map()));
    return Uint8Array.of(...update, 0);
  }),
  'deletes everything': hostileChange((doc, strand) =>
    written(doc, strand, (copy) => {
      for (const id of [...copy.getMap('items').keys()]) copy.getMap('items').delete(id);
    }),
  ),
  'says what is of another record': async (hand) =>
    asUpdate(await seal(hand, { facts: { kind: 'seen', opened: new Uint8Array(0) }, record: 'ab'.repeat(32) })),
  'says two things in one place': async (hand) => {
    const at = somePage(hand);
    if (!at) return null;
    const say = async (word: string) => {
      const payload = written(
        at.doc,
        hand.device.identity.strand,
        (copy) => void copy.getMap('items').set(`${word} ${String(hand.world.chance.next())}`, new Y.Map()),
      );
      return seal(hand, {
        facts: { kind: 'change' },
        parents: notSeenBy(hand, hand.replica.log.cut()),
        page: at.page.id,
        words: { key: at.key, payload: new Uint8Array(payload) },
      });
    };
    const [one, other] = [await say('one'), await say('other')];
    const after = await seal(hand, { facts: { kind: 'seen', opened: new Uint8Array(0) }, after: other });
    return [...(await keep(hand, one)), ...asUpdate(other, after)];
  },
  'sends garbage': (hand) => Promise.resolve([hand.world.chance.bytes(1 + hand.world.chance.below(200))]),
  'cuts off what it has': ({ replica, world }) => {
    const [slice] = replica.ledger.missing(new Map());
    return Promise.resolve(slice ? [slice.slice(0, world.chance.below(slice.length))] : null);
  },
  'changes one byte of what it has': ({ replica, world }) => {
    const [slice] = replica.ledger.missing(new Map());
    if (!slice) return Promise.resolve(null);
    const changed = new Uint8Array(slice);
    const at = world.chance.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << world.chance.below(8));
    return Promise.resolve([changed]);
  },
  'says everything again': ({ replica }) => Promise.resolve([...replica.ledger.missing(new Map())]),
  'says the last first': ({ replica }) => Promise.resolve(asUpdate(...replica.ledger.index.entries.slice(-8).toReversed())),
  'floods with what can never come': async (hand) => {
    const entry = await seal(hand, { facts: { kind: 'seen', opened: new Uint8Array(0) } });
    const later: Entry[] = [];
    let after: Entry = entry;
    for (let i = 0; i < 20; i++) {
      after = await seal(hand, { facts: { kind: 'seen', opened: new Uint8Array(0) }, after });
      later.push(after);
    }
    return asUpdate(...later);
  },
};

const encodeVector = (own: ReadonlyMap<number, number>, doc: Y.Doc): Uint8Array => {
  const all = new Map([...Y.decodeStateVector(Y.encodeStateVector(doc)), ...own]);
  const out: number[] = [];
  const number = (n: number) => {
    for (let left = n; ; left = Math.floor(left / 128)) {
      if (left < 128) {
        out.push(left);
        return;
      }
      out.push((left % 128) | 128);
    }
  };
  number(all.size);
  for (const [client, clock] of all) {
    number(client);
    number(clock);
  }
  return Uint8Array.from(out);
};

/** An update with nothing in it but a deletion of a thousand structs of somebody. */
const rawDeletes = (client: number): Uint8Array => {
  const vector = encodeVector(new Map([[client, 1]]), new Y.Doc());
  return Uint8Array.of(0, 1, ...vector.slice(1, -1), 1, 0, 0xe8, 0x07);
};
