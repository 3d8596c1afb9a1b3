import fc from 'fast-check';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesToHex } from '#base';
import { addItem, changeItem, ITEM_KINDS, readItems } from '#record';
import type { Row } from '#record';
import { LiveItems } from '../../../src/app/session/live-items.svelte.ts';

const DAY = '2026-03-02';
const randomFrom = (start: number) => {
  let n = start;
  return (length: number) => Uint8Array.from({ length }, () => (n = (n * 1103515245 + 12345) % 2 ** 31) % 256);
};
const note = (words: string) => ({ kind: 'note', type: 'visit', words, day: DAY, together: false }) as const;
const idOf = (n: number) => bytesToHex(randomFrom(n + 7)(16));

/** What somebody does to a page: with this app, with a newer one, or with a broken one. */
const deed = fc.oneof(
  fc.record({ what: fc.constant('note' as const), n: fc.nat(9) }),
  fc.record({ what: fc.constant('answer' as const), n: fc.nat(9) }),
  fc.record({ what: fc.constant('change' as const), n: fc.nat(9) }),
  fc.record({ what: fc.constant('newer' as const), n: fc.nat(9) }),
  fc.record({ what: fc.constant('broken' as const), n: fc.nat(9) }),
  fc.record({ what: fc.constant('gone' as const), n: fc.nat(9) }),
);

const put = (doc: Y.Doc, id: string, value: unknown): void => {
  doc.transact(() => doc.getMap('items').set(id, value));
};
const mapOf = (fields: Readonly<Record<string, unknown>>) => new Y.Map(Object.entries(fields));

const play = (doc: Y.Doc, { what, n }: { what: string; n: number }, step: number): void => {
  const ids = [...doc.getMap('items').keys()];
  const id = ids[n % Math.max(1, ids.length)] ?? idOf(n);
  if (what === 'note') addItem(doc, randomFrom(step * 31 + 1), note(`note ${String(step)}`));
  if (what === 'answer') addItem(doc, randomFrom(step * 31 + 2), { kind: 'answer', to: id, words: `answer ${String(step)}` });
  if (what === 'change') changeItem(doc, id, { words: `changed ${String(step)}` });
  if (what === 'newer') put(doc, idOf(n), mapOf({ kind: 'hologram', of: 'a thing to come', shape: [1, 2, 3] }));
  if (what === 'broken') put(doc, id, n % 2 === 0 ? 'no map at all' : mapOf({ kind: 'note', words: 4 }));
  if (what === 'gone') doc.transact(() => doc.getMap('items').delete(id));
};

const byId = (rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('the live items of a page', () => {
  it('are at every moment those that reading the whole page gives', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const doc = new Y.Doc();
        deeds.slice(0, 10).forEach((one, i) => {
          play(doc, one, i);
        });
        const live = new LiveItems(doc);
        deeds.slice(10).forEach((one, i) => {
          play(doc, one, i + 10);
          const { rows, unreadable } = readItems(doc);
          expect(byId(live.rows)).toEqual(byId(rows));
          expect(live.unreadable.toSorted()).toEqual(unreadable.map(({ id }) => id).toSorted());
          for (const kind of ITEM_KINDS) expect(byId(live.of(kind))).toEqual(byId(rows.filter(({ item }) => item.kind === kind)));
          for (const { id } of rows)
            expect(byId(live.about(id, 'answer'))).toEqual(byId(rows.filter(({ item }) => item.kind === 'answer' && item.to === id)));
        });
        live.close();
      }),
      { numRuns: 200 },
    );
  });

  it('show nothing of a newer version and of a broken writer, count both, and keep them byte for byte', () => {
    const doc = new Y.Doc();
    const live = new LiveItems(doc);
    addItem(doc, randomFrom(1), note('before'));
    put(doc, idOf(1), mapOf({ kind: 'hologram', of: 'a thing to come', shape: [1, 2, 3] }));
    put(doc, idOf(2), mapOf({ kind: 'note', type: 'visit', words: 'x'.repeat(20_001), day: DAY, together: false }));
    put(doc, idOf(3), 17);
    addItem(doc, randomFrom(2), note('after 🌻 אחרי بعد'));
    expect(live.of('note').map(({ item }) => item.words)).toEqual(['before', 'after 🌻 אחרי بعد']);
    expect(live.unreadable).toHaveLength(3);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(copy.getMap('items').toJSON()[idOf(1)]).toEqual({ kind: 'hologram', of: 'a thing to come', shape: [1, 2, 3] });
  });

  it('wake, of those who read something that is there, only those whose own changed', () => {
    const doc = new Y.Doc();
    const live = new LiveItems(doc);
    const first = addItem(doc, randomFrom(1), note('one'));
    const second = addItem(doc, randomFrom(2), note('two'));
    if (!first.ok || !second.ok) throw new Error('They fit.');
    for (const { value: to } of [first, second])
      addItem(doc, randomFrom(to.length + to.charCodeAt(0)), { kind: 'answer', to, words: 'first' });
    addItem(doc, randomFrom(9), { kind: 'thanks', to: second.value });
    const woken = { notes: 0, thanks: 0, ofFirst: 0, ofSecond: 0 };
    const end = $effect.root(() => {
      $effect(() => void (live.of('note'), (woken.notes += 1)));
      $effect(() => void (live.of('thanks'), (woken.thanks += 1)));
      $effect(() => void (live.about(first.value, 'answer'), (woken.ofFirst += 1)));
      $effect(() => void (live.about(second.value, 'answer'), (woken.ofSecond += 1)));
    });
    flushSync();
    addItem(doc, randomFrom(3), { kind: 'answer', to: first.value, words: 'yes' });
    flushSync();
    expect(woken).toEqual({ notes: 1, thanks: 1, ofFirst: 2, ofSecond: 1 });
    end();
  });
});
