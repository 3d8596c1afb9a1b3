import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { isLocalOrigin } from '#record';
import { openEditor } from '#app/ui/editor/open-editor.ts';
import type { EditorOptions, OpenEditor } from '#app/ui/editor/open-editor.ts';

const open: { editor: OpenEditor; host: HTMLElement }[] = [];
afterEach(() => {
  for (const { editor, host } of open.splice(0)) {
    editor.close();
    host.remove();
  }
});

/** An editor on a document of its own, in a page. */
const createWriter = (options: Partial<EditorOptions> & { readonly doc?: Y.Doc } = {}) => {
  const doc = options.doc ?? new Y.Doc({ gc: false });
  const text = doc.getText('text');
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const said: { tooLong: unknown[]; here: (readonly string[])[]; own: number; others: number } = {
    tooLong: [],
    here: [],
    own: 0,
    others: 0,
  };
  doc.on('update', (_: Uint8Array, origin: unknown) => {
    if (isLocalOrigin(origin)) said.own += 1;
    else said.others += 1;
  });
  const editor = openEditor({
    root,
    text,
    label: 'Words',
    hint: 'Hint',
    signs: () => ({ fact: 'Fact', view: 'My view', quote: 'Their words' }),
    most: 20_000,
    nameOf: () => null,
    onshape: () => undefined,
    onfocus: () => undefined,
    ontoolong: (what) => said.tooLong.push(what),
    onhere: (who) => said.here.push(who),
    ...options,
  });
  open.push({ editor, host });
  const content = root.querySelector<HTMLElement>('[role=textbox]')!;
  return { doc, text, editor, host, root, content, said };
};

/** Two documents that hear each other at once. */
const join = (a: Y.Doc, b: Y.Doc): void => {
  a.on('update', (update: Uint8Array, origin: unknown) => origin !== 'link' && Y.applyUpdate(b, update, 'link'));
  b.on('update', (update: Uint8Array, origin: unknown) => origin !== 'link' && Y.applyUpdate(a, update, 'link'));
};

const paste = (content: HTMLElement, data: Readonly<Record<string, string>>) => {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
};

/** What stands on the screen. */
const shown = ({ root }: { readonly root: ShadowRoot }) => [...root.querySelectorAll('.cm-line')].map((line) => line.textContent);

test('typing is this person’s own change, and is sealed as such', async () => {
  const a = createWriter();
  a.editor.focus();
  await userEvent.keyboard('Hello');
  expect(a.text.toJSON()).toBe('Hello');
  expect(a.said.own).toBeGreaterThan(0);
  expect(a.said.others).toBe(0);
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(a.text.toJSON()).toBe('');
  expect(a.said.others).toBe(0);
});

test('two who type in one text end up with the same words, and undo takes back only one’s own', async () => {
  const [a, b] = [createWriter(), createWriter()];
  join(a.doc, b.doc);
  a.editor.focus();
  await userEvent.keyboard('from a ');
  b.editor.focus({ from: 0, to: 0 });
  await userEvent.keyboard('from b ');
  expect(a.text.toJSON()).toBe('from b from a ');
  expect(shown(a)).toEqual(shown(b));
  a.editor.focus();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(b.text.toJSON()).toBe('from b ');
  expect(shown(a)).toEqual(['from b ']);
  await userEvent.keyboard('{Control>}y{/Control}');
  expect(b.text.toJSON()).toBe('from b from a ');
});

test('whatever both do and in whatever order they hear of it, both editors show what both texts hold', () => {
  const pieces = ['# ', '- ', '**b**', '🙂', '👩‍👩‍👧', 'שלום', '\n', 'word ', '> ', '[fact] ', 'x'];
  for (let seed = 1; seed <= 12; seed++) {
    let now = seed;
    const dice = (most: number) => {
      now = (now * 48_271) % 2_147_483_647;
      return now % most;
    };
    const writers = [createWriter(), createWriter()] as const;
    const queues: Uint8Array[][] = [[], []];
    writers.forEach(({ doc }, i) =>
      doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'link' && queues[1 - i]!.push(update)),
    );
    for (let step = 0; step < 120; step++) {
      const i = dice(2);
      const { editor, text, doc, content } = writers[i]!;
      const length = text.length;
      const [from, to] = [dice(length + 1), dice(length + 1)];
      const deed = dice(10);
      if (deed < 5) {
        editor.focus({ from, to: deed < 2 ? to : from });
        paste(content, { 'text/plain': pieces[dice(pieces.length)]! });
      } else if (deed === 5) {
        editor.focus({ from, to });
        editor.line((['heading', 'list', 'fact', 'plain'] as const)[dice(4)]!);
      } else if (deed === 6) {
        editor.focus({ from, to });
        editor.bold();
      } else for (const update of queues[i]!.splice(0, dice(4) + 1)) Y.applyUpdate(doc, update, 'link');
    }
    queues.forEach((queue, i) => queue.forEach((update) => Y.applyUpdate(writers[i]!.doc, update, 'link')));
    const [a, b] = writers;
    expect(a.text.toJSON(), `seed ${seed}`).toBe(b.text.toJSON());
    expect(a.text.toJSON(), `seed ${seed}: half a character`).not.toContain('\uFFFD');
    for (const one of writers) {
      // All lines on one's own screen, with their marks: nobody is on a line that hides none.
      expect(one.root.querySelectorAll('.cm-line').length, `seed ${seed}`).toBe(one.text.toJSON().split('\n').length);
      one.editor.focus({ from: 0, to: one.text.length });
      expect(shown(one).join('\n'), `seed ${seed}`).toBe(one.text.toJSON());
    }
    for (const { editor, host } of open.splice(0)) {
      editor.close();
      host.remove();
    }
  }
});

test('marks are hidden and styled, but on the line that somebody is on', async () => {
  const a = createWriter();
  a.editor.focus();
  await userEvent.keyboard('# Title{Enter}**b** c{Enter}- one{Enter}two{Enter}{Enter}{Enter}> mine');
  expect(a.text.toJSON()).toBe('# Title\n**b** c\n- one\n- two\n\n> mine');
  expect(shown(a)).toEqual(['Title', 'b c', '•\u00a0one', '•\u00a0two', '', '> mine']);
  expect(getComputedStyle(a.root.querySelector('.bold')!).fontWeight).toBe('700');
  expect(getComputedStyle(a.root.querySelector('.is-heading')!).fontWeight).toBe('700');
  a.editor.focus({ from: 0, to: 0 });
  expect(shown(a)).toEqual(['# Title', 'b c', '•\u00a0one', '•\u00a0two', '', 'Their wordsmine']);
});

test('the keyboard makes words bold and plain again, and Tab leads out of the text', async () => {
  const a = createWriter();
  const next = document.createElement('button');
  document.body.append(next);
  a.editor.focus();
  await userEvent.keyboard('one two');
  await userEvent.keyboard('{Control>}b{/Control}');
  expect(a.text.toJSON()).toBe('one **two**');
  await userEvent.keyboard('{Control>}b{/Control}');
  expect(a.text.toJSON()).toBe('one two');
  await userEvent.tab();
  expect(document.activeElement).toBe(next);
  next.remove();
});

test('a million letters that are pasted are cut at the limit, in words, and nothing else is lost', () => {
  const a = createWriter();
  a.text.insert(0, 'before');
  a.editor.focus({ from: 6, to: 6 });
  const started = performance.now();
  paste(a.content, { 'text/plain': 'x🙂'.repeat(350_000) });
  const took = performance.now() - started;
  expect(a.text.length).toBeLessThanOrEqual(20_000);
  expect(a.text.length).toBeGreaterThan(19_997);
  expect(a.text.toJSON().startsWith('beforex🙂x🙂')).toBe(true);
  expect(a.text.toJSON().endsWith('🙂') || a.text.toJSON().endsWith('x')).toBe(true);
  expect(a.said.tooLong).toEqual([{ kept: a.text.length - 6, pasted: true }]);
  console.warn(`A paste of a million letters: ${took.toFixed(1)} ms`);
  paste(a.content, { 'text/plain': 'more' });
  expect(a.said.tooLong.length).toBe(2);
  expect(a.text.length).toBeLessThanOrEqual(20_000);
  // What others write comes in all the same.
  a.doc.transact(() => a.text.insert(0, 'others '), 'link');
  expect(a.text.length).toBeGreaterThan(20_000);
  // And words can still be taken out.
  a.editor.focus({ from: 0, to: 8 });
  paste(a.content, { 'text/plain': 'y' });
  expect(a.text.toJSON().startsWith('yefore')).toBe(true);
});

test('markup that is pasted comes in as words; what carries no words falls back to the plain ones', () => {
  const a = createWriter();
  a.editor.focus();
  paste(a.content, { 'text/html': '<h2>Plan</h2><ul><li><b>call</b> her</li></ul>', 'text/plain': 'Plan call her' });
  expect(a.text.toJSON()).toBe('## Plan\n\n- **call** her');
  a.editor.focus({ from: 0, to: a.text.length });
  paste(a.content, { 'text/html': '<img src="x">', 'text/plain': 'a picture\r\nof us' });
  expect(a.text.toJSON()).toBe('a picture\nof us');
});

test('a text with other line ends in it is counted as it is', () => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'a\r\nb\rc');
  const a = createWriter({ doc });
  a.editor.focus({ from: 6, to: 6 });
  paste(a.content, { 'text/plain': '!' });
  expect(a.text.toJSON()).toBe('a\r\nb\rc!');
});

test('an emoji that takes the place of its neighbour keeps both its halves', () => {
  const a = createWriter();
  a.text.insert(0, 'a😀b');
  a.editor.focus({ from: 1, to: 3 });
  // As a browser's own editing does it: the letters on the screen change, and the editor finds out where.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way to edit as a browser does
  document.execCommand('insertText', false, '😁');
  return expect.poll(() => a.text.toJSON()).toBe('a😁b');
});

test('when the page is put together anew the caret stays, and what is typed goes into the new text', async () => {
  const a = createWriter();
  a.editor.focus();
  await userEvent.keyboard('one two');
  a.editor.focus({ from: 3, to: 3 });
  const next = new Y.Doc();
  const text = next.getText('text');
  text.insert(0, 'before one two');
  a.editor.goOnIn(text);
  await userEvent.keyboard('!');
  expect(text.toJSON()).toBe('before one! two');
  expect(a.text.toJSON()).toBe('one two');
  expect(shown(a)).toEqual(['before one! two']);
});

test('others’ carets bear the name that this device knows; nobody else is shown, and no broken place', async () => {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const a = createWriter({ doc, nameOf: (who) => (who === 'client' ? 'Sam' : null) });
  a.editor.follow(awareness);
  a.text.insert(0, 'some words');
  const at = (index: number) => JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(a.text, index))) as unknown;
  const hear = (client: number, state: unknown) => {
    awareness.states.set(client, state as Record<string, unknown>);
    awareness.emit('change', [{ added: [client], updated: [], removed: [] }, 'link']);
  };
  hear(1001, { who: 'client', name: 'Not Sam', cursor: { anchor: at(0), head: at(4) } });
  hear(1002, { who: 'f'.repeat(32), cursor: { anchor: at(0), head: at(4) } });
  hear(1003, { who: 'client', cursor: { anchor: { item: { client: 5, clock: 99 } }, head: 'x' } });
  hear(1004, { who: 'client', cursor: { anchor: { item: { client: 5, clock: 99 } }, head: { item: { client: 5, clock: 99 } } } });
  expect([...a.root.querySelectorAll('.caret-name')].map(({ textContent }) => textContent)).toEqual(['Sam']);
  expect(a.root.querySelector('.chosen')?.textContent).toBe('some');
  await expect.poll(() => a.said.here.at(-1)).toEqual(['client']);
  a.editor.focus({ from: 2, to: 2 });
  expect(awareness.getLocalState()?.['cursor']).toMatchObject({ anchor: at(2) });
  awareness.destroy();
});
