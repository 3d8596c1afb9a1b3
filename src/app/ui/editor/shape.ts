import { EditorSelection, Transaction } from '@codemirror/state';
import type { ChangeSpec, EditorState, Line, StateCommand } from '@codemirror/state';
import { PREFIXES, readLine, readSpans } from '#record';
import type { LineKind } from '#record';

/** What the line and the words are that somebody is on: what the buttons show as pressed. */
export interface Shape {
  readonly line: LineKind;
  readonly bold: boolean;
}

export const shapeAt = (state: EditorState): Shape => {
  const { head, from, to } = state.selection.main;
  const line = state.doc.lineAt(head);
  const { kind, mark } = readLine(line.text);
  const bold = readSpans(line.text, mark).some((span) => {
    const start = line.from + span.from;
    return span.bold && start <= from && to <= start + span.text.length;
  });
  return { line: kind, bold };
};

const chosenLines = (state: EditorState): readonly Line[] => {
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i));
};

/** Makes the chosen lines this kind; lines that all are it already become plain. */
export const toggleLine =
  (kind: Exclude<LineKind, 'numbered'>): StateCommand =>
  ({ state, dispatch }) => {
    const lines = chosenLines(state).map((line) => ({ line, ...readLine(line.text) }));
    const next = kind === 'plain' || lines.every((one) => one.kind === kind) ? '' : PREFIXES[kind];
    const changes = lines.map(({ line, mark }) => ({ from: line.from, to: line.from + mark, insert: next }));
    dispatch(state.update({ changes, scrollIntoView: true, userEvent: 'input.shape' }));
    return true;
  };

/** Makes the chosen words bold, or plain again; with none chosen, the word that the caret is in. Never over the end of a line. */
export const toggleBold: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const word = main.empty ? (state.wordAt(main.head) ?? main) : main;
  const line = state.doc.lineAt(word.from);
  const { mark } = readLine(line.text);
  const around = readSpans(line.text, mark).find((span) => {
    const start = line.from + span.from;
    return span.bold && start <= word.from && word.to <= start + span.text.length;
  });
  let changes: ChangeSpec[];
  if (around) {
    const [from, to] = [line.from + around.from, line.from + around.from + around.text.length];
    changes = [
      { from: from - 2, to: from },
      { from: to, to: to + 2 },
    ];
  } else if (word.empty) {
    changes = [{ from: word.from, insert: '****' }];
    dispatch(state.update({ changes, selection: EditorSelection.cursor(word.from + 2), userEvent: 'input.shape' }));
    return true;
  } else {
    changes = [];
    for (const one of chosenLines(state)) {
      const start = Math.max(word.from, one.from + readLine(one.text).mark);
      const chosen = state.doc.sliceString(start, Math.max(start, Math.min(word.to, one.to)));
      const [from, to] = [start + chosen.length - chosen.trimStart().length, start + chosen.trimEnd().length];
      if (from < to && !chosen.includes('**')) changes.push({ from, insert: '**' }, { from: to, insert: '**' });
    }
  }
  if (changes.length === 0) return false;
  dispatch(state.update({ changes, userEvent: 'input.shape' }));
  return true;
};

/** Enter on a line of a list goes on with the list; on one without words it ends it. */
export const goOnWithList: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  if (!main.empty) return false;
  const line = state.doc.lineAt(main.head);
  const { kind, mark } = readLine(line.text);
  if ((kind !== 'list' && kind !== 'numbered') || main.head < line.from + mark) return false;
  const next = kind === 'list' ? PREFIXES.list : `${Number.parseInt(line.text, 10) + 1}. `;
  dispatch(
    line.text.length === mark
      ? state.update({ changes: { from: line.from, to: line.to }, userEvent: 'input' })
      : state.update(state.replaceSelection(`\n${next}`), { scrollIntoView: true, annotations: Transaction.userEvent.of('input') }),
  );
  return true;
};
