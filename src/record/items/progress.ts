import * as z from 'zod/mini';
import { day, from0To, id, LONG, SHORT, words } from './shape.ts';

/** Who gave a value. The person's own is the record; a worker's stands beside it. */
export const RATERS = ['me', 'worker', 'together'] as const;
/** Answers that are no number. */
export const NO_ANSWERS = ['not-asked', 'chose-not-to-say', 'not-known'] as const;
export const SOURCES = ['me', 'worker', 'service'] as const;
export const CERTAINTIES = ['sure', 'about', 'heard'] as const;
export const DIRECTIONS = ['higher', 'lower'] as const;
/** What is often counted. Anything else goes by the words that somebody chose for it. */
export const OFTEN_COUNTED = ['nights-out', 'a-and-e', 'arrests', 'evictions', 'good-days'] as const;
export type Rater = (typeof RATERS)[number];
export type NoAnswer = (typeof NO_ANSWERS)[number];
export type Source = (typeof SOURCES)[number];
export type Certainty = (typeof CERTAINTIES)[number];
/** Which end of a range is the good one. */
export type Direction = (typeof DIRECTIONS)[number];
export type OftenCounted = (typeof OFTEN_COUNTED)[number];

/** The longest pack that is read, in UTF-16 units. */
export const LONGEST_PACK = 60_000;

export const PROGRESS_SCHEMAS = {
  /** A measure that somebody of the team loaded: the pack as JSON, read by `measures/read-pack.ts`. */
  'measure-pack': z.object({ kind: z.literal('measure-pack'), json: words(LONGEST_PACK) }),
  /** Answers by item of the pack that is named by id, version and hash of its wording. `by: 'me'` counts as that where the client's seal is on it. */
  measurement: z.object({
    kind: z.literal('measurement'),
    pack: words(80),
    version: words(20),
    wording: words(64),
    answers: z.record(words(40), z.union([z.number(), z.enum(NO_ANSWERS)])),
    by: z.enum(RATERS),
    day,
    words: words(SHORT),
  }),
  /** A total from a measure that nobody may embed. */
  'score-elsewhere': z.object({
    kind: z.literal('score-elsewhere'),
    name: words(SHORT),
    total: z.number(),
    least: z.number(),
    most: z.number(),
    better: z.enum(DIRECTIONS),
    by: z.enum(RATERS),
    day,
  }),
  /** The client keeps a value out of reports, or lets it in again (`out: false`); the newest says. Only counts where the client's seal is on it. */
  'not-in-reports': z.object({ kind: z.literal('not-in-reports'), to: id, out: z.boolean() }),
  /** One of the things that were looked at together after a measurement. What was agreed is steps on the plan, `from` the measurement. */
  'look-together': z.object({
    kind: z.literal('look-together'),
    to: id,
    item: words(40),
    understand: words(LONG),
    forward: words(LONG),
    options: words(LONG),
  }),
  /** How many of something between two days. */
  'counted-event': z.object({
    kind: z.literal('counted-event'),
    what: words(80),
    count: from0To(10_000),
    from: day,
    to: day,
    source: z.enum(SOURCES),
    certainty: z.enum(CERTAINTIES),
    words: words(LONG),
  }),
} as const;
