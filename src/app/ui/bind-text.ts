import type * as Y from 'yjs';
import { changeText } from '#record';

/** Where a caret ends up when others write: before and after are what the field shows. */
const moveCaret = (delta: Y.YTextEvent['delta'], at: number): number => {
  let position = 0;
  let caret = at;
  for (const { retain = 0, insert, delete: gone = 0 } of delta) {
    position += retain;
    if (typeof insert === 'string') {
      if (position < caret) caret += insert.length;
      position += insert.length;
    } else if (gone > 0 && position < caret) caret -= Math.min(gone, caret - position);
  }
  return caret;
};

/**
 * Binds a field to a text that several people write in: what is typed goes in as the least edit,
 * what others write comes in around the caret. Used as an attachment: `{@attach boundTo(text)}`.
 */
export const boundTo =
  (text: Y.Text) =>
  (field: HTMLTextAreaElement | HTMLInputElement): (() => void) => {
    // The page may have been put together anew around somebody who types: the caret stays where it was.
    const caret = field.selectionStart;
    field.value = text.toJSON();
    if (caret !== null && field.ownerDocument.activeElement === field) field.setSelectionRange(caret, caret);
    let composing = false;
    const typed = () => {
      if (!composing) changeText(text, field.value);
    };
    const begin = () => {
      composing = true;
    };
    const end = () => {
      composing = false;
      typed();
    };
    const heard = (event: Y.YTextEvent) => {
      const now = text.toJSON();
      if (composing || field.value === now) return;
      const { selectionStart, selectionEnd, selectionDirection } = field;
      const focused = field.ownerDocument.activeElement === field;
      field.value = now;
      if (focused) {
        field.setSelectionRange(
          moveCaret(event.delta, selectionStart ?? 0),
          moveCaret(event.delta, selectionEnd ?? 0),
          selectionDirection ?? 'none',
        );
      }
    };
    field.addEventListener('input', typed);
    field.addEventListener('compositionstart', begin);
    field.addEventListener('compositionend', end);
    text.observe(heard);
    return () => {
      text.unobserve(heard);
      field.removeEventListener('input', typed);
      field.removeEventListener('compositionstart', begin);
      field.removeEventListener('compositionend', end);
    };
  };
