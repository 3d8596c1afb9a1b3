import type { Extension, Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';
import { readLine, readSpans } from '#record';
import type { LineKind } from '#record';

/** What stands in the place of a mark that is hidden: a fact, a view and a quote are named in words. */
export type Signs = Readonly<Record<'fact' | 'view' | 'quote', string>>;

class Sign extends WidgetType {
  readonly #name: string;
  readonly #words: string;

  constructor(name: string, words: string) {
    super();
    this.#name = name;
    this.#words = words;
  }

  override eq(other: Sign): boolean {
    return other.#words === this.#words && other.#name === this.#name;
  }

  override toDOM(): HTMLElement {
    const sign = document.createElement('span');
    sign.className = this.#name;
    sign.textContent = this.#words;
    return sign;
  }
}

const HIDDEN = Decoration.replace({});
const MARK = Decoration.mark({ class: 'mark' });
const BOLD = Decoration.mark({ class: 'bold' });
const BULLET = Decoration.replace({ widget: new Sign('bullet', '•\u00a0') });
/** Each line has the direction that its own words have. */
const LINES = new Map<LineKind, Decoration>();
const lineOf = (kind: LineKind): Decoration => {
  const known = LINES.get(kind) ?? Decoration.line({ attributes: { class: `is-${kind}`, dir: 'auto' } });
  LINES.set(kind, known);
  return known;
};

/** How a text with our markup looks as it is written: marks are hidden but on the line that somebody is on. Only what is on the screen is looked at. */
export const look = (signs: () => Signs): Extension => {
  const instead = (kind: LineKind): Decoration => {
    if (kind === 'list') return BULLET;
    return kind === 'fact' || kind === 'view' || kind === 'quote'
      ? Decoration.replace({ widget: new Sign('sign', signs()[kind]) })
      : HIDDEN;
  };

  const decorate = (view: EditorView): DecorationSet => {
    const ranges: Range<Decoration>[] = [];
    const { doc, selection } = view.state;
    const isOn = (from: number, to: number) => view.hasFocus && selection.ranges.some((range) => range.from <= to && range.to >= from);
    for (const seen of view.visibleRanges) {
      for (let at = seen.from; at <= seen.to;) {
        const line = doc.lineAt(at);
        const { kind, mark } = readLine(line.text);
        const on = isOn(line.from, line.to);
        ranges.push(lineOf(kind).range(line.from));
        if (mark > 0) ranges.push((on || kind === 'numbered' ? MARK : instead(kind)).range(line.from, line.from + mark));
        if (line.text.includes('**')) {
          for (const span of readSpans(line.text, mark)) {
            if (!span.bold) continue;
            const [from, to] = [line.from + span.from, line.from + span.from + span.text.length];
            ranges.push((on ? MARK : HIDDEN).range(from - 2, from), BOLD.range(from, to), (on ? MARK : HIDDEN).range(to, to + 2));
          }
        }
        at = line.to + 1;
      }
    }
    return Decoration.set(ranges, true);
  };

  return [
    EditorView.perLineTextDirection.of(true),
    ViewPlugin.fromClass(
      class {
        decorations: DecorationSet;
        constructor(view: EditorView) {
          this.decorations = decorate(view);
        }
        update(update: ViewUpdate): void {
          if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged)
            this.decorations = decorate(update.view);
        }
      },
      { decorations: (plugin) => plugin.decorations },
    ),
  ];
};
