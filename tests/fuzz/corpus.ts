import { hexToBytes } from '#base';
import type { Bytes } from '#base';

/** Real bytes of one decoder by name, in hex: those that `npm run fuzz -- --corpus` makes, and those that a run found worth keeping. */
export interface Corpus {
  readonly made: Readonly<Record<string, string>>;
  readonly found: Readonly<Record<string, string>>;
}

const FILES = import.meta.glob<Corpus>('./corpus/*.json', { eager: true, import: 'default' });

/** The corpora by decoder. */
export const CORPORA: ReadonlyMap<string, Corpus> = new Map(
  Object.entries(FILES).map(([path, corpus]) => [path.replace(/^.*\/|\.json$/g, ''), corpus]),
);

const toBytes = (hex: string): Bytes => {
  const bytes = hexToBytes(hex);
  if (!bytes) throw new Error('A corpus is hex.');
  return bytes;
};

export const bytesOf = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, Bytes> =>
  new Map(Object.entries(entries).map(([name, hex]) => [name, toBytes(hex)]));
