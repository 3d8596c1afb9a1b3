import { changeItem } from '#record';
import type { ItemOf, Row } from '#record';
import { keepOn } from '../meetings/meeting-parts.ts';
import type { LivePage, Session } from '../session/session.svelte.ts';
import { words } from '../words/index.ts';

const MOST_LETTERS = 300;

/** Puts a change of practice onto the list of a meeting, and notes there that it is. */
export const putOnAgenda = (
  session: Session,
  { page, practice, willTry }: { readonly page: LivePage; readonly practice: string; readonly willTry: string },
  next: { readonly page: LivePage; readonly meeting: Row<ItemOf<'meeting'>> },
): void => {
  const line = words.learning.agendaLine(willTry).slice(0, MOST_LETTERS);
  const added = keepOn(session, next.page, { kind: 'agenda', meeting: next.meeting.id, words: line, from: practice, done: false });
  if (added === null) return;
  changeItem(page.open.doc, practice, { meeting: next.meeting.id });
  void session.replica.sealDrafts(page.open.id);
};
