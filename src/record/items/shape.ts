import * as z from 'zod/mini';

/** Words of at most so many UTF-16 units. */
export const words = (most: number) => z.string().check(z.maxLength(most));

/** A text that one can tell something in, and one for a line. */
export const LONG = 20_000;
export const SHORT = 300;
/** A text that several write in at once: one hand is held to LONG, but hands together may end up with more, and nothing of it may stop showing. */
export const SHARED = 5 * LONG;

/** The id of an item. */
export const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** A person of the team: `client`, or a member's number. */
export const who = z.string().check(z.regex(/^(client|[0-9a-f]{32})$/));
/** A calendar day, as somebody names it. */
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A time of the day on the clock. */
export const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** A few persons of the team. */
export const people = z.array(who).check(z.maxLength(100));
export const from0To = (most: number) => z.int().check(z.minimum(0), z.maximum(most));
