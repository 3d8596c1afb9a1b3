/** A word as it is looked for: small letters, no accents, so that `cafe` finds `Café`. */
export const foldWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a text: by what is no letter, digit or mark, or by the language's own rules where words are not spaced. */
export const splitWords = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== '')
    .flatMap((part) => (UNSPACED.test(part) ? [...segmenter.segment(part)].map(({ segment }) => segment) : [part]));

/** A stretch of a text with the found words marked. Its parts in order are the stretch. */
export interface Found {
  readonly parts: readonly { readonly text: string; readonly found: boolean }[];
  /** Whether the text goes on before and after. */
  readonly before: boolean;
  readonly after: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The part of a text around the first found word, of about `length` UTF-16 units. `terms`: folded words as the index knows them. */
export const aroundFound = (text: string, terms: ReadonlySet<string>, length = 160): Found => {
  const hits = [...text.matchAll(WORD)]
    .filter(([word]) => terms.has(foldWord(word)) || (UNSPACED.test(word) && splitWords(word).some((one) => terms.has(foldWord(one)))))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const first = hits[0]?.from ?? 0;
  const from = wordStart(text, Math.max(0, first - Math.floor(length / 3)), first);
  const to = wordEnd(text, Math.min(text.length, from + length), hits[0]?.to ?? 0);
  const parts: { text: string; found: boolean }[] = [];
  let at = from;
  const add = (upTo: number, found: boolean) => {
    if (upTo > at) parts.push({ text: text.slice(at, upTo), found });
    at = Math.max(at, upTo);
  };
  for (const hit of hits) {
    if (hit.from >= to) break;
    add(hit.from, false);
    add(Math.min(hit.to, to), true);
  }
  add(to, false);
  return { parts, before: from > 0, after: to < text.length };
};

/** Not within a word (nor between the halves of one character): at the next space, if there is one before `most`. */
const wordStart = (text: string, at: number, most: number): number => {
  if (at === 0) return 0;
  const space = text.slice(at, most).search(/\s/);
  return space < 0 ? most : at + space + 1;
};

const wordEnd = (text: string, at: number, least: number): number => {
  if (at >= text.length) return text.length;
  const space = text.slice(least, at).search(/\s\S*$/);
  return space < 0 ? Math.max(least, endOfWord(text, at)) : least + space;
};

const endOfWord = (text: string, at: number): number => {
  const space = text.slice(at).search(/\s/);
  return space < 0 ? text.length : at + space;
};
