import { expect, test } from 'vitest';
import { htmlToWords } from '../../../src/app/ui/editor/html-to-words.ts';

const read = (html: string) => htmlToWords(html, 20_000);

test('headings, lists, bold, quotes and line breaks come in as our marks', () => {
  expect(
    read(
      '<h1>One <b>day</b></h1><p>We <strong>met</strong> at ten.<br>It rained.</p><ul><li>bread</li><li>milk</li></ul><ol start="3"><li><p>call</p></li><li>write</li></ol><h3>Later</h3><blockquote><p>I am fine.</p><p>Really.</p></blockquote><div>End</div>',
    ),
  ).toBe(
    '# One day\n\nWe **met** at ten.\nIt rained.\n\n- bread\n- milk\n3. call\n4. write\n\n## Later\n\n> I am fine.\n\n> Really.\n\nEnd',
  );
});

test('scripts, styles, what is hidden and what only looks are left out; their surroundings are not', () => {
  expect(
    read(
      '<style>p{color:red}</style><p onclick="x()">a<script>alert(1)</script><span style="display: none">no</span><span hidden>no</span> <a href="javascript:x()">link</a> <img src=x onerror="x()"><svg><text>no</text></svg><font color=red>b</font></p><iframe srcdoc="<p>no</p>"></iframe><template>no</template>',
    ),
  ).toBe('a link b');
});

test('bold by its look counts, and a bold that looks plain does not', () => {
  expect(
    read('<b style="font-weight:normal"><span style="font-weight: 700">x</span> y <span style="font-weight:bold"> z </span>w</b>'),
  ).toBe('**x** y **z** w');
});

test('a word processor’s list is a list, without its drawn dots', () => {
  expect(
    read(
      "<p class=MsoListParagraphCxSpFirst style='mso-list:l0'><span style='mso-list:Ignore'>·<span> </span></span>one<o:p></o:p></p><p class=MsoListParagraphCxSpLast><span style='mso-list:Ignore'>·</span>two</p>",
    ),
  ).toBe('- one\n\n- two');
});

test('a table is a line for each row', () => {
  expect(read('<table><tr><th>Day</th><th>What</th></tr><tr><td>Mon</td><td>Visit</td></tr></table>')).toBe('Day What\nMon Visit');
});

test('white space is one space, but in what is set as it stands', () => {
  expect(read('<p>a \n\t b&nbsp;&nbsp;c</p><pre>d  e\nf</pre>')).toBe('a b c\n\nd e\nf');
});

test('a stair of ten thousand boxes is read', () => {
  expect(read(`${'<div>'.repeat(10_000)}deep`)).toBe('deep');
});

test('emoji and right-to-left words come through whole', () => {
  expect(read('<p>שלום <b>👩‍👩‍👧</b></p>')).toBe('שלום **👩‍👩‍👧**');
});

test('what was never closed, or closed twice, is read as a browser would', () => {
  expect(read('<p>one<p>two<ul><li>a<li>b</ul></b></div>three<td>x')).toBe('one\n\ntwo\n- a\n- b\nthreex');
  expect(read('1 < 2 and <3 & you &amp; me &eacute; &#128578; &#xe9; &unknown; <a title="a > b">link</a> <b')).toBe(
    '1 < 2 and <3 & you & me é 🙂 é &unknown; link <b',
  );
  expect(read('<!-- <p>no</p> --><![if !supportLists]>a<![endif]><?xml x?><!doctype html>b<script>"</p>"</script>c')).toBe('abc');
});

test('markup made to be slow is read in one go, and reading stops when there is enough', () => {
  const took: string[] = [];
  for (const piece of [
    '<a ',
    '<p>',
    '</p>',
    '<div>',
    '<!--',
    '<a title="',
    '&amp',
    '<script>',
    '<b>x',
    '<li style=" ',
    '<ul><li>',
    '<b class= ',
  ]) {
    const started = performance.now();
    expect(htmlToWords(piece.repeat(500_000 / piece.length), 20_000).length).toBeLessThan(510_000);
    const ms = performance.now() - started;
    took.push(`${piece} ${ms.toFixed(0)} ms`);
    // Were it looked at anew for each letter, it would take many minutes.
    expect(ms, piece).toBeLessThan(15_000);
  }
  console.warn(`Half a million letters of markup: ${took.join(', ')}`);
});
