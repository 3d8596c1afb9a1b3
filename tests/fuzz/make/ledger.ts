import { concatBytes, textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { headToBytes, isKind, readEntry, runsOf, writeUpdate } from '#ledger';
import type { Entry } from '#ledger';
import { writeWords } from '../../../src/ledger/words.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import { entriesOfAllKinds } from '../decoders/ledger.ts';
import { changeOn, planPage, textPage } from '../pages.ts';
import type { TestPage } from '../pages.ts';
import type { Made } from './corpora.ts';

const update = (...entries: readonly Entry[]): Bytes => writeUpdate(runsOf(entries));

const changesOf = (page: TestPage): ReadonlyMap<string, Bytes> =>
  new Map([...page.edits].map(([name, edit]) => [name, changeOn(page, edit)]));

export const makeLedger = async (world: World): Promise<Made> => {
  const kinds = await entriesOfAllKinds(world);
  const entries = new Map<string, Entry>();
  for (const [kind, bytes] of kinds) {
    const read = readEntry(bytes);
    if (!read.ok) throw new Error(`${kind}: ${read.error.type}`);
    entries.set(kind, read.value);
  }
  const { stored, honest, first, last } = world;
  const words = (text: string) => writeWords({ time: toInstant(1_767_600_000_000), payload: textToBytes(text) });
  return {
    entry: kinds,
    update: new Map([
      ['nothing', update()],
      ['one entry', update(honest)],
      ['a run', update(...stored.slice(0, 3))],
      ['a run from its middle', update(...stored.slice(1, 4))],
      ['several strands', update(...stored.slice(2), honest)],
    ]),
    gate: new Map([
      ['one entry', update(honest)],
      ['all that is stored, and one more', update(...stored, honest)],
      // The begin is stored: it would be passed over.
      ...[...entries].filter(([, entry]) => !isKind(entry, 'begin')).map(([kind, entry]) => [kind, update(entry)] as const),
    ]),
    words: new Map([
      ['none', words('')],
      ['few', words('words')],
      ['up to a step', words('w'.repeat(53))],
      ['beyond the first steps', words('w'.repeat(700))],
    ]),
    heads: new Map([
      ['none', new Uint8Array(0)],
      ['one', headToBytes(first)],
      ['two', concatBytes(...[first, last].sort((a, b) => a.strand - b.strand).map((entry) => headToBytes(entry)))],
    ]),
    'change-to-plan': changesOf(planPage()),
    'change-to-texts': changesOf(textPage()),
  };
};
