import type { ItemOf, Row } from '#record';
import type { LivePage } from '../session/session.svelte.ts';

/** The steps of a plan that came from one measurement. */
export const agreedSteps = (plan: LivePage, measurement: string): readonly Row<ItemOf<'step'>>[] =>
  plan.items.of('step').filter(({ item }) => item.from === measurement);
