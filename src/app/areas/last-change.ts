import { fieldMadeBy } from '#record';
import type { Row, StructId } from '#record';
import type { LivePage } from '../session/session.svelte.ts';
import { FORMS } from './forms.ts';
import type { AreaKind } from './forms.ts';

/** Whoever wrote the newest of an item's fields: its maker, or who changed it since. */
export const lastChange = (page: LivePage, row: Row, kind: AreaKind): StructId => {
  void page.changes;
  const timeOf = (id: StructId): number => page.sealOf(id)?.time ?? 0;
  return FORMS[kind]
    .flatMap(({ name }) => fieldMadeBy(page.open.doc, row.id, name) ?? [])
    .reduce((newest, one) => (timeOf(one) > timeOf(newest) ? one : newest), row.madeBy);
};
