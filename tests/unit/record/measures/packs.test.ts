import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PACK, MY_TEAM, numbersOf, readPack, SHIPPED_PACKS, wordingHash } from '../../../../src/record/index.ts';
import { HOME_PACK } from '../../../../src/record/made-up/own-measure.ts';
import type { Pack, PackItem } from '../../../../src/record/index.ts';

const hash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const item: PackItem = {
  id: 'sleep',
  words: 'How did I sleep?',
  least: 0,
  most: 10,
  step: 1,
  leastWords: 'Not at all',
  mostWords: 'Very well',
};
const BASE: Pack = {
  format: 1,
  id: 'sleep',
  version: '1',
  name: 'Sleep',
  language: 'en',
  intro: 'Think of last night.',
  items: [item],
  better: 'higher',
  by: ['me'],
  everyDays: 7,
  reliableChange: null,
  licence: { spdx: 'CC0-1.0', text: '', url: '' },
  attribution: '',
  source: 'Written for this test',
  wording: '',
};
/** A pack whose hash fits what it asks. */
const signed = (pack: Pack): Pack => ({ ...pack, wording: wordingHash(pack, hash) });
const read = (pack: unknown) => readPack(JSON.stringify(pack), hash);
const refusalOf = (pack: unknown) => {
  const result = read(pack);
  return result.ok ? null : result.error;
};
const good = signed(BASE);

describe('the packs that come with the app', () => {
  it.each(SHIPPED_PACKS.map(({ pack }) => [pack.id, pack] as const))('%s is read as any other: licence, range, wording', (_, pack) => {
    expect(read(pack)).toEqual({ ok: true, value: pack });
    expect(pack.licence.spdx).toMatch(/^(CC0-1\.0|OGL-UK-3\.0)$/);
    expect(pack.licence.url).toMatch(/^https:/);
    expect(pack.source).not.toBe('');
  });

  it('asks of no risk: nobody is watching', () => {
    const all = SHIPPED_PACKS.flatMap(({ pack }) => [pack.intro, ...pack.items.map((one) => one.words)]).join('\n');
    expect(all).not.toMatch(/suicid|self.?harm|harm|kill|die|dead|hurt|danger|risk|safe to/i);
  });

  it('asks of the team what the statements say', () => {
    const pack = SHIPPED_PACKS.find(({ on }) => on === 'learning')!.pack;
    expect(pack.items.map(({ id, words }) => ({ id, words }))).toEqual(MY_TEAM.statements);
    expect(pack.version).toBe(String(MY_TEAM.version));
    expect(pack.items.every(({ least, most }) => least === MY_TEAM.least && most === MY_TEAM.most)).toBe(true);
  });

  it('words ONS4 as it was published', () => {
    const pack = SHIPPED_PACKS.find((one) => one.pack.id === 'ons4')!.pack;
    expect(pack.wording).toMatchInlineSnapshot(`"677a905feaa2dc2b655d68bfe15556a82fd72211eebf8ac62bb81175ee54847b"`);
    expect(pack.items.map((one) => one.better ?? pack.better)).toEqual(['higher', 'higher', 'higher', 'lower']);
  });
});

describe('a pack from a file', () => {
  it('of the made-up record is one that can be used', () => expect(readPack(HOME_PACK, hash)).toMatchObject({ ok: true }));
  it('is read when it fits', () => expect(read(good)).toEqual({ ok: true, value: good }));
  it('may begin with a byte order mark', () => expect(readPack(`\uFEFF${JSON.stringify(good)}`, hash).ok).toBe(true));

  it.each([
    ['none at all', { ...good, licence: undefined }],
    ['an empty one', { ...good, licence: { spdx: null, text: '  ', url: 'https://example.org' } }],
    ['an address alone', { ...good, licence: { url: 'https://example.org' } }],
    ['words where there should be a licence', { ...good, licence: 'CC0-1.0' }],
    ['nothing', { ...good, licence: null }],
  ])('is refused without a licence: %s', (_, pack) => expect(refusalOf(pack)).toEqual({ type: 'no-licence' }));

  it('a licence in its own words will do', () =>
    expect(read({ ...good, licence: { spdx: null, text: 'By letter of 3 May 2026 to Harbour Bridge.', url: '' } }).ok).toBe(true));

  it.each([
    ['a word', { items: [{ ...item, words: 'How well did I sleep?' }] }],
    ['the words before', { intro: 'Think of this week.' }],
    ['an end', { items: [{ ...item, mostWords: 'Well' }] }],
    ['a number', { items: [{ ...item, most: 5 }] }],
    ['the good end', { better: 'lower' as const }],
    ['one more item', { items: [item, { ...item, id: 'dreams' }] }],
  ])('is refused when its wording was changed: %s', (_, change) =>
    expect(refusalOf({ ...good, ...change })).toMatchObject({ type: 'changed-wording', stated: good.wording }),
  );

  it('keeps its hash when what is not asked changes', () => {
    const other = { ...good, name: 'Schlaf', version: '2', everyDays: 14, attribution: 'Somebody' };
    expect(read(other).ok).toBe(true);
  });

  it.each([
    ['beside all', { ...good, riskScore: 1 }, 'riskScore'],
    ['in an item', { ...good, items: [{ ...item, weight: 2 }] }, 'items.0.weight'],
    ['in the licence', { ...good, licence: { ...good.licence, until: 2030 } }, 'licence.until'],
  ])('is refused with a field that nobody knows: %s', (_, pack, field) =>
    expect(refusalOf(pack)).toEqual({ type: 'unknown-field', field }),
  );

  it.each([
    ['upside down', { least: 10, most: 0 }],
    ['of one number', { most: 0 }],
    ['that the step misses', { step: 3 }],
    ['of more numbers than one can choose from', { step: 0.01 }],
  ])('is refused with a range %s', (_, range) =>
    expect(refusalOf(signed({ ...BASE, items: [{ ...item, ...range }] }))).toEqual({ type: 'wrong-range', item: 'sleep' }),
  );

  it.each([
    ['a step of 0', { ...good, items: [{ ...item, step: 0 }] }, 'items.0.step'],
    ['an endless range', { ...good, items: [{ ...item, most: 1e9 }] }, 'items.0.most'],
    ['words for a number', { ...good, items: [{ ...item, least: '0' }] }, 'items.0.least'],
    ['no items', { ...good, items: [] }, 'items'],
    ['51 items', { ...good, items: Array.from({ length: 51 }, (_, at) => ({ ...item, id: `i${String(at)}` })) }, 'items'],
    ['nobody to answer', { ...good, by: [] }, 'by'],
    ['an item called __proto__', { ...good, items: [{ ...item, id: '__proto__' }] }, 'items.0.id'],
    ['no source', { ...good, source: '' }, 'source'],
  ])('is refused with %s, and says where', (_, pack, field) => expect(refusalOf(pack)).toEqual({ type: 'does-not-fit', field }));

  it('is refused with two items of one name', () =>
    expect(refusalOf(signed({ ...BASE, items: [item, item] }))).toEqual({ type: 'same-item-twice', item: 'sleep' }));
  it('is refused when a change that counts is larger than the range', () =>
    expect(refusalOf(signed({ ...BASE, reliableChange: { points: 11, source: 'x' } }))).toEqual({ type: 'wrong-range', item: 'sleep' }));
  it('is refused when it is for another version', () =>
    expect(refusalOf({ ...good, format: 2 })).toEqual({ type: 'other-format', format: 2 }));
  it('is refused when it is huge, before it is parsed', () =>
    expect(readPack(' '.repeat(LONGEST_PACK + 1), hash)).toEqual({ ok: false, error: { type: 'too-large', most: LONGEST_PACK } }));
  it.each(['', '{', '[]', 'null', '7', '"words"'])('is refused when it is no pack: %s', (text) =>
    expect(readPack(text, hash)).toEqual({ ok: false, error: { type: 'not-json' } }),
  );

  it('is taken or refused in words, whatever is in it, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .tuple(fc.constantFrom(...Object.keys(good)), fc.anything())
            .map(([field, value]) => JSON.stringify({ ...good, [field]: value })),
        ),
        (text) => {
          const result = readPack(text, hash);
          expect(result.ok || typeof result.error.type === 'string').toBe(true);
        },
      ),
    );
  });
});

describe('the hash of a wording', () => {
  it('is that of its canonical form in docs/protocol.md', () => {
    const written =
      '["around-me/measure-wording/1","Think of last night.",[["sleep","How did I sleep?",0,10,1,"Not at all","Very well","higher"]]]';
    expect(wordingHash(BASE, hash)).toBe(createHash('sha256').update(written).digest('hex'));
  });
  it('does not mind how an accent is written', () =>
    expect(wordingHash({ ...BASE, intro: 'Caf\u00e9' }, hash)).toBe(wordingHash({ ...BASE, intro: 'Cafe\u0301' }, hash)));

  it('is another one for every other wording', () => {
    const one = fc.record({ words: fc.string({ minLength: 1 }), leastWords: fc.string(), mostWords: fc.string(), intro: fc.string() });
    fc.assert(
      fc.property(one, one, (a, b) => {
        const of = ({ intro, ...words }: typeof a) => wordingHash({ ...BASE, intro, items: [{ ...item, ...words }] }, hash);
        const same = (['words', 'leastWords', 'mostWords', 'intro'] as const).every(
          (key) => a[key].normalize('NFC') === b[key].normalize('NFC'),
        );
        expect(of(a) === of(b)).toBe(same);
      }),
    );
  });
});

describe('the numbers of an item', () => {
  it('go from the least to the most', () => {
    expect(numbersOf(item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(numbersOf({ ...item, least: -1, most: 1, step: 0.5 })).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(numbersOf({ ...item, most: 0.3, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3]);
  });
});
