import { standardKeymap } from '@codemirror/commands';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { yUndoManagerKeymap } from 'y-codemirror.next';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Blame, LineKind } from '#record';
import { carets } from './carets.ts';
import { Hands } from './hands.ts';
import { tooLong, withinLimits } from './limits.ts';
import type { TooLong } from './limits.ts';
import { look } from './look.ts';
import type { Signs } from './look.ts';
import { pasting, plainLines } from './paste.ts';
import { quietLines, showBlames } from './quiet-lines.ts';
import { goOnWithList, shapeAt, toggleBold, toggleLine } from './shape.ts';
import type { Shape } from './shape.ts';
import { theme } from './theme.ts';

export interface EditorOptions {
  /** A shadow root: the editor's styles are sheets of it. */
  readonly root: ShadowRoot;
  readonly text: Y.Text;
  readonly label: string;
  readonly hint: string;
  readonly signs: () => Signs;
  /** UTF-16 units. */
  readonly most: number;
  readonly nameOf: (who: string) => string | null;
  readonly onshape: (shape: Shape) => void;
  readonly onfocus: (focused: boolean) => void;
  readonly ontoolong: (what: TooLong) => void;
  readonly onhere: (who: readonly string[]) => void;
}

/** An editor on the screen. */
export interface OpenEditor {
  /** Goes on in this text, where it is another one. */
  goOnIn(text: Y.Text): void;
  /** Shows the carets that are told of here, and tells of this person's own. */
  follow(awareness: Awareness | null): void;
  focus(at?: { readonly from: number; readonly to: number }): void;
  line(kind: Exclude<LineKind, 'numbered'>): void;
  bold(): void;
  show(blames: readonly Blame[]): void;
  name(label: string, hint: string): void;
  close(): void;
}

/** Makes an editor in a shadow root. Tab is left alone: it leads on, as in any field. */
export const openEditor = (options: EditorOptions): OpenEditor => {
  const { root, text, most, nameOf } = options;
  const hands = new Hands(text);
  const others = new Compartment();
  let followed: Awareness | null = null;
  const described = document.createElement('span');
  described.id = 'hint';
  described.className = 'only-read-aloud';
  let label = options.label;

  const state = EditorState.create({
    doc: text.toJSON(),
    extensions: [
      // The text's own line ends, and no others: places in it are counted alike here and there.
      EditorState.lineSeparator.of('\n'),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(() => ({
        'aria-label': label,
        'aria-describedby': 'hint',
        spellcheck: 'true',
        autocorrect: 'on',
        autocapitalize: 'sentences',
        writingsuggestions: 'true',
      })),
      EditorView.clipboardInputFilter.of(plainLines),
      theme,
      withinLimits(most),
      pasting(most),
      look(options.signs),
      quietLines,
      hands.extension,
      others.of([]),
      // Room for the bar at the lower edge of a phone.
      EditorView.scrollMargins.of(() => ({ top: 24, bottom: 96 })),
      keymap.of([
        { key: 'Mod-b', run: toggleBold, preventDefault: true },
        { key: 'Enter', run: goOnWithList },
        ...yUndoManagerKeymap,
        ...standardKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged || update.selectionSet) options.onshape(shapeAt(update.state));
        if (update.focusChanged) options.onfocus(update.view.hasFocus);
        for (const tr of update.transactions) for (const effect of tr.effects) if (effect.is(tooLong)) options.ontoolong(effect.value);
      }),
    ],
  });
  const view = new EditorView({
    state,
    parent: root,
    root,
    dispatchTransactions: (transactions, to) => {
      const apart = transactions.some((tr) => tr.isUserEvent('input.shape') || tr.isUserEvent('input.paste'));
      if (apart) hands.apart();
      to.update(transactions);
      if (apart) hands.apart();
    },
  });
  view.dom.append(described);
  described.textContent = options.hint;
  hands.start(view);

  return {
    goOnIn: (next) => hands.goOnIn(next, view),
    follow: (awareness) => {
      if (awareness === followed) return;
      followed = awareness;
      // Two steps: it is one plugin, which would go on with what it knows.
      view.dispatch({ effects: others.reconfigure([]) });
      options.onhere([]);
      if (awareness) {
        const extension = carets({ awareness, text: () => hands.text, nameOf, onhere: options.onhere });
        view.dispatch({ effects: others.reconfigure(extension) });
      }
    },
    focus: (at) => {
      view.focus();
      if (at)
        view.dispatch({ selection: { anchor: Math.min(at.from, view.state.doc.length), head: Math.min(at.to, view.state.doc.length) } });
    },
    line: (kind) => {
      toggleLine(kind)(view);
      view.focus();
    },
    bold: () => {
      toggleBold(view);
      view.focus();
    },
    show: (blames) => {
      const { length } = view.state.doc;
      view.dispatch({ effects: showBlames.of(blames.filter(({ to }) => to <= length)) });
    },
    name: (next, hint) => {
      label = next;
      described.textContent = hint;
      view.dispatch({});
    },
    close: () => {
      view.destroy();
      hands.end();
    },
  };
};
