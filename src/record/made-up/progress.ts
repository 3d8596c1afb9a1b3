import inControlPack from '../measures/packs/in-control.json' with { type: 'json' };
import { on } from './deeds.ts';
import type { MadeUpDeed } from './life.ts';
import { HOME_MEASURE, HOME_PACK } from './own-measure.ts';

const { add, named, say, looked } = on('progress');

const counted = (
  by: string,
  what: string,
  from: number,
  to: number,
  count: number,
  certainty: 'sure' | 'about' | 'heard' = 'sure',
  words = '',
): MadeUpDeed =>
  add(to - 1, 17, by, ({ day }) => ({
    kind: 'counted-event',
    what,
    count,
    from: day(from),
    to: day(to),
    source: by === 'sam' ? 'me' : 'worker',
    certainty,
    words,
  }));

/** *In control*, as it comes with the app: one question, 0 to 10. */
const IN_CONTROL = { pack: inControlPack.id, version: inControlPack.version, wording: inControlPack.wording };

type Answers = Readonly<Record<string, number | 'not-asked' | 'chose-not-to-say'>>;

const measured = (
  daysAgo: number,
  by: string,
  measure: typeof IN_CONTROL,
  answers: Answers,
  words = '',
  name: string | null = null,
): MadeUpDeed =>
  named(name, daysAgo, 16, by, ({ day }) => ({
    kind: 'measurement',
    ...measure,
    answers: { ...answers },
    by: by === 'sam' ? 'me' : 'worker',
    day: day(daysAgo),
    words,
  }));

const inControl = (daysAgo: number, by: string, value: Answers[string], words = '', name: string | null = null): MadeUpDeed =>
  measured(daysAgo, by, IN_CONTROL, { 'in-control': value }, words, name);

export const PROGRESS: readonly MadeUpDeed[] = [
  inControl(180, 'sam', 3),
  inControl(179, 'lead', 6, 'Sam had found the papers, rung the clinic and kept every date'),
  inControl(140, 'sam', 4),
  inControl(110, 'sam', 'chose-not-to-say'),
  inControl(94, 'sam', 2, 'Nothing is mine at the moment', 'low'),
  inControl(93, 'lead', 5),
  // The day after, they looked at it together. What came of it is the box of tools on the plan.
  add(92, 14, 'lead', ({ id }) => ({
    kind: 'look-together',
    to: id('low'),
    item: 'in-control',
    understand: 'Court, the hospital and the change of nurse came in one month. None of it was up to Sam.',
    forward: 'A week in which Sam says when and where, for all of us.',
    options: 'Sam picks the days. Sam runs something. Fewer of us at a time.',
  })),
  add(92, 20, 'sam', ({ id }) => ({ kind: 'not-in-reports', to: id('low'), out: true })),
  inControl(58, 'sam', 5),
  inControl(27, 'sam', 7),
  inControl(26, 'lead', 7),
  named('other-score', 170, 14, 'lead', ({ day }) => ({
    kind: 'score-elsewhere',
    name: 'Housing need score',
    total: 12,
    least: 0,
    most: 30,
    better: 'lower',
    by: 'worker',
    day: day(171),
  })),
  say(169, 13, 'other-score', 'not-quite', 'Nobody asked me the questions.'),
  add(85, 12, 'lead', () => ({ kind: 'measure-pack', json: HOME_PACK })),
  measured(83, 'sam', HOME_MEASURE, { door: 1, rest: 'chose-not-to-say' }),
  measured(54, 'sam', HOME_MEASURE, { door: 3, rest: 2 }, 'The room upstairs'),
  measured(25, 'sam', HOME_MEASURE, { door: 3, rest: 3 }),
  counted('sam', 'nights-out', 209, 180, 6, 'about', 'Before the room'),
  counted('sam', 'nights-out', 120, 91, 4),
  counted('sam', 'nights-out', 60, 31, 0),
  counted('lead', 'a-and-e', 209, 180, 2),
  counted('lead', 'a-and-e', 120, 91, 1, 'sure', 'Chest pain, home at six'),
  counted('lead', 'a-and-e', 60, 31, 0),
  counted('lead', 'arrests', 209, 180, 1, 'heard'),
  counted('lead', 'arrests', 60, 31, 0),
  counted('sam', 'good-days', 209, 180, 8, 'about'),
  counted('sam', 'good-days', 179, 150, 12, 'about'),
  counted('sam', 'good-days', 120, 91, 5, 'about', 'Not many. The walk with Leah was one'),
  counted('sam', 'good-days', 90, 61, 14, 'about'),
  counted('sam', 'good-days', 60, 31, 19, 'about'),
  looked(9, 10.5, 'lead'),
];
