import { TEAM_REVIEW } from '#record';
import type { Notice } from '#record';
import { pageWith } from '../session/page-with.ts';
import type { Session } from '../session/session.svelte.ts';
import { dayInWords } from '../words/time.ts';
import { words } from '../words/index.ts';

const MOST_LETTERS = 140;
const short = (text: string): string => (text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS - 1)}…`);

/** What a notice says: what is seen, and no verdict. */
export const noticeWords = (session: Session, notice: Notice): string => {
  const said = words.learning;
  const about = (kinds: readonly string[]) => (notice.about === null ? null : (pageWith(session, kinds, notice.about)?.row.item ?? null));
  const goalTitle = (): string => {
    const goal = about(['plan']);
    return goal?.kind === 'goal' ? short(goal.title) : said.aGoal;
  };
  switch (notice.seen) {
    case 'rating-fell':
      return said.fell(goalTitle(), notice.from, notice.to);
    case 'promise-not-kept': {
      const step = about(['plan']);
      const what = step?.kind === 'step' ? short(step.what) : said.aStep;
      const who = session.nameOrYou(session.team.people.find((person) => person.who === notice.who)?.who);
      return notice.days > 0 ? said.notKept(who, what, notice.days) : said.droppedPromise(who, what);
    }
    case 'gap':
      return notice.until === null ? said.gapNow(notice.days) : said.gapWas(notice.days, dayInWords(notice.until));
    case 'views-differ': {
      const statement = TEAM_REVIEW.statements.find(({ id }) => id === notice.statement)?.words;
      const what = statement === undefined ? `${goalTitle()}:` : `“${statement}”`;
      const others = words.list(notice.others.map(String));
      return session.isClient ? said.differMine(what, notice.own, others) : said.differ(what, session.nameOf('client'), notice.own, others);
    }
    case 'barrier': {
      const barrier = about(['learning']);
      const [organisation, what] = barrier?.kind === 'barrier' ? [barrier.organisation, short(barrier.what)] : ['', ''];
      return said.barrierOpen(organisation === '' ? said.aBarrier : organisation, what, notice.days);
    }
    case 'good-day': {
      const note = about(['journal', 'progress']);
      return said.goodDay(note?.kind === 'note' || note?.kind === 'counted-event' ? short(note.words) || said.aGoodDay : said.aGoodDay);
    }
  }
};
