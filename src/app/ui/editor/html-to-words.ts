import { PREFIXES } from '#record';

/** What is no part of the words, with all that is in it. */
const DROPPED = new Set(
  'SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH CANVAS HEAD TITLE META LINK SELECT DATALIST AUDIO VIDEO'.split(' '),
);
/** What stands on lines of its own. */
const BLOCKS = new Set(
  'P DIV SECTION ARTICLE HEADER FOOTER MAIN NAV ASIDE UL OL LI DL DT DD TABLE TR BLOCKQUOTE PRE FIGURE FIGCAPTION ADDRESS FORM FIELDSET HR H1 H2 H3 H4 H5 H6'.split(
    ' ',
  ),
);
const HEADING = /^H[1-6]$/;

const styleOf = (element: Element): string => (element.getAttribute('style') ?? '').toLowerCase().replace(/\s+/g, '');

const isHidden = (element: Element): boolean =>
  element.hasAttribute('hidden') || /display:none|visibility:hidden|mso-hide:all|mso-list:ignore/.test(styleOf(element));

const weight = (element: Element, now: boolean): boolean => {
  const said = /font-weight:(\w+)/.exec(styleOf(element))?.[1];
  if (said !== undefined) return said === 'bold' || said === 'bolder' || Number.parseInt(said, 10) >= 600;
  return now || element.tagName === 'B' || element.tagName === 'STRONG';
};

interface Place {
  readonly bold: boolean;
  readonly quoted: boolean;
  readonly kept: boolean;
}

/** Puts lines together from what the walk comes by. */
class Lines {
  readonly #done: string[] = [];
  #prefix = '';
  #runs: { text: string; bold: boolean }[] = [];

  /** Ends the line, if it has words. What follows begins with `prefix`. */
  next(prefix = ''): void {
    const line = this.#line();
    if (line !== '') this.#done.push(line);
    this.#runs = [];
    this.#prefix = prefix;
  }

  /** A line left empty, once. */
  gap(): void {
    this.next();
    if (this.#done.length > 0 && this.#done.at(-1) !== '') this.#done.push('');
  }

  add(text: string, { bold, kept }: Place): void {
    if (kept) {
      for (const [i, line] of text.split('\n').entries()) {
        if (i > 0) this.next(this.#prefix);
        this.#push(line, bold);
      }
    } else this.#push(text.replace(/[\s\u00a0]+/g, ' '), bold);
  }

  get text(): string {
    this.next();
    while (this.#done.at(-1) === '') this.#done.pop();
    return this.#done.join('\n');
  }

  #push(text: string, bold: boolean): void {
    const last = this.#runs.at(-1);
    if (last?.bold === bold) last.text += text;
    else this.#runs.push({ text, bold });
  }

  #line(): string {
    const plainOnly = this.#prefix.startsWith('#');
    const words = this.#runs
      .map(({ text, bold }) => {
        const inner = text.trim();
        if (!bold || plainOnly || inner === '' || inner.includes('*')) return text;
        return `${/^\s/.test(text) ? ' ' : ''}**${inner}**${/\s$/.test(text) ? ' ' : ''}`;
      })
      .join('')
      .replace(/ {2,}/g, ' ')
      .trim();
    return words === '' ? '' : this.#prefix + words;
  }
}

const prefixOf = (element: Element, quoted: boolean): string => {
  const { tagName } = element;
  if (HEADING.test(tagName)) return tagName === 'H1' ? PREFIXES.heading : PREFIXES['small-heading'];
  if (tagName === 'LI') {
    const list = element.parentElement;
    if (list?.tagName !== 'OL') return PREFIXES.list;
    const before = Array.from(list.children).filter((one) => one.tagName === 'LI');
    return `${before.indexOf(element) + (Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1)}. `;
  }
  // A word processor's lists are paragraphs that only look like one.
  if (/^MsoListParagraph/.test(element.getAttribute('class') ?? '')) return PREFIXES.list;
  return quoted ? PREFIXES.quote : '';
};

const walk = (node: Node, place: Place, lines: Lines): void => {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      lines.add(child.nodeValue ?? '', place);
      continue;
    }
    if (!(child.nodeType === Node.ELEMENT_NODE)) continue;
    const element = child as Element;
    const tag = element.tagName.toUpperCase();
    if (DROPPED.has(tag) || isHidden(element)) continue;
    const quoted = place.quoted || tag === 'BLOCKQUOTE';
    if (tag === 'BR') {
      lines.next(quoted ? PREFIXES.quote : '');
      continue;
    }
    const inside: Place = { bold: weight(element, place.bold), quoted, kept: place.kept || tag === 'PRE' };
    if (!BLOCKS.has(tag)) {
      walk(element, inside, lines);
      if (tag === 'TD' || tag === 'TH') lines.add(' ', place);
      continue;
    }
    // The paragraph that a list's line is wrapped in goes on with its mark.
    const wrapped = tag === 'P' && node.nodeName === 'LI';
    const apart = HEADING.test(tag) || (tag === 'P' && !wrapped);
    if (apart) lines.gap();
    if (wrapped) walk(element, inside, lines);
    else {
      lines.next(prefixOf(element, quoted));
      walk(element, inside, lines);
      lines.next(quoted && tag !== 'BLOCKQUOTE' ? PREFIXES.quote : '');
    }
    if (apart) lines.gap();
  }
};

/** The words of a document in our own small markup: headings, lists, bold, quotes and line breaks; of everything else its text. */
export const htmlToWords = (source: Document): string => {
  const lines = new Lines();
  walk(source.body, { bold: false, quoted: false, kept: false }, lines);
  return lines.text;
};
