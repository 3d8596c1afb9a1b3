import * as z from 'zod/mini';
import { id, SHORT, words } from './shape.ts';

/** What can be shown safely. Never a type that a browser would run as a page or a drawing of this app's own. */
export const ATTACHMENT_TYPES = ['image/jpeg', 'image/webp', 'image/png', 'application/pdf'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

const pixels = z.int().check(z.minimum(1), z.maximum(20_000));

export const ATTACHMENT_SCHEMAS = {
  /**
   * A picture or letter, which lies outside the ledger: `hash` is the SHA-256 of its sealed bytes, `key` (base64url) opens them, `bytes` is the
   * length of what is inside. `to`: the item that it hangs on. `words`: what it shows, for who does not see it. `name`: what to call a file of it.
   */
  attachment: z.object({
    kind: z.literal('attachment'),
    to: z.optional(id),
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    key: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
    bytes: z.int().check(z.minimum(1), z.maximum(8 * 1024 * 1024 - 4)),
    mime: z.enum(ATTACHMENT_TYPES),
    width: z.optional(pixels),
    height: z.optional(pixels),
    words: words(SHORT),
    name: z.optional(words(120)),
  }),
} as const;
