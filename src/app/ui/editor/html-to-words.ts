import { PREFIXES } from '#record';
import { attributeOf, readTokens } from './html-tokens.ts';
import { Lines } from './lines.ts';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** What is no part of the words, with all that is in it. */
const DROPPED = set(
  'script style template noscript iframe object svg math canvas head title select datalist audio video textarea noembed noframes xmp',
);
/** What stands on lines of its own. */
const BLOCKS = set(
  'p div section article header footer main nav aside ul ol li dl dt dd table tr blockquote pre figure figcaption address form fieldset hr h1 h2 h3 h4 h5 h6',
);
/** What has nothing in it, and no end. */
const EMPTY = set('br hr img input meta link base col embed source track wbr area param');
/** What the next of its kind ends, unless one of the second stands between. */
const ENDED_BY_NEXT: Readonly<Record<string, ReadonlySet<string>>> = {
  p: set('li td th blockquote div section article'),
  li: set('ul ol'),
  td: set('table'),
  th: set('table'),
  tr: set('table'),
  dt: set('dl'),
  dd: set('dl'),
};
const HEADING = /^h[1-6]$/;
/** So deep a stair of boxes is kept account of; deeper ones add nothing. */
const MOST_OPEN = 500;

interface Place {
  readonly tag: string;
  readonly bold: boolean;
  readonly quoted: boolean;
  readonly kept: boolean;
  readonly hidden: boolean;
  /** The number of the next line of a numbered list; `null` in a list without. */
  count: number | null;
}

const OUTSIDE: Place = { tag: '', bold: false, quoted: false, kept: false, hidden: false, count: null };

const isBold = (tag: string, style: string, now: boolean): boolean => {
  const said = /font-weight:(\w+)/.exec(style)?.[1];
  if (said !== undefined) return said === 'bold' || said === 'bolder' || Number.parseInt(said, 10) >= 600;
  return now || tag === 'b' || tag === 'strong';
};

const placeOf = (tag: string, attributes: string, around: Place): Place => {
  const style = (attributeOf(attributes, 'style') ?? '').toLowerCase().replace(/\s+/g, '');
  return {
    tag,
    bold: isBold(tag, style, around.bold),
    quoted: around.quoted || tag === 'blockquote',
    kept: around.kept || tag === 'pre',
    hidden:
      around.hidden ||
      DROPPED.has(tag) ||
      attributeOf(attributes, 'hidden') !== null ||
      /display:none|visibility:hidden|mso-hide:all|mso-list:ignore/.test(style),
    count: tag === 'ol' ? Number.parseInt(attributeOf(attributes, 'start') ?? '1', 10) || 1 : null,
  };
};

/** Puts words together from markup, tag by tag. */
class Reader {
  readonly lines = new Lines();
  readonly #open: Place[] = [];

  get #here(): Place {
    return this.#open.at(-1) ?? OUTSIDE;
  }

  text(words: string): void {
    const { hidden, bold, kept } = this.#here;
    if (!hidden) this.lines.add(words, bold, kept);
  }

  begin(tag: string, attributes: string): void {
    this.#endLast(tag);
    const place = placeOf(tag, attributes, this.#here);
    if (!place.hidden && tag === 'br') this.lines.next(place.quoted ? PREFIXES.quote : '');
    else if (!place.hidden && BLOCKS.has(tag)) this.#beginBlock(place, attributes);
    if (!EMPTY.has(tag) && this.#open.length < MOST_OPEN) this.#open.push(place);
  }

  /** Ends the last of this name that is open, and all in it; nothing where none is. */
  end(tag: string): void {
    const at = this.#open.findLastIndex((place) => place.tag === tag);
    while (at >= 0 && this.#open.length > at) this.#endOne();
  }

  #endLast(tag: string): void {
    const until = ENDED_BY_NEXT[tag];
    if (!until) return;
    const at = this.#open.findLastIndex((place) => place.tag === tag || until.has(place.tag));
    if (at >= 0 && this.#open[at]?.tag === tag) while (this.#open.length > at) this.#endOne();
  }

  /** A paragraph that a list's line is wrapped in goes on with its mark. */
  #isWrapped(tag: string): boolean {
    return tag === 'p' && this.#here.tag === 'li';
  }

  #beginBlock(place: Place, attributes: string): void {
    const { tag } = place;
    if (this.#isWrapped(tag)) return;
    if (tag === 'p' || HEADING.test(tag)) this.lines.gap();
    this.lines.next(this.#prefixOf(place, attributes));
  }

  #prefixOf({ tag, quoted }: Place, attributes: string): string {
    if (HEADING.test(tag)) return tag === 'h1' ? PREFIXES.heading : PREFIXES['small-heading'];
    if (tag === 'li') {
      const list = this.#open.findLast((place) => place.tag === 'ul' || place.tag === 'ol');
      if (!list || list.count === null) return PREFIXES.list;
      list.count += 1;
      return `${list.count - 1}. `;
    }
    // A word processor's lists are paragraphs that only look like one.
    if (/^MsoListParagraph/.test(attributeOf(attributes, 'class') ?? '')) return PREFIXES.list;
    return quoted ? PREFIXES.quote : '';
  }

  #endOne(): void {
    const place = this.#open.pop();
    if (!place || place.hidden) return;
    if (place.tag === 'td' || place.tag === 'th') this.lines.add(' ', false, false);
    if (!BLOCKS.has(place.tag) || this.#isWrapped(place.tag)) return;
    this.lines.next(this.#here.quoted ? PREFIXES.quote : '');
    if (place.tag === 'p' || HEADING.test(place.tag)) this.lines.gap();
  }
}

/**
 * The words of some markup in our own small markup: headings, lists, bold, quotes and line breaks; of everything else its text. It stops once there
 * are more than `most` UTF-16 units.
 */
export const htmlToWords = (html: string, most: number): string => {
  const reader = new Reader();
  for (const token of readTokens(html)) {
    if (token.kind === 'text') reader.text(token.text);
    else if (token.kind === 'open') reader.begin(token.tag, token.attributes);
    else reader.end(token.tag);
    if (reader.lines.length > most) break;
  }
  return reader.lines.text;
};
