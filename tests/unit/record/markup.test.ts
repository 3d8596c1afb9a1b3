import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords, PREFIXES, readLine, readMarkup, readSpans } from '#record';

const SAID = { fact: 'Fact:', view: 'View:', quote: 'Said:' };
const words = (spans: readonly { readonly text: string }[]) => spans.map(({ text }) => text).join('');

test('a text is headings, lists, paragraphs and marked lines, in their order', () => {
  const text =
    '# Tuesday\nWe met.\nIt rained.\n\n- bread\n- milk\n3. call\n4. write\n## Later\n[fact] He was there.\n[my view] He was glad.\n> I am fine.';
  expect(readMarkup(text).map((block) => ({ ...block, spans: undefined, lines: undefined, items: undefined }))).toMatchObject([
    { kind: 'heading', level: 1 },
    { kind: 'paragraph' },
    { kind: 'list', start: null },
    { kind: 'list', start: 3 },
    { kind: 'heading', level: 2 },
    { kind: 'fact' },
    { kind: 'view' },
    { kind: 'quote' },
  ]);
  const [heading, paragraph, list, numbered] = readMarkup(text);
  expect(heading?.kind === 'heading' && words(heading.spans)).toBe('Tuesday');
  expect(paragraph?.kind === 'paragraph' && paragraph.lines.map(words)).toEqual(['We met.', 'It rained.']);
  expect(list?.kind === 'list' && list.items.map(words)).toEqual(['bread', 'milk']);
  expect(numbered?.kind === 'list' && numbered.items.map(words)).toEqual(['call', 'write']);
});

test('an empty line parts two paragraphs and two lists', () => {
  expect(readMarkup('one\n\ntwo\n- a\n\n- b').map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'list', 'list']);
});

test('what only looks like a mark is words', () => {
  for (const line of ['#tag', '-5 degrees', '1.5 litres', '12345. far too many', '[Fact] x', '>_<', '### three'])
    expect(readLine(line), line).toEqual({ kind: 'plain', mark: 0 });
});

test('bold is between two pairs of stars on one line, and a pair that nothing ends is two stars', () => {
  const look = (line: string) => readSpans(line).map(({ text, bold }) => (bold ? `<${text}>` : text));
  expect(look('a **b c** d **e**')).toEqual(['a ', '<b c>', ' d ', '<e>']);
  expect(look('2 ** 3 and 4 ** 5')).toEqual(['2 ** 3 and 4 ** 5']);
  expect(look('**open')).toEqual(['**open']);
  expect(look('****')).toEqual(['****']);
  expect(readSpans('x **yz**').map(({ text, from }) => 'x **yz**'.slice(from, from + text.length))).toEqual(['x ', 'yz']);
});

test('no letter is lost or made up: marks and words together are the line', () => {
  const piece = fc.constantFrom('**', '*', '# ', '- ', '1. ', '> ', '[fact] ', 'ab', ' ', '🙂', 'שלום', '\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const line of text.split('\n')) {
        const { mark } = readLine(line);
        const spans = readSpans(line, mark);
        for (const { text: part, from } of spans) expect(line.slice(from, from + part.length)).toBe(part);
        expect(line.slice(mark).replaceAll('*', '')).toBe(words(spans).replaceAll('*', ''));
      }
      const shown = readMarkup(text).flatMap((block) =>
        block.kind === 'heading' ? [block.spans] : block.kind === 'list' ? block.items : block.lines,
      );
      const letters = (all: string) => all.replaceAll(/[^a-z🙂שלום]/gu, '');
      expect(letters(shown.map(words).join(''))).toBe(
        letters(text.replaceAll('[fact] ', (mark, at: number) => (at === 0 || text[at - 1] === '\n' ? '' : mark))),
      );
    }),
  );
});

test('a line of 20,000 stars and a text of 20,000 open bolds are read at once', () => {
  const started = performance.now();
  readMarkup('*'.repeat(20_000));
  readMarkup('**a '.repeat(5000));
  readMarkup('** '.repeat(6600));
  expect(performance.now() - started).toBeLessThan(500);
});

test('without its marks a text says what its marks said, in words', () => {
  expect(plainWords(`# A\n- **b**\n2. c\n${PREFIXES.fact}d\n${PREFIXES.view}e\n> f`, SAID)).toBe('A\n- b\n2. c\nFact: d\nView: e\nSaid: f');
});
