import { readFileSync } from 'node:fs';

const PAGE = new URL('../../../docs/protocol.md', import.meta.url);

/** docs/protocol.md, as it is now. */
export const thePage = (): string => readFileSync(PAGE, 'utf8');

/** One section of it, by its number. */
export const section = (number: number): string => {
  const [, ...parts] = thePage().split(/^## (?=\d+\. )/m);
  const found = parts.find((part) => part.startsWith(`${String(number)}. `));
  if (!found) throw new Error(`The page has no section ${String(number)}.`);
  return found;
};

/** The 64 pictures in their order, as section 6 lists them. */
export const pictureNames = (): readonly string[] => {
  const [, list = ''] = /The 64 pictures[^:]*:\n\n((?: {4}.+\n)+)/.exec(section(6)) ?? [];
  return list.trim().split(/\s+/);
};
