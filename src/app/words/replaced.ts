import type { Words } from './language.svelte.ts';

/** Some messages of a language: what is not in it stays as it was. */
export type SomeWords<T = Words> = T extends string | boolean
  ? T
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]?: SomeWords<T[K]> };

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merge = (whole: Readonly<Record<string, unknown>>, some: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...whole,
  ...Object.fromEntries(
    Object.entries(some).map(([key, value]) => {
      const before = whole[key];
      return [key, isGroup(before) && isGroup(value) ? merge(before, value) : value];
    }),
  ),
});

/** A language that is another one with some messages in its place. */
export const replaced = (whole: Words, some: SomeWords): Words => merge(whole, some) as Words;
