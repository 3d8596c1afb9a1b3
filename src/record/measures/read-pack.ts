import * as z from 'zod/mini';
import { err, ok } from '#base';
import type { Result } from '#base';
import { LONGEST_PACK } from '../items/progress.ts';
import { numbersOf, PACK_FORMAT, PACK_SCHEMA } from './pack.ts';
import type { Pack } from './pack.ts';
import { wordingHash } from './wording.ts';
import type { Hash } from './wording.ts';

/** More choices than that are no scale that a person can answer. */
const MOST_NUMBERS = 101;

/** Why a measure is not taken. */
export type PackRefusal =
  | { readonly type: 'too-large'; readonly most: number }
  | { readonly type: 'not-json' }
  /** Made for another version of this app. */
  | { readonly type: 'other-format'; readonly format: unknown }
  | { readonly type: 'no-licence' }
  | { readonly type: 'unknown-field'; readonly field: string }
  | { readonly type: 'does-not-fit'; readonly field: string }
  | { readonly type: 'same-item-twice'; readonly item: string }
  | { readonly type: 'wrong-range'; readonly item: string }
  | { readonly type: 'changed-wording'; readonly stated: string; readonly found: string };

/** A measure from the text of its file. It is taken as a whole or not at all. */
export const readPack = (text: string, hash: Hash): Result<Pack, PackRefusal> => {
  if (text.length > LONGEST_PACK) return err({ type: 'too-large', most: LONGEST_PACK });
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err({ type: 'not-json' });
  if ('format' in value && value.format !== PACK_FORMAT) return err({ type: 'other-format', format: value.format });
  if (!hasLicence(value)) return err({ type: 'no-licence' });
  const parsed = z.safeParse(PACK_SCHEMA, value);
  if (!parsed.success) return err(whyOf(parsed.error));
  return checkItems(parsed.data) ?? checkWording(parsed.data, hash);
};

const parse = (text: string): unknown => {
  try {
    // A byte order mark is what some editors put before a file's first letter.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return null;
  }
};

const LICENCE = z.object({
  licence: z.object({ spdx: z.optional(z.nullable(z.string())), text: z.optional(z.string()) }),
});

/** A name or the words of a licence. An address alone may lead anywhere tomorrow. */
const hasLicence = (value: object): boolean => {
  const { success, data } = z.safeParse(LICENCE, value);
  return success && `${data.licence.spdx ?? ''}${data.licence.text ?? ''}`.trim() !== '';
};

const whyOf = ({ issues }: z.core.$ZodError): PackRefusal => {
  const [issue] = issues;
  const path = (issue?.path ?? []).map(String).join('.');
  if (issue?.code !== 'unrecognized_keys') return { type: 'does-not-fit', field: path };
  return { type: 'unknown-field', field: [path, issue.keys[0]].filter(Boolean).join('.') };
};

const checkItems = ({ items, reliableChange }: Pack): Result<Pack, PackRefusal> | null => {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.id)) return err({ type: 'same-item-twice', item: item.id });
    seen.add(item.id);
    const steps = (item.most - item.least) / item.step;
    if (steps < 1 || Math.abs(steps - Math.round(steps)) > 1e-6 || steps >= MOST_NUMBERS || numbersOf(item).at(-1) !== item.most)
      return err({ type: 'wrong-range', item: item.id });
    if (reliableChange && reliableChange.points > item.most - item.least) return err({ type: 'wrong-range', item: item.id });
  }
  return null;
};

const checkWording = (pack: Pack, hash: Hash): Result<Pack, PackRefusal> => {
  const found = wordingHash(pack, hash);
  return found === pack.wording ? ok(pack) : err({ type: 'changed-wording', stated: pack.wording, found });
};
