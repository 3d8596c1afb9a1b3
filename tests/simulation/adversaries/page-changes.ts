import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Strand } from '#ledger';
import type { World } from '../world.ts';
import { Lone } from './adversary.ts';
import type { Hand } from './hand.ts';
import { changeBy, withItem, written } from './writing.ts';

/** Writes a change that no editor makes, in an entry that is right in every other way. */
abstract class ChangesPages extends Lone {
  protected async make(world: World, hand: Hand): Promise<readonly Uint8Array[] | null> {
    const entry = await changeBy(world, hand, (doc, strand) => this.change(doc, strand, world));
    return entry && hand.keep(entry);
  }

  protected abstract change(doc: Y.Doc, strand: Strand, world: World): Uint8Array | null;
}

const anyItem = (doc: Y.Doc): string => [...doc.getMap('items').keys()][0] ?? 'none';

/** Writes under another's Yjs number, or one that is nobody's. */
export class TakesForeignIds extends ChangesPages {
  readonly name = 'writes under another’s Yjs number';

  protected change(doc: Y.Doc, strand: Strand, world: World): Uint8Array {
    const others = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()].filter((client) => client !== Number(strand));
    return written(doc, world.chance.pick([...others, strand + 1]) ?? 1, withItem('foreign'));
  }
}

/** Deletes what it cannot have seen: of somebody else, or what it will write itself one day. */
export class DeletesTheFuture extends ChangesPages {
  readonly name = 'deletes what is not there yet';

  protected change(_: Y.Doc, strand: Strand, world: World): Uint8Array {
    const client = world.chance.pick([strand, strand + 5, ...world.devices.map(({ identity }) => identity.strand)]) ?? strand;
    return encoded((e) => {
      for (const number of [0, 1, client, 1, 0, 1000]) encoding.writeVarUint(e, number);
    });
  }
}

/** Takes away everything that is on a page: that it may, and everybody can see who did. */
export class DeletesEverything extends ChangesPages {
  readonly name = 'deletes everything';

  protected change(doc: Y.Doc, strand: Strand): Uint8Array {
    return written(doc, strand, (copy) => {
      const items = copy.getMap('items');
      for (const id of [...items.keys()]) items.delete(id);
    });
  }
}

/** Leaves a gap, which Yjs would wait for with all that comes after. */
export class LeavesGaps extends ChangesPages {
  readonly name = 'leaves a gap';

  protected change(doc: Y.Doc, strand: Strand): Uint8Array {
    return afterClock(doc, strand, Y.getState(doc.store, strand) + 1);
  }
}

/** What a strand would write from a clock on that it has not reached. */
const afterClock = (doc: Y.Doc, strand: number, from: number): Uint8Array => {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = strand;
  for (let i = 0; i < 3; i++) withItem(`gap ${String(i)}`)(copy);
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc)).set(strand, from);
  const asked = encoded((e) => {
    encoding.writeVarUint(e, vector.size);
    for (const [client, clock] of vector) for (const number of [client, clock]) encoding.writeVarUint(e, number);
  });
  return Y.encodeStateAsUpdate(copy, asked);
};

/** Moves its clock, or the page's, far out: by a garbage struct, a skip, or an item that begins there. */
export class MakesGiantClocks extends ChangesPages {
  readonly name = 'makes a giant clock';

  protected change(doc: Y.Doc, strand: Strand, world: World): Uint8Array {
    const from = Y.getState(doc.store, strand);
    const far = 2 ** (30 + world.chance.below(22));
    const [GC, SKIP, STRING_IN_ROOT] = [0, 10, 4];
    const shape = world.chance.pick([GC, SKIP, STRING_IN_ROOT]) ?? GC;
    return encoded((e) => {
      for (const number of [1, 1, strand, shape === STRING_IN_ROOT ? far : from]) encoding.writeVarUint(e, number);
      encoding.writeUint8(e, shape);
      if (shape === STRING_IN_ROOT) {
        encoding.writeVarUint(e, 1);
        encoding.writeVarString(e, 'support');
        encoding.writeVarString(e, 'far');
      } else encoding.writeVarUint(e, far);
      encoding.writeVarUint(e, 0);
    });
  }
}

/** Writes what is not in the one form that a change has: bytes after the end, numbers longer than they need be, or garbage. */
export class WritesOtherwise extends ChangesPages {
  readonly name = 'writes what is not canonical';

  protected change(doc: Y.Doc, strand: Strand, world: World): Uint8Array {
    const update = written(doc, strand, withItem(anyItem(doc)));
    switch (world.chance.below(3)) {
      case 0:
        return Uint8Array.of(...update, 0);
      case 1:
        return Uint8Array.of((update[0] ?? 0) | 0x80, 0, ...update.subarray(1));
      default:
        return world.chance.bytes(1 + world.chance.below(40));
    }
  }
}

/** Puts in what no page holds: a root that is not there, a value that is not plain. */
export class BreaksTheSchema extends ChangesPages {
  readonly name = 'writes what no page holds';

  protected change(doc: Y.Doc, strand: Strand, world: World): Uint8Array {
    return written(doc, strand, (copy) => {
      if (world.chance.happens(0.5)) copy.getMap('secret').set('x', 1);
      else copy.getMap('items').set('odd', new Uint8Array([1, 2, 3]));
    });
  }
}

/** Puts letters in whose neighbours are crossed: where they land would depend on what came first. */
export class CrossesOrigins extends ChangesPages {
  readonly name = 'crosses origins';

  protected change(doc: Y.Doc, strand: Strand): Uint8Array | null {
    const from = Y.getState(doc.store, strand);
    const text = [...doc.store.clients.values()].flat().find((struct) => struct instanceof Y.Item && isTwoLetters(struct));
    if (!text) return null;
    const { client, clock } = text.id;
    const [first, last] = [clock, clock + text.length - 1];
    const [BOTH_ORIGINS, STRING] = [0xc0, 4];
    return encoded((e) => {
      for (const number of [1, 1, strand, from]) encoding.writeVarUint(e, number);
      encoding.writeUint8(e, BOTH_ORIGINS | STRING);
      for (const at of [last, first]) for (const number of [client, at]) encoding.writeVarUint(e, number);
      encoding.writeVarString(e, 'x');
      encoding.writeVarUint(e, 0);
    });
  }
}

const isTwoLetters = ({ content, deleted, length }: Y.Item): boolean => content instanceof Y.ContentString && !deleted && length > 1;

const encoded = (write: (e: encoding.Encoder) => void): Uint8Array => {
  const e = encoding.createEncoder();
  write(e);
  return encoding.toUint8Array(e);
};
