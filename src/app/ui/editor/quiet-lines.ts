import { StateEffect, StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';
import type { Blame } from '#record';

/** Which words have a quiet line under them now. */
export const showBlames = StateEffect.define<readonly Blame[]>();

const QUIET = Decoration.mark({ class: 'quiet-line' });

/** A quiet line under words that blame. They are looked for elsewhere, once typing pauses; until then each line moves with its words. */
export const quietLines: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, tr) => {
    const shown = tr.effects.find((effect) => effect.is(showBlames));
    if (!shown) return lines.map(tr.changes);
    return Decoration.set(shown.value.map(({ from, to }) => QUIET.range(from, to)));
  },
  provide: (field) => EditorView.decorations.from(field),
});
