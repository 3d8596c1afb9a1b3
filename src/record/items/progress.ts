import * as z from 'zod/mini';
import { day, from0To, LONG, SHORT, words } from './shape.ts';

/** Who gave a value. The person's own is the record; a worker's stands beside it. */
export const RATERS = ['me', 'worker', 'together'] as const;
/** Answers that are no number. */
export const NO_ANSWERS = ['not-asked', 'chose-not-to-say', 'not-known'] as const;
export const SOURCES = ['me', 'worker', 'service'] as const;
export const CERTAINTIES = ['sure', 'about', 'heard'] as const;
export type Rater = (typeof RATERS)[number];
export type NoAnswer = (typeof NO_ANSWERS)[number];

export const PROGRESS_SCHEMAS = {
  /** A measure that somebody of the team loaded: the pack as JSON, read by `measures/pack.ts`. */
  'measure-pack': z.object({ kind: z.literal('measure-pack'), json: words(60_000) }),
  /** Answers by item of the pack that is named by id, version and hash of its wording. */
  measurement: z.object({
    kind: z.literal('measurement'),
    pack: words(80),
    version: words(20),
    wording: words(64),
    answers: z.record(words(40), z.union([z.number(), z.enum(NO_ANSWERS)])),
    by: z.enum(RATERS),
    day,
    words: words(SHORT),
    notInReports: z.boolean(),
  }),
  /** A total from a measure that nobody may embed. */
  'score-elsewhere': z.object({
    kind: z.literal('score-elsewhere'),
    name: words(SHORT),
    total: z.number(),
    least: z.number(),
    most: z.number(),
    better: z.enum(['higher', 'lower']),
    by: z.enum(RATERS),
    day,
    notInReports: z.boolean(),
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
