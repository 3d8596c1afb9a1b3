import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import entries from '../../vectors/entries.json';
import invitations from '../../vectors/invitations.json';
import keys from '../../vectors/keys.json';
import updates from '../../vectors/updates.json';
import { hex } from './from-the-page/bytes.ts';
import { openWords, readEntry } from './from-the-page/entry.ts';
import { section } from './the-page.ts';

const entryOf = (name: string) => {
  const found = entries.entries.find((one) => one.name === name);
  if (!found) throw new Error(`no entry is called ${name}`);
  return found;
};

/** The blocks of an example: of each line the bytes, which stand before the first space; `‹name›` is that entry’s. */
const blocksOf = (heading: string): readonly string[] => {
  const [, part = ''] = section(11).split(`### ${heading}\n`);
  const [own = ''] = part.split('### ');
  return [...own.matchAll(/(?:^ {4}.+\n)+/gm)].map(([block]) =>
    block
      .trimEnd()
      .split('\n')
      .map((line) => /^ {4}(?:‹(.+)›|(\S+))/.exec(line))
      .map((line) => (line?.[1] ? entryOf(line[1]).outputs.entry : (line?.[2] ?? '')))
      .join(''),
  );
};

describe('the worked examples of the page', () => {
  it('show an entry of the vectors, byte by byte, and what it opens to', () => {
    const { inputs, outputs } = entryOf('grant, with words');
    const [entry = '', plaintext = ''] = blocksOf('An entry');
    expect(entry).toBe(outputs.entry);
    const { payload, time } = openWords(readEntry(hex(entry)), hex(inputs.words?.key ?? ''));
    expect(plaintext.slice(0, 22)).toBe(`01${time.toString(16).padStart(12, '0')}${payload.length.toString(16).padStart(8, '0')}`);
    expect(plaintext.slice(22)).toBe(payload.toString('hex').padEnd(2 * (64 - 11), '0'));
  });

  it('show how a key id is made', () => {
    const [hashed = '', id = ''] = blocksOf('A key id');
    expect(createHash('sha256').update(hex(hashed)).digest('hex')).toBe(id);
    expect(keys.pageKeys.map(({ keyId }) => keyId)).toContain(id);
  });

  it('show an update of the vectors', () => {
    const [update] = blocksOf('An update');
    expect(update).toBe(updates.updates.find(({ name }) => name === 'two strands, the higher number first')?.update);
  });

  it('show an invitation code of the vectors, in bytes and in letters', () => {
    const [bytes, letters] = blocksOf('An invitation code');
    expect([bytes, letters]).toEqual([invitations.codes[1]?.bytes, invitations.codes[1]?.code]);
  });

  it('name every file of vectors', () => {
    const named = [...section(11).matchAll(/^\| `([a-z]+)\.json` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(['boxes', 'changes', 'entries', 'histories', 'invitations', 'keys', 'links', 'padding', 'updates']);
  });
});
