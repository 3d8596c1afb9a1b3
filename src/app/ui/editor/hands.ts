import { Compartment } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { yCollab, ySyncAnnotation, ySyncFacet } from 'y-codemirror.next';
import * as Y from 'yjs';
import { LOCAL, markLocal } from '#record';

/**
 * The binding of an editor to a text that several hands write in. What is done here is this person's own: the binding and its undo are origins of
 * their own (each must know its own changes again), so both bear the mark by which the page's book seals them. Undo takes back only these.
 */
export class Hands {
  readonly #place = new Compartment();
  #text: Y.Text;
  #undo: Y.UndoManager;

  constructor(text: Y.Text) {
    this.#text = text;
    this.#undo = undoOf(text);
  }

  /** For the editor's first state. `start` comes after the editor is made. */
  get extension(): Extension {
    return this.#place.of(this.#bound());
  }

  /** To be called when the editor is there, before anything is typed. */
  start(view: EditorView): void {
    markLocal(view.state.facet(ySyncFacet));
  }

  get text(): Y.Text {
    return this.#text;
  }

  /** Goes on in another document's text, as when a page was put together anew: the caret stays where it was, undo begins afresh. */
  goOnIn(text: Y.Text, view: EditorView): void {
    if (text === this.#text) return;
    const [now, next] = [view.state.doc.toString(), text.toJSON()];
    let start = 0;
    while (start < now.length && start < next.length && now[start] === next[start]) start++;
    let end = 0;
    while (end < now.length - start && end < next.length - start && now.at(-1 - end) === next.at(-1 - end)) end++;
    // First without a binding: it is one plugin, which would go on with the text that it knows.
    view.dispatch({
      changes: now === next ? [] : { from: start, to: now.length - end, insert: next.slice(start, next.length - end) },
      annotations: ySyncAnnotation.of(view.state.facet(ySyncFacet)),
      effects: this.#place.reconfigure([]),
    });
    this.#undo.destroy();
    this.#text = text;
    this.#undo = undoOf(text);
    view.dispatch({ effects: this.#place.reconfigure(this.#bound()) });
    this.start(view);
  }

  /** What is done now is taken back by itself, not together with what was typed just before or after it. */
  apart(): void {
    this.#undo.stopCapturing();
  }

  end(): void {
    this.#undo.destroy();
  }

  #bound(): Extension {
    return yCollab(this.#text, null, { undoManager: this.#undo });
  }
}

const undoOf = (text: Y.Text): Y.UndoManager => markLocal(new Y.UndoManager(text, { trackedOrigins: new Set([LOCAL]) }));
