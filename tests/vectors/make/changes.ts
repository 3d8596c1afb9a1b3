import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { bytesToHex, concatBytes } from '#base';
import type { Bytes } from '#base';
import { encodeCanonical, playChange } from '#record';
import type { PageKind } from '#record';
import { certain } from './cast.ts';
import { firstChange, Hand, itemsOf } from './first-change.ts';
import type { Json } from './json.ts';

const [ANA, BEN] = [1001, 4_503_599_627_370_497];

interface Change {
  readonly strand: number;
  readonly past: readonly (readonly [number, number])[];
  readonly update: Bytes;
}

const textOf = (doc: Y.Doc): Y.Text => {
  const goal = itemsOf(doc).get('goal');
  const title = goal instanceof Y.Map ? goal.get('title') : null;
  if (!(title instanceof Y.Text)) throw new Error('The goal has a title.');
  return title;
};

const goal = (doc: Y.Doc): void => {
  const map = new Y.Map<unknown>();
  map.set('kind', 'goal');
  map.set('title', new Y.Text('A flat'));
  itemsOf(doc).set('goal', map);
};

const isHere = (doc: Y.Doc, strand: number): number => Y.getState(doc.store, strand);

/** What two people wrote at once on what they both had, and one of them after. */
const story = (): readonly Change[] => {
  const ana = new Hand(ANA);
  const first = ana.writes(goal);
  const ben = new Hand(BEN, [first]);
  const begun = isHere(ana.doc, ANA);
  const second = ana.writes((doc) => textOf(doc).insert(6, ' of my own'));
  const hers = isHere(ana.doc, ANA);
  const third = ben.writes((doc) => {
    textOf(doc).delete(0, 1);
    textOf(doc).insert(0, 'The');
  });
  ben.hears(second);
  const theirs = isHere(ben.doc, BEN);
  const fourth = ben.writes((doc) => textOf(doc).insert(textOf(doc).length, '!'));
  return [
    { strand: ANA, past: [], update: first },
    { strand: ANA, past: [[ANA, begun]], update: second },
    { strand: BEN, past: [[ANA, begun]], update: third },
    {
      strand: BEN,
      past: [
        [ANA, hers],
        [BEN, theirs],
      ],
      update: fourth,
    },
  ];
};

type Made = (doc: { readonly root: Y.ID; readonly title: Y.ID; readonly end: number }) => Bytes;

type Content = Y.ContentAny | Y.ContentBinary | Y.ContentString | Y.ContentType;

const id = (client: number, clock: number): Y.ID => Y.createID(client, clock);

interface ItemParts {
  readonly origin?: Y.ID | null;
  readonly right?: Y.ID | null;
  readonly parent?: string | Y.ID | null;
  readonly key?: string | null;
  readonly clock?: number;
  readonly client?: number;
}

/** One struct of Ben's, made by hand. */
const itemOf = (content: Content, { origin = null, right = null, parent = null, key = null, clock = 0, client = BEN }: ItemParts): Y.Item =>
  Reflect.construct(Y.Item, [id(client, clock), null, origin, null, right, parent, key, content]) as Y.Item;

const written = (...structs: readonly (Y.Item | Y.GC)[]): Bytes => encodeCanonical([...structs], Y.createDeleteSet());

/** A change that only takes away, of Ana's: from a clock, so many. */
const deleting = (...ranges: readonly (readonly [number, number])[]): Bytes => {
  const e = encoding.createEncoder();
  for (const number of [0, 1, ANA, ranges.length, ...ranges.flat()]) encoding.writeVarUint(e, number);
  return new Uint8Array(encoding.toUint8Array(e));
};

const any = (...values: unknown[]): Content => new Y.ContentAny(values);
const words = (text: string): Content => new Y.ContentString(text);
/** A value that is `n` arrays deep. */
const deep = (n: number): unknown => (n === 0 ? 1 : [deep(n - 1)]);

/** Changes of Ben's to Ana's goal, each void by one rule. The goal's map is Ana's clock 0, its title 2, the title's letters 3 to 8. */
const voids = (): readonly (readonly [string, string, string, Made])[] => [
  ['P1', 'unreadable', 'cut off', () => firstChange(BEN).slice(0, 9)],
  ['P1', 'not-canonical', 'a byte more', () => concatBytes(firstChange(BEN), Uint8Array.of(0))],
  ['P1', 'not-an-item', 'a struct that was cleared away', () => written(new Y.GC(id(BEN, 0), 1))],
  ['P1', 'not-next', 'of another strand', () => firstChange(ANA)],
  ['P1', 'not-next', 'beginning later than its strand’s clock', () => written(itemOf(any(1), { parent: 'items', key: 'a', clock: 3 }))],
  ['P2', 'content', 'bytes', () => written(itemOf(new Y.ContentBinary(Uint8Array.of(1)), { parent: 'items', key: 'a' }))],
  ['P2', 'type', 'an XML element', () => written(itemOf(new Y.ContentType(new Y.XmlElement('b')), { parent: 'items', key: 'a' }))],
  ['P2', 'value', 'nine arrays deep', () => written(itemOf(any(deep(9)), { parent: 'items', key: 'a' }))],
  ['P2', 'value', 'no number', () => written(itemOf(any(Number.NaN), { parent: 'items', key: 'a' }))],
  ['P2', 'empty', 'words of no letters', ({ title }) => written(itemOf(words(''), { parent: title }))],
  ['P2', 'map-key', 'two values for one key', () => written(itemOf(any(1, 2), { parent: 'items', key: 'a' }))],
  ['P2', 'words-outside-text', 'words in a map', () => written(itemOf(words('a'), { parent: 'items', key: 'a' }))],
  ['P2', 'not-words-in-text', 'a value in a text', ({ title }) => written(itemOf(any(1), { parent: title }))],
  ['P3', 'outside-past', 'inside what nobody made', () => written(itemOf(any(1), { parent: id(ANA, 500), key: 'a' }))],
  ['P3', 'outside-past', 'behind what its author had not seen', ({ end }) => written(itemOf(words('a'), { origin: id(ANA, end) }))],
  ['P3', 'outside-past', 'before a struct of a strand that wrote nothing', () => written(itemOf(words('a'), { right: id(7, 0) }))],
  ['P3', 'unknown-root', 'another root', () => written(itemOf(any(1), { parent: 'other', key: 'a' }))],
  ['P3', 'deletes-outside-past', 'takes away what its author had not seen', ({ end }) => deleting([end - 1, 2])],
  ['P3', 'deletions-order', 'one thing taken away twice', () => deleting([3, 2], [4, 2])],
  ['P3', 'deletions-order', 'nothing taken away', () => deleting([3, 0])],
  ['P3', 'parent', 'inside a value', () => written(itemOf(any(1), { parent: id(ANA, 1), key: 'a' }))],
  ['P3', 'parent', 'a list’s place in a map', () => written(itemOf(any(1), { parent: 'items' }))],
  ['P4', 'two-parents', 'between a letter and an item', ({ root }) => written(itemOf(words('a'), { origin: id(ANA, 3), right: root }))],
  [
    'P4',
    'origins-order',
    'behind the last letter, and before an earlier one',
    ({ end }) => written(itemOf(words('a'), { origin: id(ANA, end - 1), right: id(ANA, 3) })),
  ],
  [
    'P4',
    'not-between-neighbours',
    'leaves out letters that its author had',
    () => written(itemOf(words('a'), { origin: id(ANA, 3), right: id(ANA, 7) })),
  ],
];

const play = (doc: Y.Doc, kind: PageKind, { strand, past, update }: Change) =>
  playChange(doc, kind, { strand, update, past: new Map(past) }, 'vector');

/** Changes to a page that play, and such as are void, with their reasons. */
export const makeChanges = (): Json => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 0;
  const told = story();
  const plays = told.map((change, i) => {
    const played = play(doc, 'plan', change);
    if (!played.ok) throw new Error(`Change ${i}: ${played.error.reason}`);
    return {
      strand: change.strand,
      past: change.past.map(([strand, clock]) => [strand, clock]),
      update: bytesToHex(change.update),
      clockEnd: played.value.clockEnd,
    };
  });
  const base = certain(told[0]);
  const end = certain(plays[0]).clockEnd;
  return {
    about:
      'Changes to a page (section 7). `plays`: in the order of the list, or any other in which a change comes after its past. `void`: each after `base`, by the strand that it names, which had seen `past`.',
    kind: 'plan',
    plays,
    document: { items: itemsOf(doc).toJSON() as Json },
    base: { strand: base.strand, update: bytesToHex(base.update), clockEnd: end },
    void: voids().map(([rule, reason, what, make]) => {
      const change: Change = { strand: BEN, past: [[ANA, end]], update: make({ root: id(ANA, 0), title: id(ANA, 2), end }) };
      const page = new Y.Doc({ gc: false });
      page.clientID = 0;
      play(page, 'plan', base);
      const played = play(page, 'plan', change);
      const is = played.ok ? 'played' : played.error.reason;
      if (is !== reason) throw new Error(`${what}: ${is}, not ${reason}`);
      return { rule, reason, what, strand: BEN, past: [[ANA, end]], update: bytesToHex(change.update) };
    }),
  };
};
