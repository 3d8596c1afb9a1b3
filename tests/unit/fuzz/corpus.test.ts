import { beforeAll, describe, expect, it } from 'vitest';
import { bytesToHex } from '#base';
import { bytesOf, CORPORA } from '../../fuzz/corpus.ts';
import type { Decoder } from '../../fuzz/decoder.ts';
import { createDecoders } from '../../fuzz/decoders.ts';
import { makeCorpora } from '../../fuzz/make/corpora.ts';
import { Mutations, tryBytes } from '../../fuzz/mutation.ts';

let decoders: readonly Decoder[];
beforeAll(async () => {
  decoders = await createDecoders();
});

const decoderOf = (name: string): Decoder => {
  const decoder = decoders.find((one) => one.name === name);
  if (!decoder) throw new Error(`nothing decodes ${name}`);
  return decoder;
};

describe('the corpus', () => {
  it('is what `npm run fuzz -- --corpus` makes, to the byte', async () => {
    const made = Object.entries(await makeCorpora()).map(([name, entries]) => [
      name,
      Object.fromEntries([...entries].map(([what, bytes]) => [what, bytesToHex(bytes)])),
    ]);
    expect(Object.fromEntries([...CORPORA].map(([name, corpus]) => [name, corpus.made]))).toEqual(Object.fromEntries(made));
  });

  it('has real bytes for every decoder', () => {
    const mutations = new Mutations(decoders);
    expect(decoders.filter((decoder) => mutations.seedsOf(decoder).length === 0).map(({ name }) => name)).toEqual([]);
  });
});

// Else a decoder that took nothing would pass every test of mutations.
describe('real bytes are taken', () => {
  it.each([...CORPORA].flatMap(([name, { made }]) => [...bytesOf(made)].map(([what, bytes]) => [name, what, bytes] as const)))(
    '%s: %s',
    async (name, _, bytes) => {
      expect(await tryBytes(decoderOf(name), bytes)).toMatchObject({ taken: true, problem: null });
    },
  );

  it.each(['notice', 'introduction', 'welcome', 'carried-keys'])('%s, of a record made for the run', async (name) => {
    const decoder = decoderOf(name);
    const [first] = decoder.seeds ?? [];
    if (!first) throw new Error('there are some');
    expect(await tryBytes(decoder, first)).toMatchObject({ taken: true, problem: null });
  });
});

describe('what a run found is refused, and breaks nothing any more', () => {
  it.each([...CORPORA].flatMap(([name, { found }]) => [...bytesOf(found)].map(([what, bytes]) => [name, what, bytes] as const)))(
    '%s: %s',
    async (name, _, bytes) => {
      expect(await tryBytes(decoderOf(name), bytes)).toMatchObject({ taken: false, problem: null });
    },
  );
});
