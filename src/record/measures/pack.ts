import * as z from 'zod/mini';
import { DIRECTIONS, RATERS } from '../items/progress.ts';
import { LONG, SHORT, words } from '../items/shape.ts';

/** What a measure is: data that anybody can write. `docs/measures.md` says how. */
export const PACK_FORMAT = 1;

const some = (most: number) => words(most).check(z.minLength(1));
const end = z.number().check(z.minimum(-1000), z.maximum(1000));

const item = z.strictObject({
  /** Answers go by it. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  words: some(1000),
  least: end,
  most: end,
  step: z.number().check(z.positive(), z.maximum(1000)),
  leastWords: words(SHORT),
  mostWords: words(SHORT),
  /** Where the good end of this one is another than the pack's. */
  better: z.optional(z.enum(DIRECTIONS)),
});

export const PACK_SCHEMA = z.strictObject({
  format: z.literal(PACK_FORMAT),
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/)),
  version: some(20),
  name: some(100),
  /** BCP 47, of the words that are asked. */
  language: z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  /** Said before the first item; part of the wording. */
  intro: words(LONG),
  items: z.array(item).check(z.minLength(1), z.maxLength(50)),
  better: z.enum(DIRECTIONS),
  /** Who may answer. */
  by: z.array(z.enum(RATERS)).check(z.minLength(1), z.maxLength(RATERS.length)),
  /** Asked at most so often. */
  everyDays: z.int().check(z.minimum(1), z.maximum(366)),
  /** By how much one item has to move before that says something, and who found out; `null`: nobody has. */
  reliableChange: z.nullable(z.strictObject({ points: z.number().check(z.positive()), source: some(1000) })),
  /** SPDX id, or the licence's own words; and where it can be read. */
  licence: z.strictObject({ spdx: z.nullable(words(80)), text: words(LONG), url: words(500) }),
  attribution: words(1000),
  source: some(1000),
  /** SHA-256 of the unaltered wording, hex. */
  wording: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

export type Pack = Readonly<z.infer<typeof PACK_SCHEMA>>;
export type PackItem = Readonly<Pack['items'][number]>;

/** Which end of an item's range is the good one. */
export const betterOf = (pack: Pack, of: PackItem): (typeof DIRECTIONS)[number] => of.better ?? pack.better;

/** The numbers that an item can be answered with, least first. */
export const numbersOf = ({ least, most, step }: PackItem): readonly number[] =>
  Array.from({ length: Math.round((most - least) / step) + 1 }, (_, at) => tidy(least + at * step));

/** Whether a number is one of them. */
export const fitsItem = (item: PackItem, value: number): boolean => numbersOf(item).includes(value);

/** Sums of steps such as 0.1 without their last stray digit. */
const tidy = (value: number): number => Number(value.toFixed(6));
