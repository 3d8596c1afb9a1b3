import { bytesToHex } from '#base';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value as the vectors write it down: bytes as hex, what is not there as `null`, names as the page has them. */
export const toJson = (value: unknown): Json => {
  if (value === undefined || value === null) return null;
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Map) return [...value].map(([key, of]) => [toJson(key), toJson(of)]);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key === 'seq' ? 'sequence' : key, toJson(of)]));
  throw new Error(`No way to write down a ${typeof value}.`);
};
