/** A piece of markup: words, or a tag's beginning or end. Everything else in it (comments, scripts, styles) is passed over. */
export type Token =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'open' | 'close'; readonly tag: string; readonly attributes: string };

/** Elements whose content is no markup, and no words either. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noembed', 'noframes', 'xmp']);

const NAMED: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    shy: '',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    euro: '€',
    pound: '£',
  },
  ...{
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    sbquo: '‚',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    hellip: '…',
  },
  ...{
    bull: '•',
    middot: '·',
    times: '×',
    frac12: '½',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwj: '\u200d',
    zwnj: '\u200c',
    lrm: '\u200e',
    rlm: '\u200f',
  },
  ...{
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    auml: 'ä',
    aring: 'å',
    ccedil: 'ç',
    egrave: 'è',
    eacute: 'é',
    ecirc: 'ê',
    euml: 'ë',
    iacute: 'í',
  },
  ...{
    icirc: 'î',
    iuml: 'ï',
    ntilde: 'ñ',
    oacute: 'ó',
    ocirc: 'ô',
    ouml: 'ö',
    oslash: 'ø',
    uacute: 'ú',
    ugrave: 'ù',
    uuml: 'ü',
    szlig: 'ß',
  },
  ...{
    Agrave: 'À',
    Aacute: 'Á',
    Auml: 'Ä',
    Eacute: 'É',
    Egrave: 'È',
    Ouml: 'Ö',
    Uuml: 'Ü',
    Ccedil: 'Ç',
    Ntilde: 'Ñ',
    Oslash: 'Ø',
    Aring: 'Å',
  },
};

const numbered = (code: number): string => {
  const isScalar = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isScalar ? String.fromCodePoint(code) : '\uFFFD';
};

/** The words that a piece of markup stands for. A name that is not known stays as it is written. */
export const readEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}\d{0,2}));?/g, (all, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return numbered(Number.parseInt(decimal, 10));
    if (hex !== undefined) return numbered(Number.parseInt(hex, 16));
    return name !== undefined && Object.hasOwn(NAMED, name) ? (NAMED[name] ?? all) : all;
  });

/** Where a tag that begins at `from` ends (its `>`); -1 where it never does. What stands in quotes does not end it. */
const endOfTag = (html: string, from: number): number => {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const letter = html.charAt(at);
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
};

/** Where raw content that begins at `from` ends: at its closing tag. */
const endOfRaw = (html: string, tag: string, from: number): number => {
  const closing = new RegExp(`</${tag}[\\s/>]`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
};

/**
 * Reads markup piece by piece, in one go from its beginning to its end, whatever it is: what is no tag is words. The browser's own parser is not
 * asked: under this page's policy it takes no strings, and it tells of each style and script that it will not run.
 */
export function* readTokens(html: string): Generator<Token, void> {
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    const begins = next < 0 ? '' : html.charAt(next + 1);
    if (next < 0 || !/[a-zA-Z/!?]/.test(begins)) {
      const to = next < 0 ? html.length : next + 1;
      yield { kind: 'text', text: readEntities(html.slice(at, to)) };
      at = to;
      continue;
    }
    if (next > at) yield { kind: 'text', text: readEntities(html.slice(at, next)) };
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const end = endOfTag(html, next + 1);
    if (end < 0) {
      yield { kind: 'text', text: readEntities(html.slice(next)) };
      return;
    }
    at = end + 1;
    const [, slash = '', name = '', attributes = ''] = /^(\/?)([a-zA-Z][^\s/>]*)(.*)$/s.exec(html.slice(next + 1, end)) ?? [];
    const tag = name.toLowerCase();
    if (tag === '') continue;
    yield { kind: slash === '' ? 'open' : 'close', tag, attributes };
    if (slash === '' && RAW.has(tag)) at = endOfRaw(html, tag, at);
  }
}

type Attribute = 'style' | 'class' | 'start' | 'hidden';

const attributePattern = (name: Attribute): RegExp =>
  new RegExp(`(?:^|[\\s"'])${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/]|$)`, 'i');
const PATTERNS: Readonly<Record<Attribute, RegExp>> = {
  style: attributePattern('style'),
  class: attributePattern('class'),
  start: attributePattern('start'),
  hidden: attributePattern('hidden'),
};

/** An attribute of a tag, by its name; `null` where it has none of it. */
export const attributeOf = (attributes: string, name: Attribute): string | null => {
  const found = attributes.length > name.length ? PATTERNS[name].exec(attributes) : null;
  return found && readEntities(found[1] ?? found[2] ?? found[3] ?? '');
};
