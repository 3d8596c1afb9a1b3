import type { Extension, Range } from '@codemirror/state';
import { StateEffect } from '@codemirror/state';
import { Decoration, type EditorView, ViewPlugin, WidgetType } from '@codemirror/view';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { toneOf } from '../tone.ts';

const struct = z.object({ client: z.number(), clock: z.number() });
const position = z.object({
  type: z.nullish(struct),
  tname: z.nullish(z.string()),
  item: z.nullish(struct),
  assoc: z.optional(z.number()),
});
/** What somebody else's app says of where they are: who, and a place in the text. Everything else that it may say is left aside. */
const heard = z.object({ who: z.string().check(z.maxLength(64)), cursor: z.object({ anchor: position, head: position }) });

/** Where somebody else is in the text. */
export interface Caret {
  readonly who: string;
  readonly anchor: number;
  readonly head: number;
}

/** Whose carets are in a text now. `isKnown`: only people of the team are shown. */
export const readCarets = (awareness: Awareness, text: Y.Text, isKnown: (who: string) => boolean): readonly Caret[] => {
  const carets: Caret[] = [];
  const placeOf = (said: unknown): number | null => {
    try {
      const place = text.doc && Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(said), text.doc);
      return place?.type === text ? place.index : null;
    } catch {
      return null; // a place that this device does not have (yet)
    }
  };
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue;
    const parsed = z.safeParse(heard, state);
    if (!parsed.success || !isKnown(parsed.data.who)) continue;
    const { who, cursor } = parsed.data;
    const [anchor, head] = [placeOf(cursor.anchor), placeOf(cursor.head)];
    if (anchor !== null && head !== null) carets.push({ who, anchor, head });
  }
  return carets;
};

class CaretWidget extends WidgetType {
  readonly #who: string;
  readonly #name: string;

  constructor(who: string, name: string) {
    super();
    this.#who = who;
    this.#name = name;
  }

  override eq(other: CaretWidget): boolean {
    return other.#who === this.#who && other.#name === this.#name;
  }

  override toDOM(): HTMLElement {
    // Below the field stands in words who is here: this is for the eyes.
    const caret = document.createElement('span');
    caret.className = `caret ${toneOf(this.#who)}`;
    caret.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'caret-name';
    name.textContent = this.#name;
    caret.append(name);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const moved = StateEffect.define();

export interface CaretOptions {
  readonly awareness: Awareness;
  readonly text: () => Y.Text;
  /** What to call somebody, from what this device knows; `null`: nobody of the team. */
  readonly nameOf: (who: string) => string | null;
  readonly onhere: (who: readonly string[]) => void;
}

/** Shows where others are in the text, and says where this person is while they are in it. */
export const carets = ({ awareness, text, nameOf, onhere }: CaretOptions): Extension =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      readonly #view: EditorView;
      #here = '';
      /** Whether the place that is said is one in this text: a page has one place of a person, and many texts. */
      #said = false;

      readonly #heard = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>): void => {
        if ([...added, ...updated, ...removed].every((client) => client === awareness.clientID)) return;
        this.#view.dispatch({ effects: moved.of(null) });
      };

      constructor(view: EditorView) {
        this.#view = view;
        this.decorations = this.#read(view);
        awareness.on('change', this.#heard);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.selectionSet || update.focusChanged) this.#tell(update.view);
        if (update.docChanged || update.transactions.some((tr) => tr.effects.some((effect) => effect.is(moved))))
          this.decorations = this.#read(update.view);
      }

      destroy(): void {
        awareness.off('change', this.#heard);
        this.#say(null);
      }

      #read(view: EditorView): DecorationSet {
        const all = readCarets(awareness, text(), (who) => nameOf(who) !== null);
        const here = [...new Set(all.map(({ who }) => who))].toSorted();
        if (here.join() !== this.#here) {
          this.#here = here.join();
          queueMicrotask(() => onhere(here));
        }
        const { length } = view.state.doc;
        const ranges: Range<Decoration>[] = [];
        for (const { who, anchor, head } of all) {
          const [from, to, at] = [Math.min(anchor, head, length), Math.min(Math.max(anchor, head), length), Math.min(head, length)];
          if (to > from) ranges.push(Decoration.mark({ class: `chosen ${toneOf(who)}` }).range(from, to));
          ranges.push(Decoration.widget({ widget: new CaretWidget(who, nameOf(who) ?? ''), side: head > anchor ? -1 : 1 }).range(at));
        }
        return Decoration.set(ranges, true);
      }

      #tell(view: EditorView): void {
        const { anchor, head } = view.state.selection.main;
        const at = (index: number): unknown => JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(text(), index)));
        this.#say(view.hasFocus ? { anchor: at(anchor), head: at(head) } : null);
      }

      /** Only what differs is said: each word of it goes to every device of the team. */
      #say(cursor: unknown): void {
        const state = awareness.getLocalState();
        if (cursor === null && !this.#said) return;
        this.#said = cursor !== null;
        if (state === null || JSON.stringify(state['cursor'] ?? null) === JSON.stringify(cursor)) return;
        awareness.setLocalStateField('cursor', cursor);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
