/**
 * The small markup of long texts. A text stays plain (`Y.Text` of strings): merges, search and print need know nothing of it, and what a reader
 * does not know it as still reads well.
 *
 *     # A heading          - a list           **bold**
 *     ## A smaller one     1. a numbered one
 *     [fact] what is known     [my view] what the writer thinks     > what somebody said, in their words
 *
 * A line is of one kind, by what it begins with; bold never goes over the end of a line. There is no way to write the marks themselves: a text
 * about `**` is rarer here than a mark that somebody forgot.
 */

export const LINE_KINDS = ['plain', 'heading', 'small-heading', 'list', 'numbered', 'fact', 'view', 'quote'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What a line begins with; a numbered one with the number that it has. */
export const PREFIXES: Readonly<Record<Exclude<LineKind, 'plain' | 'numbered'>, string>> = {
  heading: '# ',
  'small-heading': '## ',
  list: '- ',
  fact: '[fact] ',
  view: '[my view] ',
  quote: '> ',
};

const BY_LENGTH = Object.entries(PREFIXES) as readonly (readonly [keyof typeof PREFIXES, string])[];

/** What kind a line is, and how many UTF-16 units of it are its mark. */
export const readLine = (line: string): { readonly kind: LineKind; readonly mark: number } => {
  for (const [kind, prefix] of BY_LENGTH) if (line.startsWith(prefix)) return { kind, mark: prefix.length };
  const number = /^\d{1,4}\. /.exec(line);
  return number ? { kind: 'numbered', mark: number[0].length } : { kind: 'plain', mark: 0 };
};

/** Words of one line that look alike. `from`: where they begin in the line, the marks left out. */
export interface Span {
  readonly text: string;
  readonly bold: boolean;
  readonly from: number;
}

/** The bold and other words of a line, from `start` on. A `**` that nothing ends is just two stars. */
export const readSpans = (line: string, start = 0): readonly Span[] => {
  const spans: Span[] = [];
  const add = (from: number, to: number, bold: boolean) => {
    if (to > from) spans.push({ text: line.slice(from, to), bold, from });
  };
  let at = start;
  for (const found of line.slice(start).matchAll(/\*\*(?=\S)([^*]|\*(?!\*))+?(?<=\S)\*\*/g)) {
    const from = start + found.index;
    add(at, from, false);
    at = from + found[0].length;
    add(from + 2, at - 2, true);
  }
  add(at, line.length, false);
  return spans;
};

export type Spans = readonly Span[];

/** What a text is made of, from top to bottom. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly spans: Spans }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly Spans[] }
  | { readonly kind: 'paragraph' | 'fact' | 'view' | 'quote'; readonly lines: readonly Spans[] };

/** `start`: the number of a numbered list's first line; `null` for a list without. Lines of one kind that follow each other are one block. */
export const readMarkup = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  // The kind of the last block, and its lines, while a further line of that kind goes on with it.
  let [lines, kindOf]: [Spans[], LineKind | null] = [[], null];
  for (const line of text.split('\n')) {
    const { kind, mark } = readLine(line);
    const spans = readSpans(line, mark);
    if (kind === 'heading' || kind === 'small-heading') {
      blocks.push({ kind: 'heading', level: kind === 'heading' ? 1 : 2, spans });
      kindOf = null;
    } else if (kind === 'plain' && line.trim() === '') kindOf = null;
    else if (kindOf === kind) lines.push(spans);
    else {
      [lines, kindOf] = [[spans], kind];
      if (kind === 'list') blocks.push({ kind, start: null, items: lines });
      else if (kind === 'numbered') blocks.push({ kind: 'list', start: Number.parseInt(line, 10), items: lines });
      else blocks.push({ kind: kind === 'plain' ? 'paragraph' : kind, lines });
    }
  }
  return blocks;
};

/** A text without its marks, for where nothing can be marked. `said`: what to put before a fact, a view and a quote. */
export const plainWords = (text: string, said: Readonly<Record<'fact' | 'view' | 'quote', string>>): string =>
  text
    .split('\n')
    .map((line) => {
      const { kind, mark } = readLine(line);
      const words = readSpans(line, mark)
        .map((span) => span.text)
        .join('');
      if (kind === 'fact' || kind === 'view' || kind === 'quote') return `${said[kind]} ${words}`;
      return kind === 'list' || kind === 'numbered' ? `${line.slice(0, mark)}${words}` : words;
    })
    .join('\n');
