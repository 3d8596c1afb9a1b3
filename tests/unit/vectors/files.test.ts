import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeVectors } from '../../vectors/make-vectors.ts';
import type { Json } from '../../vectors/make/json.ts';

/** All of it is made within two seconds, on a machine that does nothing else. */
const PATIENCE = 60_000;
const FOLDER = new URL('../../vectors/', import.meta.url);

describe('the vectors', () => {
  let made: ReadonlyMap<string, Json>;
  beforeAll(async () => {
    made = await makeVectors();
    if (process.env['WRITE_VECTORS'])
      for (const [name, vectors] of made) writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(vectors, null, 1)}\n`);
  }, PATIENCE);

  it('are those that this code makes, to the byte', () => {
    for (const [name, vectors] of made) expect(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'))).toEqual(vectors);
  });

  it('are all made by the script that is kept', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual([...made.keys()].map((name) => `${name}.json`).sort());
  });

  it(
    'are the same when they are made again',
    async () => {
      expect(await makeVectors()).toEqual(made);
    },
    PATIENCE,
  );
});
