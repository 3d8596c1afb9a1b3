import * as Y from 'yjs';
import { equalBytes, err, ok } from '#base';
import type { Result } from '#base';
import { encodeCanonical } from './canonical.ts';
import { ROOTS } from './page-kinds.ts';
import type { PageKind } from './page-kinds.ts';

/** One entry's change to a page. */
export interface Change {
  readonly strand: number;
  readonly update: Uint8Array;
  /** Yjs client → clock: what the entry's ancestors wrote on this page. */
  readonly past: ReadonlyMap<number, number>;
}

/** Why a change is void. `rebuild`: half of it may be in the document; put the page together without it. docs/protocol.md lists the reasons (P1 to P4). */
export interface PlayRefusal {
  readonly type: 'void-change';
  readonly reason:
    | 'unreadable'
    | 'not-canonical'
    | 'too-many-structs'
    | 'not-an-item'
    | 'not-next'
    | 'content'
    | 'empty'
    | 'type'
    | 'value'
    | 'map-key'
    | 'outside-past'
    | 'unknown-root'
    | 'too-many-deletions'
    | 'deletions-order'
    | 'deletes-outside-past'
    | 'parent'
    | 'two-parents'
    | 'words-outside-text'
    | 'not-words-in-text'
    | 'not-between-neighbours'
    | 'origins-order'
    | 'threw';
  readonly rebuild: boolean;
}

const MOST_STRUCTS = 4000;
const MOST_RANGES = 2000;
/** Of lists in lists, and of types in types: what is read or deleted level by level must not depend on how deep a device can go. */
const MOST_DEPTH = 8;

class Void extends Error {
  readonly reason: PlayRefusal['reason'];
  constructor(reason: PlayRefusal['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Values that a page may hold: plain, shallow, the same for every reader. */
const isPlain = (value: unknown, depth = 0): boolean => {
  if (depth > MOST_DEPTH) return false;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && isPlain(item, depth + 1));
};

const checkContent = (item: Y.Item): void => {
  const { content } = item;
  if (content instanceof Y.ContentType) {
    if (![Y.Map, Y.Array, Y.Text].some((kind) => content.type.constructor === kind)) throw new Void('type');
  } else if (content instanceof Y.ContentAny) {
    if (!content.arr.every((value) => isPlain(value))) throw new Void('value');
  } else if (!(content instanceof Y.ContentString)) throw new Void('content');
  if (item.length < 1) throw new Void('empty');
  if (item.parentSub !== null && item.length !== 1) throw new Void('map-key');
};

/** Checks that need no document: order, contents, and that nothing outside the author's own past is named. Gives the clock it ends at. */
const checkShape = (decoded: ReturnType<typeof Y.decodeUpdate>, kind: PageKind, { strand, past }: Change): number => {
  const from = past.get(strand) ?? 0;
  let clock = from;
  const isPast = (id: Y.ID) => id.clock < (id.client === strand ? clock : (past.get(id.client) ?? 0));
  if (decoded.structs.length > MOST_STRUCTS) throw new Void('too-many-structs');
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) throw new Void('not-an-item');
    if (struct.id.client !== strand || struct.id.clock !== clock) throw new Void('not-next');
    checkContent(struct);
    const parent: unknown = struct.parent;
    if (typeof parent === 'string') {
      if (!Object.hasOwn(ROOTS[kind], parent)) throw new Void('unknown-root');
    } else if (parent instanceof Y.ID && !isPast(parent)) throw new Void('outside-past');
    if (struct.origin && !isPast(struct.origin)) throw new Void('outside-past');
    if (struct.rightOrigin && !isPast(struct.rightOrigin)) throw new Void('outside-past');
    clock += struct.length;
  }
  let ranges = 0;
  for (const [client, deleted] of decoded.ds.clients) {
    let at = 0;
    for (const range of deleted) {
      if (++ranges > MOST_RANGES) throw new Void('too-many-deletions');
      if (range.len < 1 || range.clock < at) throw new Void('deletions-order');
      at = range.clock + range.len;
      if (at > (client === strand ? clock : (past.get(client) ?? 0))) throw new Void('deletes-outside-past');
    }
  }
  return clock;
};

const findStruct = (doc: Y.Doc, id: Y.ID): Y.Item => {
  const structs = doc.store.clients.get(id.client) ?? [];
  const struct = structs[Y.findIndexSS(structs, id.clock)];
  if (!(struct instanceof Y.Item)) throw new Void('parent');
  return struct;
};

type Parent = Y.AbstractType<Y.YEvent<never>>;

/** In how many types a type lies. Those of a page are few by construction. */
const depthOf = (type: Parent): number => {
  let depth = 0;
  for (let item = type._item; item?.parent instanceof Y.AbstractType; item = item.parent._item) depth += 1;
  return depth;
};

/** Where a struct hangs: what Yjs itself would work out from its origins. */
const placeOf = (doc: Y.Doc, kind: PageKind, struct: Y.Item) => {
  const left = struct.origin ? findStruct(doc, struct.origin) : null;
  const right = struct.rightOrigin ? findStruct(doc, struct.rightOrigin) : null;
  const beside = left ?? right;
  let parent: unknown = beside?.parent;
  let key = beside ? beside.parentSub : struct.parentSub;
  if (!beside) {
    const named: unknown = struct.parent;
    if (typeof named === 'string') parent = ROOTS[kind][named]?.(doc, named);
    else if (named instanceof Y.ID) {
      const { content } = findStruct(doc, named);
      if (!(content instanceof Y.ContentType)) throw new Void('parent');
      parent = content.type;
    }
    key = struct.parentSub;
  }
  if (!(parent instanceof Y.AbstractType)) throw new Void('parent');
  if (right && (right.parent !== parent || right.parentSub !== key)) throw new Void('two-parents');
  return { left, parent: parent as Parent, key };
};

/** Between origin and right origin nothing of its author's past may lie: crossed origins end differently by order of arrival, or cost quadratic time. */
const checkNeighbours = (
  struct: Y.Item,
  { left, parent, key }: ReturnType<typeof placeOf>,
  isPast: (client: number, clock: number) => boolean,
): void => {
  let at: Y.Item | null;
  let skip = 0;
  if (left && struct.origin) {
    skip = struct.origin.clock - left.id.clock + 1;
    at = left;
    if (skip >= left.length) {
      at = left.right;
      skip = 0;
    }
  } else if (key !== null) {
    at = parent._map.get(key) ?? null;
    while (at?.left) at = at.left;
  } else at = parent._start;
  for (; ; at = at.right, skip = 0) {
    if (at === null) {
      if (struct.rightOrigin !== null) throw new Void('origins-order');
      return;
    }
    const clock = at.id.clock + skip;
    if (struct.rightOrigin && at.id.client === struct.rightOrigin.client && clock === struct.rightOrigin.clock) return;
    if (isPast(at.id.client, clock)) throw new Void('not-between-neighbours');
  }
};

/** A struct that was checked, and where it hangs. */
interface Checked {
  readonly struct: Y.Item;
  readonly place: ReturnType<typeof placeOf>;
}

/** As many checked structs as are looked through for each further one. */
const MOST_TOGETHER = 16;

/**
 * Whether a struct can be checked before those are in the document: it is the first of its map key, in a type that is there already, and none
 * of them hangs under the same key. (The fields of a new item are so: Yjs takes them in one go at half the cost of one by one.)
 */
const isApartFrom = (doc: Y.Doc, kind: PageKind, checked: readonly Checked[], struct: Y.Item): boolean => {
  const [first] = checked;
  if (!first) return true;
  if (checked.length >= MOST_TOGETHER || struct.origin || struct.rightOrigin || struct.parentSub === null) return false;
  const parent: unknown = struct.parent;
  if (parent instanceof Y.ID && parent.client === first.struct.id.client && parent.clock >= first.struct.id.clock) return false;
  const place = placeOf(doc, kind, struct);
  return checked.every((one) => one.place.parent !== place.parent || one.place.key !== place.key);
};

/**
 * Checks a change by rules that give every device the same answer, and plays it into the page.
 * `clockEnd`: the Yjs clock that its strand has on the page now.
 */
export const playChange = (
  doc: Y.Doc,
  kind: PageKind,
  change: Change,
  origin: unknown,
): Result<{ readonly clockEnd: number }, PlayRefusal> => {
  let touched = false;
  try {
    let decoded: ReturnType<typeof Y.decodeUpdate>;
    try {
      decoded = Y.decodeUpdate(change.update);
    } catch {
      throw new Void('unreadable');
    }
    if (!equalBytes(encodeCanonical(decoded.structs, decoded.ds), change.update)) throw new Void('not-canonical');
    const clockEnd = checkShape(decoded, kind, change);
    let clock = change.past.get(change.strand) ?? 0;
    const isPast = (client: number, at: number) => at < (client === change.strand ? clock : (change.past.get(client) ?? 0));
    Y.transact(
      doc,
      () => {
        let checked: Checked[] = [];
        const apply = () => {
          if (checked.length === 0) return;
          touched = true;
          Y.applyUpdate(
            doc,
            encodeCanonical(
              checked.map(({ struct }) => struct),
              Y.createDeleteSet(),
            ),
            origin,
          );
          checked = [];
        };
        for (const struct of decoded.structs) {
          if (!(struct instanceof Y.Item)) throw new Void('not-an-item');
          if (!isApartFrom(doc, kind, checked, struct)) apply();
          const place = placeOf(doc, kind, struct);
          if ((place.key !== null) !== place.parent instanceof Y.Map) throw new Void('parent');
          const inText = place.parent instanceof Y.Text;
          if (inText && !(struct.content instanceof Y.ContentString)) throw new Void('not-words-in-text');
          if (!inText && struct.content instanceof Y.ContentString) throw new Void('words-outside-text');
          if (struct.content instanceof Y.ContentType && depthOf(place.parent) >= MOST_DEPTH) throw new Void('type');
          checkNeighbours(struct, place, isPast);
          checked.push({ struct, place });
          clock += struct.length;
        }
        apply();
        if (decoded.ds.clients.size > 0) {
          touched = true;
          Y.applyUpdate(doc, encodeCanonical([], decoded.ds), origin);
        }
      },
      origin,
      false,
    );
    if (doc.store.pendingStructs ?? doc.store.pendingDs) throw new Void('threw');
    return ok({ clockEnd });
  } catch (problem) {
    return err({ type: 'void-change', reason: problem instanceof Void ? problem.reason : 'threw', rebuild: touched });
  }
};
