import { fieldMadeBy } from '#record';
import type { ItemOf, Row, StepFacts } from '#record';
import type { LivePage } from '../session/session.svelte.ts';
import { dayOf } from '../words/time.ts';

type Step = Row<ItemOf<'step'>>;

const inTime = <R extends Row>(page: LivePage, rows: readonly R[]) =>
  rows
    .flatMap((row) => {
      const seal = page.sealOf(row.madeBy);
      return seal ? [{ row, seal }] : [];
    })
    .toSorted((a, b) => a.seal.time - b.seal.time);

/** What the person who is asked said, the newest last: only what carries their own seal. */
export const repliesTo = (page: LivePage, step: Step) =>
  inTime(page, page.items.about(step.id, 'step-reply')).filter(({ seal }) => seal.who === step.item.who);

/** Who put the name there that a step has now. */
export const namedBy = (page: LivePage, step: Step): string =>
  page.sealOf(fieldMadeBy(page.open.doc, step.id, 'who') ?? step.madeBy)?.who ?? '';

/** The days that were named after the first, in the order of their seals. */
export const newDaysOf = (page: LivePage, step: Step) => inTime(page, page.items.about(step.id, 'step-day'));

/** What is known of a step, as calendar days here: from seals, never from what was typed. */
export const stepFacts = (page: LivePage, step: Step): StepFacts => {
  const made = page.sealOf(step.madeBy);
  const set = page.sealOf(fieldMadeBy(page.open.doc, step.id, 'state') ?? step.madeBy);
  const madeOn = dayOf(made?.time ?? 0);
  return {
    who: step.item.who,
    namedBy: namedBy(page, step),
    state: step.item.state,
    stateOn: dayOf(set?.time ?? 0),
    stateBy: set?.who ?? '',
    reply: repliesTo(page, step).at(-1)?.row.item.reply ?? null,
    days: [
      { by: step.item.by, namedOn: madeOn },
      ...newDaysOf(page, step).map(({ row, seal }) => ({ by: row.item.by, namedOn: dayOf(seal.time) })),
    ],
  };
};
