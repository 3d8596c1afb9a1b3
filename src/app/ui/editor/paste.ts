import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { htmlToWords } from './html-to-words.ts';
import { beginningOf, tooLong } from './limits.ts';

/** Markup longer than this is not read (a slow phone would stand still): its plain words are taken instead. UTF-16 units. */
const MOST_MARKUP = 2_000_000;

/** Line ends as we have them. */
export const plainLines = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\0', '');

/** What is on the clipboard, as words in our markup. */
const wordsOf = (data: DataTransfer, most: number): string => {
  const html = data.getData('text/html');
  const words = html !== '' && html.length <= MOST_MARKUP ? htmlToWords(html, most) : '';
  return words === '' ? data.getData('text/plain') : words;
};

/** Pastes what is on the clipboard as words. What does not fit is left out before anything is done with it, and that is said. */
export const pasting = (most: number): Extension =>
  EditorView.domEventHandlers({
    paste: (event, view) => {
      const { clipboardData } = event;
      if (!clipboardData || view.state.readOnly) return false;
      const all = wordsOf(clipboardData, most);
      if (all === '') return false;
      event.preventDefault();
      const { from, to } = view.state.selection.main;
      const room = Math.max(0, most - view.state.doc.length + (to - from));
      // A line end may be two units before it is one.
      const text = beginningOf(plainLines(beginningOf(all, 2 * room + 1)), room);
      const cut = all.length > text.length && plainLines(all.slice(0, 2 * room + 2)).length > text.length;
      view.dispatch(view.state.replaceSelection(text), {
        userEvent: 'input.paste',
        scrollIntoView: true,
        ...(cut ? { effects: tooLong.of({ kept: text.length, pasted: true }) } : {}),
      });
      return true;
    },
  });
