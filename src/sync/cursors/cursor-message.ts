import * as z from 'zod/mini';
import { bytesToText, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { idToBytes, PAGE_BYTES, toPageId } from '#ledger';
import type { PageId } from '#ledger';

/** A place in a text that stays where it is while others write (Yjs' relative position, as JSON). */
const StructSchema = z.nullable(z.object({ client: z.int().check(z.nonnegative()), clock: z.int().check(z.nonnegative()) }));
const PlaceSchema = z.object({
  type: StructSchema,
  tname: z.nullable(z.string().check(z.maxLength(40))),
  item: StructSchema,
  assoc: z.int().check(z.minimum(-1), z.maximum(0)),
});
const CursorSchema = z.object({ anchor: PlaceSchema, head: PlaceSchema });

export type Cursor = Readonly<z.infer<typeof CursorSchema>>;

/** Where somebody is on a page; `null`: nowhere, any more. */
export interface CursorMessage {
  readonly page: PageId;
  readonly cursor: Cursor | null;
}

/** A cursor has two places of four short fields. */
const MOST_BYTES = 1024;

export const toCursor = (value: unknown): Cursor | null => {
  const parsed = z.safeParse(CursorSchema, value);
  return parsed.success ? parsed.data : null;
};

/** Page (8), and the cursor as JSON, or nothing. */
export const writeCursor = ({ page, cursor }: CursorMessage): Bytes =>
  concatBytes(idToBytes(page), cursor ? textToBytes(JSON.stringify(cursor)) : new Uint8Array(0));

/** Reads a message; `null` where it is none. */
export const readCursor = (bytes: Bytes): CursorMessage | null => {
  const page = toPageId(bytes.slice(0, PAGE_BYTES));
  if (!page || bytes.length > PAGE_BYTES + MOST_BYTES) return null;
  if (bytes.length === PAGE_BYTES) return { page, cursor: null };
  try {
    const cursor = toCursor(JSON.parse(bytesToText(bytes.slice(PAGE_BYTES)) ?? ''));
    return cursor && { page, cursor };
  } catch {
    return null;
  }
};
