import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { headingText, isLocalOrigin, LOCAL, markLocal, mergeLocal, playChange } from '#record';

// What an undo makes is a change like any other: it is sealed as this person's own, and every other device plays it.

const HEADING = 'most-important';
const STRANDS = [101, 202] as const;

/** A writer's page as the page's book keeps it: own changes are noted, others' are checked and played. */
const createWriter = (strand: number) => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = strand;
  const drafts: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (isLocalOrigin(origin)) drafts.push(update);
  });
  const text = headingText(doc, HEADING);
  const binding = markLocal({});
  const undo = markLocal(new Y.UndoManager(text, { trackedOrigins: new Set([LOCAL, binding]), captureTimeout: 0 }));
  return { strand, doc, text, drafts, binding, undo };
};

const deed = fc.record({
  by: fc.nat(1),
  what: fc.constantFrom('type', 'type', 'strike', 'undo', 'redo', 'hear'),
  at: fc.nat(200),
  words: fc.constantFrom('a', 'bc ', 'def', '\n'),
});

test('whatever is typed, undone and done again, every other device plays it, and all see the same', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const writers = STRANDS.map(createWriter);
      const said: { strand: number; update: Uint8Array; past: Map<number, number> }[] = [];
      const heard = [0, 0];
      const pasts = [new Map<number, number>(), new Map<number, number>()];
      const seal = (i: number) => {
        const { drafts, doc, strand } = writers[i]!;
        if (drafts.length === 0) return;
        said.push({ strand, update: mergeLocal(drafts.splice(0)), past: new Map(pasts[i]) });
        pasts[i]!.set(strand, Y.getState(doc.store, strand));
      };
      const hear = (i: number) => {
        seal(i);
        const { doc, strand } = writers[i]!;
        for (; heard[i]! < said.length; heard[i]! += 1) {
          const change = said[heard[i]!]!;
          if (change.strand === strand) continue;
          doc.clientID = 0;
          const played = playChange(doc, 'about-me', change, 'entry');
          doc.clientID = strand;
          expect(played).toMatchObject({ ok: true });
          if (played.ok) pasts[i]!.set(change.strand, played.value.clockEnd);
        }
      };
      for (const { by, what, at, words } of deeds) {
        const { doc, text, binding, undo } = writers[by]!;
        const from = at % (text.length + 1);
        if (what === 'type') doc.transact(() => text.insert(from, words), binding);
        else if (what === 'strike') doc.transact(() => text.delete(from, Math.min(3, text.length - from)), binding);
        else if (what === 'undo') undo.undo();
        else if (what === 'redo') undo.redo();
        else hear(by);
      }
      for (const i of [0, 1, 0, 1]) hear(i);
      expect(writers[0]!.text.toJSON()).toBe(writers[1]!.text.toJSON());
      const late = new Y.Doc({ gc: false });
      late.clientID = 0;
      for (const change of said) expect(playChange(late, 'about-me', change, 'entry')).toMatchObject({ ok: true });
      expect(headingText(late, HEADING).toJSON()).toBe(writers[0]!.text.toJSON());
    }),
    { numRuns: 400 },
  );
});
