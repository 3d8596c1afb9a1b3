import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bytesToHex } from '#base';
import type { Corpus } from '../corpus.ts';
import { makeCorpora } from './corpora.ts';

/** Writes every corpus into a folder, one file a decoder; what was found by a run and kept there stays. */
const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder of the corpora.');
mkdirSync(folder, { recursive: true });
for (const [name, made] of Object.entries(await makeCorpora())) {
  const file = join(folder, `${name}.json`);
  const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Corpus).found : {};
  const corpus: Corpus = { made: Object.fromEntries([...made].map(([what, bytes]) => [what, bytesToHex(bytes)])), found };
  writeFileSync(file, `${JSON.stringify(corpus, null, 2)}\n`);
}
