declare const brand: unique symbol;

/** A type that only its maker may hand out: a `Brand<string, 'PageId'>` is a string, but no string is one. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
